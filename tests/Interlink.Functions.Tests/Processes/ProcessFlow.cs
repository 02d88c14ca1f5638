using System.Net;
using System.Text.Json;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Processes;

/// <summary>The steps of a process as the web app takes them.</summary>
internal static class ProcessFlow
{
    /// <summary>Makes a process.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> MakeProcess(this Client client, string name = "Play ground", string language = "en")
    {
        using var made = await client.PostJson("/api/processes", new { name, language });
        await made.Expect(HttpStatusCode.Created);
        return made.Headers.Location!.ToString();
    }

    /// <summary>Makes a process with the tree of the small catalogue.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> MakeProcessWithTree(this Client client, string language = "en")
    {
        var path = await client.MakeProcess(language: language);
        using var applied = await client.PostJson($"{path}/schema", new { schemaId = "parks" }, await client.TagOf(path));
        await applied.Expect(HttpStatusCode.OK);
        return path;
    }

    /// <summary>The path of the item at a place of the guide.</summary>
    public static async Task<string> ItemPath(this Client client, string process, int place) =>
        $"{process}/items/{(await client.GetJson($"{process}/guide")).GetProperty("items")[place].GetProperty("id").GetString()}";

    /// <summary>The ETag of what lies at a path.</summary>
    public static async Task<string> TagOf(this Client client, string path)
    {
        using var read = await client.Get(path);
        return (await read.Expect(HttpStatusCode.OK)).Tag();
    }

    /// <summary>Sets a task from its present state and expects it to work.</summary>
    public static async Task<JsonElement> SetStatus(this Client client, string item, string status)
    {
        using var set = await client.PutJson($"{item}/status", new { status }, await client.TagOf(item));
        return await set.ExpectJson();
    }

    /// <summary>A property as text.</summary>
    public static string? Text(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>The properties of each element as texts.</summary>
    public static IEnumerable<string?> Texts(this JsonElement json, string list, string name) => json.GetProperty(list).EnumerateArray().Select(i => i.Text(name));
}
