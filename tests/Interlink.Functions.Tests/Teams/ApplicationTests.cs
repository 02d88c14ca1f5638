using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Teams;

public sealed class ApplicationTests
{
    [Fact]
    public async Task An_applicant_is_accepted_joins_and_hears_of_it()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var applied = await anna.PostJson($"{team}/applications", new { message = "I like trees" });
        Assert.Equal(("pending", "Parks"), ((await applied.ExpectJson(HttpStatusCode.Created)).Text("state"), (await anna.GetJson("/api/me/applications")).Texts("items", "teamName").Single()));
        using var twice = await anna.PostJson($"{team}/applications", new { });
        await twice.ExpectProblem(HttpStatusCode.Conflict, "application-waits");
        Assert.Equal("application-received", Assert.Single(await host.MailsTo("administrator@example.org")).Template);

        var waiting = Assert.Single((await administrator.GetJson($"{team}/applications?state=pending")).GetProperty("items").EnumerateArray());
        Assert.Equal(("I like trees", "Anna"), (waiting.Text("message"), waiting.GetProperty("applicant").Text("name")));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var accepted = await administrator.PostJson($"{team}/applications/{waiting.Text("id")}/accept", new { });
            Assert.Equal("accepted", (await accepted.ExpectJson()).Text("state"));
        }

        Assert.Equal(["Administrator", "Anna"], (await anna.GetJson($"{team}/members")).Texts("items", "name"));
        Assert.Equal("application-accepted", Assert.Single(await host.MailsTo("anna@example.org")).Template);
        using var member = await anna.PostJson($"{team}/applications", new { });
        await member.ExpectProblem(HttpStatusCode.Conflict, "already-in-team");
        using var rejected = await administrator.PostJson($"{team}/applications/{waiting.Text("id")}/reject", new { reason = "Changed our mind" });
        await rejected.ExpectProblem(HttpStatusCode.Conflict, "application-decided");
        Assert.Equal(["team.application_received", "team.member_added", "team.application_accepted"], (await host.EventTypes()).TakeLast(3));
    }

    [Fact]
    public async Task Asking_again_tells_those_who_decide_of_an_application_whose_mail_was_never_made()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var applied = await anna.PostJson($"{team}/applications", new { });
        await applied.Expect(HttpStatusCode.Created);
        var (store, varam, now) = (host.Services.GetRequiredService<MailStore>(), TenantId.Parse("varam"), TestContext.Current.CancellationToken);
        await store.Remove(varam, await store.To(varam, administrator.Subject, null, now), now);
        Assert.Empty(await host.MailsTo("administrator@example.org"));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var again = await anna.PostJson($"{team}/applications", new { });
            await again.ExpectProblem(HttpStatusCode.Conflict, "application-waits");
        }

        Assert.Equal("application-received", Assert.Single(await host.MailsTo("administrator@example.org")).Template);
    }

    [Fact]
    public async Task A_rejected_applicant_reads_the_reason_and_waits_before_the_next_try()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var applied = await anna.PostJson($"{team}/applications", new { });
        var id = (await applied.ExpectJson(HttpStatusCode.Created)).Text("id");
        foreach (var reason in new[] { "", "  " })
        {
            using var silent = await administrator.PostJson($"{team}/applications/{id}/reject", new { reason });
            await silent.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "reason");
        }

        using var rejected = await administrator.PostJson($"{team}/applications/{id}/reject", new { reason = "The team is full <b>now</b>." });
        Assert.Equal(("rejected", administrator.Subject), ((await rejected.ExpectJson()).Text("state"), (await administrator.GetJson($"{team}/applications")).GetProperty("items")[0].GetProperty("decidedBy").Text("subject")));
        var mine = (await anna.GetJson("/api/me/applications")).GetProperty("items")[0];
        Assert.Equal(("rejected", "The team is full <b>now</b>."), (mine.Text("state"), mine.Text("reason")));
        Assert.Equal("The team is full <b>now</b>.", Assert.Single(await host.MailsTo("anna@example.org")).Values!["reason"]);
        using var soon = await anna.PostJson($"{team}/applications", new { });
        await soon.ExpectProblem(HttpStatusCode.Conflict, "applied-too-soon");
        for (var step = 0; step < 56; step++)
        {
            host.Clock.Jump(TimeSpan.FromHours(6));
            await anna.GetJson("/api/me");
        }

        using var again = await anna.PostJson($"{team}/applications", new { });
        await again.Expect(HttpStatusCode.Created);
        Assert.Equal("1", (await anna.GetJson("/api/me/applications")).Text("total"));
    }

    [Fact]
    public async Task An_application_is_withdrawn_by_its_applicant_only_and_decided_by_managers_only()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna, bruno) = (await host.As("administrator"), await host.As("anna"), await host.As("bruno"));
        var foreign = await host.As("administrator", "zaragoza");
        var organization = await administrator.MakeOrganization();
        var (team, closed) = (await administrator.MakeTeam(organization), await administrator.MakeTeam(organization, "Streets", takesApplications: false));
        await host.Join(team, bruno);
        using var refused = await anna.PostJson($"{closed}/applications", new { });
        await refused.ExpectProblem(HttpStatusCode.Conflict, "applications-closed");
        using var applied = await anna.PostJson($"{team}/applications", new { });
        var id = (await applied.ExpectJson(HttpStatusCode.Created)).Text("id");
        foreach (var attempt in new Func<Client, Task<HttpResponseMessage>>[]
        {
            c => c.Get($"{team}/applications"), c => c.PostJson($"{team}/applications/{id}/accept", new { }), c => c.PostJson($"{team}/applications/{id}/reject", new { reason = "No" }),
        })
        {
            foreach (var person in new[] { anna, bruno })
            {
                using var member = await attempt(person);
                await member.ExpectProblem(HttpStatusCode.Forbidden, "team-not-managed");
            }

            using var stranger = await attempt(foreign);
            await stranger.ExpectProblem(HttpStatusCode.NotFound, "team-not-found");
        }

        using var elsewhere = await administrator.PostJson($"{closed}/applications/{id}/accept", new { });
        await elsewhere.ExpectProblem(HttpStatusCode.NotFound, "application-not-found");
        using var foreignApply = await foreign.PostJson($"{team}/applications", new { });
        await foreignApply.ExpectProblem(HttpStatusCode.NotFound, "team-not-found");
        foreach (var person in new[] { bruno, administrator, foreign })
        {
            using var withdrawn = await person.Delete($"/api/me/applications/{id}");
            await withdrawn.ExpectProblem(HttpStatusCode.NotFound, "application-not-found");
        }

        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var withdrawn = await anna.Delete($"/api/me/applications/{id}");
            await withdrawn.Expect(HttpStatusCode.NoContent);
        }

        using var late = await administrator.PostJson($"{team}/applications/{id}/accept", new { });
        await late.ExpectProblem(HttpStatusCode.Conflict, "application-decided");
        using var anew = await anna.PostJson($"{team}/applications", new { });
        await anew.Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Accepted_and_rejected_at_once_an_applicant_is_one_of_the_two()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var organization = await administrator.MakeOrganization();
        for (var round = 0; round < 5; round++)
        {
            var team = await administrator.MakeTeam(organization);
            using var applied = await anna.PostJson($"{team}/applications", new { });
            var path = $"{team}/applications/{(await applied.ExpectJson(HttpStatusCode.Created)).Text("id")}";
            var answers = await Task.WhenAll(administrator.PostJson($"{path}/accept", new { }), administrator.PostJson($"{path}/reject", new { reason = "No" }));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
            var state = (await anna.GetJson("/api/me/applications")).GetProperty("items").EnumerateArray().Single(a => a.Text("team") == TeamFlow.IdOf(team)).Text("state");
            Assert.Equal(state == "accepted" ? "2" : "1", (await administrator.GetJson($"{team}/members")).Text("total"));
        }
    }
}
