using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Interlink.Core.ApiAccess;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.ApiAccess;

/// <summary>Registers applications and lets clients be them.</summary>
internal static class Applications
{
    /// <summary>Registers one.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> Register(Client administrator, string name, params string[] scopes)
    {
        using var made = await administrator.PostJson("/api/applications", new { name, scopes, requestsPerMinute = ApiApplication.FastestPerMinute });
        return (await made.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }

    /// <summary>Makes a key.</summary>
    /// <returns>The key and its id.</returns>
    public static async Task<(string Key, string Id)> Key(Client administrator, string application, object? body = null)
    {
        using var made = await administrator.PostJson($"/api/applications/{application}/keys", body ?? new { });
        return Of(await made.ExpectJson(HttpStatusCode.Created));
    }

    /// <summary>The key and its id in an answer.</summary>
    public static (string Key, string Id) Of(JsonElement made) => (made.GetProperty("key").GetString()!, made.GetProperty("id").GetString()!);

    /// <summary>Lets a client send a key from now on.</summary>
    public static Client With(this Client client, string key)
    {
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Registers an application and lets a client be it.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> Become(Client client, Client administrator, params string[] scopes)
    {
        var id = await Register(administrator, "Program of a partner", scopes);
        client.With((await Key(administrator, id)).Key);
        return id;
    }
}
