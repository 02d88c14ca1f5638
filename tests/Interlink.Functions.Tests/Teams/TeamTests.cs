using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Teams;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Teams;

public sealed class TeamTests
{
    [Fact]
    public async Task A_team_is_made_changed_and_found_and_its_maker_administers_it()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var organization = await administrator.MakeOrganization();
        using var made = await administrator.PostJson($"{organization}/teams", new { name = "Parks", description = "Green *places*" });
        var team = await made.ExpectJson(HttpStatusCode.Created);
        var path = made.Headers.Location!.ToString();
        Assert.Equal(("public_administration", "True", "Green *places*"), (team.Text("type"), team.Text("takesApplications"), team.Text("description")));
        Assert.True(team.Can("manage") && team.Can("leave") && !team.Can("apply"));

        using var edited = await administrator.PatchJson(path, new { type = "citizen", description = " " }, made.Tag());
        var changed = await edited.ExpectJson();
        Assert.Equal(("citizen", null), (changed.Text("type"), changed.Text("description")));
        using var stale = await administrator.PatchJson(path, new { name = "Streets" }, made.Tag());
        await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        using var blank = await administrator.PatchJson(path, new { name = " " }, edited.Tag());
        await blank.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "name");

        await administrator.MakeTeam(organization, "Streets");
        var list = await administrator.GetJson($"{organization}/teams?text=park");
        Assert.Equal(["Parks"], list.Texts("items", "name"));
        Assert.Equal("""[{"value":"citizen","count":1}]""", list.Text("types"));
        Assert.Equal("0", (await administrator.GetJson("/api/teams?type=forprofit_organization")).Text("total"));
        var mine = await administrator.GetJson("/api/me/teams");
        Assert.Equal(["administrator", "administrator"], mine.Texts("items", "role"));
        Assert.Equal(["organization.created", "team.created", "team.member_added", "team.updated", "team.created", "team.member_added"], await host.EventTypes());
    }

    [Theory]
    [InlineData("administrators", false, false)]
    [InlineData("members", false, true)]
    [InlineData("anyone", true, true)]
    public async Task Who_may_make_teams_is_what_the_organization_says(string teamCreation, bool outsiders, bool members)
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var organization = await administrator.MakeOrganization(teamCreation: teamCreation);
        var team = await administrator.MakeTeam(organization);
        foreach (var expected in new[] { outsiders, members })
        {
            Assert.Equal(expected, (await anna.GetJson(organization)).Can("createTeam"));
            using var made = await anna.PostJson($"{organization}/teams", new { name = "Anna's" });
            if (expected)
            {
                await made.Expect(HttpStatusCode.Created);
            }
            else
            {
                await made.ExpectProblem(HttpStatusCode.Forbidden, "team-creation-refused");
            }

            await host.Join(team, anna);
        }
    }

    [Fact]
    public async Task Members_are_shown_to_people_of_the_organization_and_addresses_to_those_who_manage_the_team()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna, bruno, carla) = (await host.As("administrator"), await host.As("anna"), await host.As("bruno"), await host.As("carla"));
        var organization = await administrator.MakeOrganization();
        var (team, other) = (await administrator.MakeTeam(organization), await administrator.MakeTeam(organization, "Streets"));
        await host.Join(team, anna);
        await host.Join(other, bruno);
        using var outside = await carla.Get($"{team}/members");
        await outside.ExpectProblem(HttpStatusCode.Forbidden, "members-not-shown");
        foreach (var person in new[] { anna, bruno })
        {
            var shown = await person.GetJson($"{team}/members");
            Assert.Equal(["Administrator", "Anna"], shown.Texts("items", "name"));
            Assert.All(shown.GetProperty("items").EnumerateArray(), m => Assert.Null(m.Text("email")));
        }

        var managed = await administrator.GetJson($"{team}/members?text=ann&sort=newest");
        Assert.Equal(["anna@example.org"], managed.Texts("items", "email"));
        Assert.Equal("""[{"value":"member","count":1}]""", managed.Text("roles"));
        Assert.Equal(["Administrator"], (await administrator.GetJson($"{team}/members?role=administrator")).Texts("items", "name"));
        var page = await administrator.GetJson($"{team}/members?limit=1");
        var next = await administrator.GetJson($"{team}/members?limit=1&cursor={page.Text("next")}");
        Assert.Equal(("2", "Anna"), (page.Text("total"), next.GetProperty("items")[0].Text("name")));
    }

    [Fact]
    public async Task Administrators_promote_demote_and_remove_and_everybody_may_leave_but_the_last_administrator()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna, bruno) = (await host.As("administrator"), await host.As("anna"), await host.As("bruno"));
        var organization = await administrator.MakeOrganization();
        var team = await administrator.MakeTeam(organization);
        await host.Join(team, anna);
        await host.Join(team, bruno);
        using var alone = await administrator.Delete($"{team}/members/{administrator.Subject}");
        await alone.ExpectProblem(HttpStatusCode.Conflict, "last-team-administrator");
        using var demoted = await administrator.PutJson($"{team}/members/{administrator.Subject}/role", new { role = "member" });
        await demoted.ExpectProblem(HttpStatusCode.Conflict, "last-team-administrator");
        using var forbidden = await anna.PutJson($"{team}/members/{anna.Subject}/role", new { role = "administrator" });
        await forbidden.ExpectProblem(HttpStatusCode.Forbidden, "team-not-managed");
        using var removal = await anna.Delete($"{team}/members/{bruno.Subject}");
        await removal.ExpectProblem(HttpStatusCode.Forbidden, "team-not-managed");
        using var nobody = await administrator.Delete($"{team}/members/nobody");
        await nobody.ExpectProblem(HttpStatusCode.NotFound, "member-not-found");

        using var promoted = await administrator.PutJson($"{team}/members/{anna.Subject}/role", new { role = "administrator" });
        Assert.Equal("administrator", (await promoted.ExpectJson()).Text("role"));
        using var left = await administrator.Delete($"{team}/members/{administrator.Subject}");
        await left.Expect(HttpStatusCode.NoContent);
        using var removed = await anna.Delete($"{team}/members/{bruno.Subject}");
        await removed.Expect(HttpStatusCode.NoContent);
        var memberships = host.Services.GetRequiredService<TeamMemberships>();
        var tenant = TenantId.Parse("varam");
        Assert.Equal([TeamFlow.IdOf(team)], await memberships.TeamsOf(tenant, anna.Subject, CancellationToken.None));
        Assert.Empty(await memberships.TeamsOf(tenant, bruno.Subject, CancellationToken.None));
        Assert.Equal(["team.member_role_changed", "team.member_removed", "team.member_removed"], (await host.EventTypes()).TakeLast(3));
    }

    [Fact]
    public async Task Two_last_administrators_who_leave_at_once_do_not_both_leave()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var organization = await administrator.MakeOrganization();
        for (var round = 0; round < 5; round++)
        {
            var team = await administrator.MakeTeam(organization);
            await host.Join(team, anna, TeamRole.Administrator);
            var answers = await Task.WhenAll(new[] { administrator, anna }.Select(person => person.Delete($"{team}/members/{person.Subject}")));
            Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
            Assert.Equal("1", (await administrator.GetJson($"{team}/members?role=administrator")).Text("total"));
        }
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_team()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        var organization = await administrator.MakeOrganization();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{organization}/teams") { Content = System.Net.Http.Json.JsonContent.Create(new { name = "Once" }) };
            request.Headers.Add("Idempotency-Key", "form-1");
            using var sent = await administrator.Send(request);
            await sent.Expect(HttpStatusCode.Created);
        }

        Assert.Equal("1", (await administrator.GetJson($"{organization}/teams")).Text("total"));
    }
}
