using System.Net;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Privacy;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Teams;

public sealed class TeamPrivacyTests
{
    private static readonly TenantId Tenant = TenantId.Parse("varam");
    private static readonly string[] Ours = ["memberships", "invitations", "applications"];

    [Fact]
    public async Task A_person_gets_what_is_kept_and_is_nowhere_after_the_erasure()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna, bruno) = (await host.As("administrator"), await host.As("anna"), await host.As("bruno"));
        var organization = await administrator.MakeOrganization();
        var (team, other) = (await administrator.MakeTeam(organization), await administrator.MakeTeam(organization, "Streets"));
        await host.Join(team, anna, TeamRole.Administrator);
        using var left = await administrator.Delete($"{team}/members/{administrator.Subject}");
        await left.Expect(HttpStatusCode.NoContent);
        using var named = await administrator.PutJson($"{organization}/administrators/{anna.Subject}", new { });
        await named.Expect(HttpStatusCode.OK);
        using var got = await administrator.PostJson($"{other}/invitations", new { email = "anna@example.org" });
        await got.Expect(HttpStatusCode.Created);
        using var sent = await anna.PostJson($"{team}/invitations", new { email = "carla@example.org", message = "Anna here" });
        await sent.Expect(HttpStatusCode.Created);
        using var applied = await anna.PostJson($"{other}/applications", new { message = "Please" });
        await applied.Expect(HttpStatusCode.Created);
        using var asked = await bruno.PostJson($"{team}/applications", new { });
        using var decided = await anna.PostJson($"{team}/applications/{(await asked.ExpectJson(HttpStatusCode.Created)).Text("id")}/reject", new { reason = "Full" });
        await decided.Expect(HttpStatusCode.OK);

        var kept = await Kept(host, anna.Subject);
        Assert.Equal(
            ["application", "decided-application", "invitation", "membership", "sent-invitation"], kept.Select(r => r.Kind).Order());
        var text = JsonSerializer.Serialize(kept.Select(r => r.Data), Json.Options);
        Assert.DoesNotContain("carla", text, StringComparison.Ordinal);
        Assert.Contains("Please", text, StringComparison.Ordinal);

        var person = new ErasedPerson(anna.Subject, "Person 1", "Anna", EmailAddress.Parse("anna@example.org"));
        Assert.True(await Erase(host, person) >= 6);
        Assert.Equal(0, await Erase(host, person));
        Assert.Equal(["decided-application", "sent-invitation"], (await Kept(host, anna.Subject)).Select(r => r.Kind).Order());
        Assert.Empty(await host.Services.GetRequiredService<TeamMemberships>().TeamsOf(Tenant, anna.Subject, CancellationToken.None));
        Assert.Equal("0", (await administrator.GetJson($"{team}/members")).Text("total"));
        Assert.Equal("Person 1", (await administrator.GetJson($"{team}/invitations")).GetProperty("items")[0].GetProperty("invitedBy").Text("name"));
        Assert.Equal([administrator.Subject], (await administrator.GetJson(organization)).Texts("administrators", "subject"));
        Assert.True((await administrator.GetJson(team)).Can("manage"));
    }

    [Fact]
    public async Task Nobody_who_was_erased_is_left_in_the_papers_of_a_list_that_broke_off()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        var lists = host.Services.GetRequiredService<BulkInvitations>();
        var operation = OperationId.Of("bulk-invitation", Ulids.Derive("broken", "off", "list").ToLowerInvariant());
        var lines = Enumerable.Range(1, BulkInvitation.Round + 1).Select(i => new CheckedLine(i, $"person{i}@example.org", null, TeamRole.Member, null));
        var list = new BulkInvitation(TeamFlow.IdOf(team), new PersonReference(administrator.Subject, "Administrator"), host.Address, null, [.. lines]);
        await lists.Keep(Tenant, operation, list, CancellationToken.None);
        await lists.RunRound(Tenant, operation, 0, CancellationToken.None);
        await lists.Finish(Tenant, operation, isWhole: false, CancellationToken.None);

        var email = EmailAddress.Parse("person7@example.org");
        var subject = (await host.Services.GetRequiredService<AccountStore>().FindByEmail(Tenant, email, CancellationToken.None))!.Body.Subject;
        var person = new ErasedPerson(subject, "Person 1", "person7", email);
        await Erase(host, person);
        Assert.Equal(0, await Erase(host, person));
        var papers = host.Services.GetRequiredService<IBlobs>();
        await foreach (var paper in papers.List(Tenant, $"{BulkInvitations.Folder}/", CancellationToken.None))
        {
            await using var opened = await papers.Open(paper.Address, CancellationToken.None);
            using var text = new StreamReader(opened!.Stream);
            Assert.DoesNotContain("person7@", await text.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await lists.RunRound(Tenant, operation, 1, CancellationToken.None);
        var report = await lists.Finish(Tenant, operation, isWhole: true, CancellationToken.None);
        Assert.Equal("Person 1", report.Lines[6].Email);
        Assert.Equal(BulkInvitation.Round + 1, report.Lines.Count);
    }

    [Fact]
    public async Task What_is_over_is_removed_when_its_time_has_come()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        foreach (var email in new[] { "anna@example.org", "waiting@example.org" })
        {
            using var sent = await administrator.PostJson($"{team}/invitations", new { email });
            await sent.Expect(HttpStatusCode.Created);
        }

        var id = (await anna.GetJson("/api/me/invitations")).GetProperty("items")[0].Text("id");
        using var declined = await anna.PostJson($"/api/me/invitations/{id}/decline", new { });
        await declined.Expect(HttpStatusCode.NoContent);
        var invitations = host.Services.GetServices<IRetained>().Single(r => r.Rule.Kind == "invitations");
        Assert.Equal(0, await invitations.Purge(Tenant, host.Clock.GetUtcNow(), 100, CancellationToken.None));
        Assert.Equal(1, await invitations.Purge(Tenant, host.Clock.GetUtcNow().AddTicks(1), 100, CancellationToken.None));
        Assert.Equal(["waiting@example.org"], (await administrator.GetJson($"{team}/invitations")).Texts("items", "email"));
    }

    [Fact]
    public async Task The_first_steps_of_a_tenant_are_read_from_what_is_there()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        Assert.Equal("""{"invited":false,"process":false}""", (await administrator.GetJson("/api/first-steps")).ToString());
        var organization = await administrator.MakeOrganization();
        var team = await administrator.MakeTeam(organization);
        var begun = await administrator.GetJson("/api/first-steps");
        Assert.Equal((TeamFlow.IdOf(organization), TeamFlow.IdOf(team), "False"), (begun.Text("organization"), begun.Text("team"), begun.Text("invited")));
        using var sent = await administrator.PostJson($"{team}/invitations", new { email = "anna@example.org" });
        await sent.Expect(HttpStatusCode.Created);
        await administrator.MakeProcess();
        var done = await administrator.GetJson("/api/first-steps");
        Assert.Equal(("True", "True"), (done.Text("invited"), done.Text("process")));
    }

    private static IEnumerable<IPersonalData> Keepers(InterlinkHost host) =>
        host.Services.GetServices<IPersonalData>().Where(k => Ours.Contains(k.Description.Name));

    private static async Task<IReadOnlyList<PersonalRecord>> Kept(InterlinkHost host, string subject)
    {
        var records = new List<PersonalRecord>();
        foreach (var keeper in Keepers(host))
        {
            await foreach (var record in keeper.Export(Tenant, subject, CancellationToken.None))
            {
                records.Add(record);
            }
        }

        return records;
    }

    private static async Task<int> Erase(InterlinkHost host, ErasedPerson person)
    {
        var count = 0;
        foreach (var keeper in Keepers(host))
        {
            count += await keeper.Erase(Tenant, person, CancellationToken.None);
        }

        return count;
    }
}
