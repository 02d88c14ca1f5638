using System.Net;
using System.Text.Json;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;

namespace Interlink.Functions.Tests.Permissions;

/// <summary>A process of anna's with a tree, a file, and a team in which bruno is; steps of granting as the web app takes them.</summary>
internal sealed class RightsFlow : IAsyncDisposable
{
    private RightsFlow(InterlinkHost host, Client anna, Client bruno) => (Host, Anna, Bruno) = (host, anna, bruno);

    public InterlinkHost Host { get; }

    public Client Anna { get; }

    public Client Bruno { get; }

    /// <summary>Path of the process.</summary>
    public string Process { get; private set; } = "";

    /// <summary>Path of the task that has the file.</summary>
    public string Task { get; private set; } = "";

    /// <summary>Path of the file.</summary>
    public string File { get; private set; } = "";

    /// <summary>Id of bruno's team, and path of it.</summary>
    public string Team { get; private set; } = "";

    public static async Task<RightsFlow> Start(HostOptions? options = null)
    {
        var host = await SmallCatalogue.Start(options);
        var flow = new RightsFlow(host, await host.As("anna"), await host.As("bruno"));
        flow.Process = await flow.Anna.MakeProcessWithTree();
        flow.Task = await flow.Anna.ItemPath(flow.Process, 2);
        using var made = await flow.Anna.PostJson($"{flow.Task}/assets", new { interlinkerId = "checklist" });
        flow.File = (await made.Expect(HttpStatusCode.Created)).Headers.Location!.ToString();
        var organization = await (await host.As("administrator")).MakeOrganization(teamCreation: "anyone");
        flow.Team = TeamFlow.IdOf(await flow.Bruno.MakeTeam(organization));
        return flow;
    }

    /// <summary>Gives bruno's team rights.</summary>
    /// <param name="rights">Letters: a(ccess), c(reate), d(elete).</param>
    /// <param name="item">Path of an item; null for the process.</param>
    public async Task<JsonElement> Grant(string rights, string? item = null)
    {
        using var granted = await Anna.PostJson($"{Process}/permissions", new
        {
            team = Team,
            item = item is null ? null : TeamFlow.IdOf(item),
            accessAssets = rights.Contains('a'),
            createAssets = rights.Contains('c'),
            deleteAssets = rights.Contains('d'),
        });
        return await granted.ExpectJson(HttpStatusCode.Created);
    }

    /// <summary>Takes a permission away.</summary>
    public async Task Revoke(JsonElement permission)
    {
        using var revoked = await Anna.Delete($"{Process}/permissions/{permission.Text("id")}", permission.Text("revision"));
        await revoked.Expect(HttpStatusCode.NoContent);
    }

    /// <summary>Makes a download link.</summary>
    public static async Task<string> Link(Client client, string file, string query = "")
    {
        using var made = await client.PostJson($"{file}/link{query}", new { });
        return (await made.ExpectJson()).Text("url")!;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
