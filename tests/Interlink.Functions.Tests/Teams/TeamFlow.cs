using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;
using Interlink.Functions.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Teams;

/// <summary>Organizations and teams as the web app makes them, and members as tests of other slices want them.</summary>
internal static class TeamFlow
{
    /// <summary>Makes an organization; the client must be an administrator of the tenant.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> MakeOrganization(
        this Client administrator, string name = "City of Riga", bool isPublic = true, string teamCreation = "administrators")
    {
        using var made = await administrator.PostJson(
            "/api/organizations", new { name = new Dictionary<string, string> { ["en"] = name }, isPublic, teamCreation });
        await made.Expect(HttpStatusCode.Created);
        return made.Headers.Location!.ToString();
    }

    /// <summary>Makes a team in an organization.</summary>
    /// <param name="organization">Path of the organization.</param>
    /// <returns>The team's path.</returns>
    public static async Task<string> MakeTeam(this Client client, string organization, string name = "Parks", bool takesApplications = true)
    {
        using var made = await client.PostJson($"{organization}/teams", new { name, type = "citizen", takesApplications });
        await made.Expect(HttpStatusCode.Created);
        return made.Headers.Location!.ToString();
    }

    /// <summary>Puts a person into a team at once, without an invitation.</summary>
    /// <param name="team">Path of the team.</param>
    public static async Task Join(
        this InterlinkHost host, string team, Client person, TeamRole role = TeamRole.Member, string tenant = "varam")
    {
        var actor = new Caller(TenantId.Parse(tenant), person.Subject, "Test", new HashSet<string>());
        var name = (await person.GetJson("/api/me")).GetProperty("name").GetString()!;
        var joined = await host.Services.GetRequiredService<JoinTeam>()
            .Add(actor, IdOf(team), new PersonReference(person.Subject, name), role, null, CancellationToken.None);
        Assert.True(joined.Succeeded);
    }

    /// <summary>The id at the end of a path.</summary>
    public static string IdOf(string path) => path.Split('/')[^1];

    /// <summary>The types of the events of the tenant so far, in order; without what only the audit hears.</summary>
    public static async Task<IReadOnlyList<string>> EventTypes(this InterlinkHost host)
    {
        var page = await host.Services.GetRequiredService<IOutbox>().Read(null, 1000, CancellationToken.None);
        return [.. page.Events.Where(e => !e.AuditOnly).Select(e => e.Type)];
    }

    /// <summary>What a caller may do, as the answer tells it.</summary>
    public static bool Can(this JsonElement view, string right) => view.GetProperty("can").GetProperty(right).GetBoolean();
}
