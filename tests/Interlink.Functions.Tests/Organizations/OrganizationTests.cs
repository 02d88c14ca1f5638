using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;

namespace Interlink.Functions.Tests.Organizations;

public sealed class OrganizationTests
{
    [Fact]
    public async Task An_organization_is_made_read_changed_and_found_in_the_readers_language()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        using var made = await administrator.PostJson("/api/organizations", new
        {
            name = new Dictionary<string, string> { ["en"] = "City of Riga", ["lv"] = "Rīgas pašvaldība" },
            description = new Dictionary<string, string> { ["en"] = "Capital" },
            teamCreation = "members",
        });
        var organization = await made.ExpectJson(HttpStatusCode.Created);
        var path = made.Headers.Location!.ToString();
        Assert.Equal(("True", "public_administration", "members"),
            (organization.Text("isPublic"), organization.Text("defaultTeamType"), organization.Text("teamCreation")));
        Assert.Equal([administrator.Subject], organization.Texts("administrators", "subject"));
        Assert.True(organization.Can("manage"));

        using var edited = await administrator.PatchJson(path, new { defaultTeamType = "citizen", description = new Dictionary<string, string>() }, made.Tag());
        Assert.Equal(("citizen", "{}"), ((await edited.ExpectJson()).Text("defaultTeamType"), (await administrator.GetJson(path)).Text("description")));
        using var stale = await administrator.PatchJson(path, new { isPublic = false }, made.Tag());
        await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        using var unstated = await administrator.PatchJson(path, new { isPublic = false });
        await unstated.ExpectProblem(HttpStatusCode.PreconditionRequired, "revision-required");

        var list = await anna.GetJson("/api/organizations?text=pasva&language=lv");
        var found = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal("""{"text":"Rīgas pašvaldība","language":"lv","fallback":false}""", found.Text("name"));
        Assert.Equal(["organization.created", "organization.updated"], await host.EventTypes());
    }

    [Fact]
    public async Task A_private_organization_with_its_teams_exists_for_its_own_people_only()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna, bruno) = (await host.As("administrator"), await host.As("anna"), await host.As("bruno"));
        var path = await administrator.MakeOrganization("Secret service", isPublic: false, teamCreation: "anyone");
        var team = await administrator.MakeTeam(path);
        await host.Join(team, anna);
        foreach (var address in new[] { path, $"{path}/teams" })
        {
            await anna.GetJson(address);
            using var hidden = await bruno.Get(address);
            await hidden.ExpectProblem(HttpStatusCode.NotFound, "organization-not-found");
        }

        foreach (var address in new[] { team, $"{team}/members" })
        {
            await anna.GetJson(address);
            using var hidden = await bruno.Get(address);
            await hidden.ExpectProblem(HttpStatusCode.NotFound, "team-not-found");
        }

        using var made = await bruno.PostJson($"{path}/teams", new { name = "Mine" });
        await made.ExpectProblem(HttpStatusCode.NotFound, "organization-not-found");
        foreach (var (person, total) in new[] { (anna, "1"), (bruno, "0"), (administrator, "1") })
        {
            Assert.Equal((total, total), ((await person.GetJson("/api/organizations")).Text("total"), (await person.GetJson("/api/teams")).Text("total")));
        }
    }

    [Fact]
    public async Task Another_tenant_finds_nothing_at_the_same_addresses()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, foreign) = (await host.As("administrator"), await host.As("administrator", "zaragoza"));
        var path = await administrator.MakeOrganization();
        var team = await administrator.MakeTeam(path);
        foreach (var address in new[] { path, $"{path}/teams" })
        {
            using var read = await foreign.Get(address);
            await read.ExpectProblem(HttpStatusCode.NotFound, "organization-not-found");
        }

        foreach (var attempt in new Func<Task<HttpResponseMessage>>[]
        {
            () => foreign.Get(team), () => foreign.Get($"{team}/members"), () => foreign.PatchJson(team, new { name = "Ours" }, "1"),
            () => foreign.Delete($"{team}/members/{administrator.Subject}"),
            () => foreign.PutJson($"{team}/members/{administrator.Subject}/role", new { role = "member" }),
        })
        {
            using var refused = await attempt();
            await refused.ExpectProblem(HttpStatusCode.NotFound, "team-not-found");
        }

        Assert.Equal("0", (await foreign.GetJson("/api/organizations")).Text("total"));
        Assert.Equal("0", (await foreign.GetJson("/api/teams")).Text("total"));
    }

    [Fact]
    public async Task Only_administrators_make_and_change_organizations()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        using var made = await anna.PostJson("/api/organizations", new { name = new Dictionary<string, string> { ["en"] = "Mine" } });
        await made.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
        var path = await administrator.MakeOrganization();
        using var edited = await anna.PatchJson(path, new { isPublic = false }, "1");
        await edited.ExpectProblem(HttpStatusCode.Forbidden, "organization-not-managed");
        using var named = await anna.PutJson($"{path}/administrators/{anna.Subject}", new { });
        await named.ExpectProblem(HttpStatusCode.Forbidden, "organization-not-managed");
        Assert.Empty((await anna.GetJson(path)).GetProperty("administrators").EnumerateArray());
        Assert.False((await anna.GetJson(path)).Can("seeMembers"));

        foreach (var (body, field) in new (object, string)[]
        {
            (new { }, "name"),
            (new { name = new Dictionary<string, string>() }, "name"),
            (new { name = new Dictionary<string, string> { ["en"] = new('n', 201) } }, "name.en"),
            (new { name = new Dictionary<string, string> { ["en"] = "Riga" }, teamCreation = "nobody" }, "teamCreation"),
        })
        {
            using var bad = await administrator.PostJson("/api/organizations", body);
            await bad.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", field);
        }
    }

    [Fact]
    public async Task Administrators_of_an_organization_come_from_its_teams_and_the_last_one_stays()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna, bruno) = (await host.As("administrator"), await host.As("anna"), await host.As("bruno"));
        var path = await administrator.MakeOrganization();
        var team = await administrator.MakeTeam(path);
        using var stranger = await administrator.PutJson($"{path}/administrators/{anna.Subject}", new { });
        await stranger.ExpectProblem(HttpStatusCode.NotFound, "not-of-organization");
        await host.Join(team, anna);
        using var named = await administrator.PutJson($"{path}/administrators/{anna.Subject}", new { });
        Assert.Equal(["Administrator", "Anna"], (await named.ExpectJson()).Texts("administrators", "name"));
        using var again = await administrator.PutJson($"{path}/administrators/{anna.Subject}", new { });
        await again.Expect(HttpStatusCode.OK);

        Assert.True((await anna.GetJson(team)).Can("manage"));
        using var first = await anna.Delete($"{path}/administrators/{administrator.Subject}");
        await first.Expect(HttpStatusCode.NoContent);
        using var nobody = await anna.Delete($"{path}/administrators/{bruno.Subject}");
        await nobody.ExpectProblem(HttpStatusCode.NotFound, "not-an-administrator");
        using var last = await anna.Delete($"{path}/administrators/{anna.Subject}");
        await last.ExpectProblem(HttpStatusCode.Conflict, "last-organization-administrator");
    }
}
