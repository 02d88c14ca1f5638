using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;

namespace Interlink.Functions.Tests.Permissions;

/// <summary>Granting and what follows, over HTTP.</summary>
public sealed class PermissionHttpTests
{
    [Fact]
    public async Task A_granted_team_sees_names_everywhere_and_assets_where_it_may()
    {
        await using var flow = await RightsFlow.Start();
        using var before = await flow.Bruno.Get(flow.Process);
        await before.ExpectProblem(HttpStatusCode.NotFound, "process-not-found");
        await flow.Grant("a", flow.Task);
        Assert.Equal("1", (await flow.Bruno.GetJson("/api/processes")).Text("total"));
        var guide = await flow.Bruno.GetJson($"{flow.Process}/guide");
        Assert.Equal("False", guide.GetProperty("process").Text("administers"));
        var items = guide.GetProperty("items").EnumerateArray().ToDictionary(i => i.Text("id")!);
        var open = items[TeamFlow.IdOf(flow.Task)];
        Assert.Equal(("1", "True", "False"), (open.Text("assets"), open.GetProperty("rights").Text("accessAssets"), open.GetProperty("rights").Text("createAssets")));
        Assert.All(items.Values.Where(i => i.Text("id") != open.Text("id")), i =>
        {
            Assert.Null(i.Text("assets"));
            Assert.False(string.IsNullOrEmpty(i.Text("name")));
        });
        Assert.Equal("1", (await flow.Bruno.GetJson($"{flow.Process}/assets")).Text("total"));
        Assert.Equal("True", (await flow.Anna.GetJson(flow.Process)).Text("administers"));
    }

    [Fact]
    public async Task The_table_names_teams_and_follows_the_tree()
    {
        await using var flow = await RightsFlow.Start();
        await flow.Grant("ac", flow.Task);
        var whole = await flow.Grant("a");
        var read = await flow.Anna.GetJson($"{flow.Process}/permissions");
        Assert.Equal([flow.Anna.Subject], read.Texts("administrators", "subject"));
        var rows = read.GetProperty("permissions").EnumerateArray().ToList();
        Assert.Equal([null, TeamFlow.IdOf(flow.Task)], rows.Select(r => r.Text("item")));
        Assert.All(rows, r => Assert.Equal(("Parks", "citizen"), (r.GetProperty("team").Text("name"), r.GetProperty("team").Text("type"))));

        var path = $"{flow.Process}/permissions/{whole.Text("id")}";
        using var changed = await flow.Anna.PutJson(path, new { accessAssets = false, createAssets = false, deleteAssets = true }, whole.Text("revision"));
        Assert.Equal("True", (await changed.ExpectJson()).Text("deleteAssets"));
        using var stale = await flow.Anna.Delete(path, whole.Text("revision"));
        await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        using var unstated = await flow.Anna.Delete(path);
        await unstated.ExpectProblem(HttpStatusCode.PreconditionRequired, "revision-required");
        using var twice = await flow.Anna.PostJson($"{flow.Process}/permissions", new { team = flow.Team, accessAssets = true, createAssets = true, deleteAssets = true });
        await twice.ExpectProblem(HttpStatusCode.Conflict, "permission-exists");
        using var nobody = await flow.Anna.PostJson($"{flow.Process}/permissions", new { team = Core.Kernel.Ulids.Derive("x"), accessAssets = true, createAssets = true, deleteAssets = true });
        await nobody.ExpectProblem(HttpStatusCode.NotFound, "team-not-found");
        using var bad = await flow.Anna.PostJson($"{flow.Process}/permissions", new { team = "Parks", accessAssets = true });
        await bad.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "team", "createAssets", "deleteAssets");
    }

    [Fact]
    public async Task Every_answer_can_be_explained_by_the_permission_that_decided()
    {
        await using var flow = await RightsFlow.Start();
        var (task, bruno) = (TeamFlow.IdOf(flow.Task), flow.Bruno.Subject);
        var unseen = await flow.Anna.GetJson($"{flow.Process}/permissions/explain?person={bruno}&item={task}");
        Assert.Equal(("False", "no_permission"), (unseen.Text("seesProcess"), unseen.GetProperty("accessAssets").Text("ground")));
        await flow.Grant("acd");
        var deeper = await flow.Grant("a", flow.Task);

        var explained = await flow.Anna.GetJson($"{flow.Process}/permissions/explain?person={bruno}&item={task}");
        var (access, create) = (explained.GetProperty("accessAssets"), explained.GetProperty("createAssets"));
        Assert.Equal(("True", "permission", "task", task, deeper.Text("id")), (access.Text("granted"), access.Text("ground"), access.Text("level"), access.Text("item"), access.Text("permission")));
        Assert.Equal(("False", "Parks"), (create.Text("granted"), create.GetProperty("team").Text("name")));
        Assert.Equal("Bruno", explained.GetProperty("person").Text("name"));

        var own = await flow.Bruno.GetJson($"{flow.Process}/permissions/explain");
        Assert.Equal(("True", null), (own.GetProperty("deleteAssets").Text("granted"), own.GetProperty("deleteAssets").Text("item")));
        var administrator = await flow.Anna.GetJson($"{flow.Process}/permissions/explain?item={task}");
        Assert.Equal("process_administrator", administrator.GetProperty("deleteAssets").Text("ground"));
        using var curious = await flow.Bruno.Get($"{flow.Process}/permissions/explain?person={flow.Anna.Subject}");
        await curious.ExpectProblem(HttpStatusCode.Forbidden, "not-process-administrator");
        using var unknown = await flow.Anna.Get($"{flow.Process}/permissions/explain?person=nobody");
        await unknown.ExpectProblem(HttpStatusCode.NotFound, "person-not-found");
        using var nowhere = await flow.Anna.Get($"{flow.Process}/permissions/explain?item=nowhere");
        await nowhere.ExpectProblem(HttpStatusCode.NotFound, "item-not-found");
    }

    [Fact]
    public async Task Granting_a_team_something_does_not_show_who_is_in_it()
    {
        await using var flow = await RightsFlow.Start();
        await flow.Grant("a");
        Assert.Equal(["Anna"], (await flow.Anna.GetJson($"{flow.Process}/permissions/people")).Texts("items", "name"));
        await flow.Host.Join($"/api/teams/{flow.Team}", flow.Anna);
        Assert.Equal(["Anna", "Bruno"], (await flow.Anna.GetJson($"{flow.Process}/permissions/people")).Texts("items", "name"));
        Assert.Equal(["Bruno"], (await flow.Anna.GetJson($"{flow.Process}/permissions/people?text=bru")).Texts("items", "name"));
    }

    [Fact]
    public async Task A_new_administrator_is_found_among_all_whom_the_one_who_chooses_may_see()
    {
        await using var flow = await RightsFlow.Start();
        var path = $"{flow.Process}/permissions/people?everybody=true";
        Assert.Equal(["Anna"], (await flow.Anna.GetJson(path)).Texts("items", "name"));
        var administrator = await flow.Host.As("administrator");
        var organization = (await administrator.GetJson($"/api/teams/{flow.Team}")).Text("organization");
        var beside = await administrator.MakeTeam($"/api/organizations/{organization}", "Streets");
        await flow.Host.Join(beside, flow.Anna);
        Assert.Equal(["Anna"], (await flow.Anna.GetJson($"{flow.Process}/permissions/people")).Texts("items", "name"));
        Assert.Contains("Bruno", (await flow.Anna.GetJson(path)).Texts("items", "name"));
        Assert.Equal(["Bruno"], (await flow.Anna.GetJson($"{path}&text=bru")).Texts("items", "name"));

        await flow.Host.As("zita");
        Assert.DoesNotContain("Zita", (await flow.Anna.GetJson(path)).Texts("items", "name"));
        using var added = await flow.Anna.SendJson(HttpMethod.Put, $"{flow.Process}/administrators/{administrator.Subject}", new { });
        await added.ExpectJson();
        Assert.Contains("Zita", (await administrator.GetJson(path)).Texts("items", "name"));
        using var zita = await administrator.SendJson(HttpMethod.Put, $"{flow.Process}/administrators/{(await flow.Host.As("zita")).Subject}", new { });
        await zita.ExpectJson();
    }

    [Fact]
    public async Task Administration_of_a_process_is_shared_and_handed_over_but_never_lost()
    {
        await using var flow = await RightsFlow.Start();
        using var last = await flow.Anna.Delete($"{flow.Process}/administrators/{flow.Anna.Subject}");
        await last.ExpectProblem(HttpStatusCode.Conflict, "last-process-administrator");
        using var added = await flow.Anna.SendJson(HttpMethod.Put, $"{flow.Process}/administrators/{flow.Bruno.Subject}", new { });
        Assert.Equal(["Anna", "Bruno"], (await added.ExpectJson()).Texts("administrators", "name"));
        using var left = await flow.Anna.Delete($"{flow.Process}/administrators/{flow.Anna.Subject}");
        await left.Expect(HttpStatusCode.OK);
        using var gone = await flow.Anna.Get(flow.Process);
        await gone.ExpectProblem(HttpStatusCode.NotFound, "process-not-found");
        Assert.Equal("True", (await flow.Bruno.GetJson(flow.Process)).Text("administers"));
    }
}
