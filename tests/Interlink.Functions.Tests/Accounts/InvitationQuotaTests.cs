using System.Net;
using System.Text;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Accounts;

public sealed class InvitationQuotaTests
{
    [Fact]
    public async Task A_person_invites_so_many_a_day_and_is_told_until_when_to_wait()
    {
        await using var host = await Start(3);
        var (administrator, second) = (await host.As("administrator"), await host.As("administrator-two"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var one = await administrator.PostJson("/api/people/invitations", new { email = "one@example.org", role = "member" });
        var invited = (await one.ExpectJson(HttpStatusCode.Created)).Text("subject");
        using var two = await administrator.PostJson($"{team}/invitations", new { email = "two@example.org" });
        await two.Expect(HttpStatusCode.Created);
        using var again = await administrator.PostJson($"/api/people/{invited}/invitation", new { });
        await again.Expect(HttpStatusCode.OK);
        using var tooMany = await administrator.PostJson($"{team}/invitations", new { email = "four@example.org" });
        await tooMany.ExpectProblem(HttpStatusCode.TooManyRequests, "invitation-quota-reached");
        Assert.Equal(TimeSpan.FromHours(24) - host.Clock.GetUtcNow().TimeOfDay, tooMany.Headers.RetryAfter?.Delta);
        using var toTenant = await administrator.PostJson("/api/people/invitations", new { email = "four@example.org", role = "member" });
        await toTenant.ExpectProblem(HttpStatusCode.TooManyRequests, "invitation-quota-reached");
        Assert.Equal("1", (await administrator.GetJson($"{team}/invitations")).Text("total"));

        using var others = await second.PostJson("/api/people/invitations", new { email = "four@example.org", role = "member" });
        await others.Expect(HttpStatusCode.Created);
        host.Clock.Jump(TimeSpan.FromHours(24) - host.Clock.GetUtcNow().TimeOfDay);
        await administrator.SignIn(Tests.People.Email("administrator"), Tests.People.Password, "varam");
        using var tomorrow = await administrator.PostJson($"{team}/invitations", new { email = "five@example.org" });
        await tomorrow.Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_list_is_taken_whole_or_not_at_all_and_counts_once_however_often_it_is_sent()
    {
        await using var host = await Start(4);
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var large = await Import(administrator, team, "large", "a@example.org\nb@example.org\nc@example.org\nd@example.org\ne@example.org\n");
        await large.ExpectProblem(HttpStatusCode.TooManyRequests, "invitation-quota-reached");
        for (var time = 0; time < 2; time++)
        {
            using var fits = await Import(administrator, team, "fits", "a@example.org\nb@example.org\nnot an address\nc@example.org\n");
            await fits.Expect(HttpStatusCode.Accepted);
        }

        using var last = await administrator.PostJson($"{team}/invitations", new { email = "z@example.org" });
        await last.Expect(HttpStatusCode.Created);
        using var none = await administrator.PostJson($"{team}/invitations", new { email = "y@example.org" });
        await none.ExpectProblem(HttpStatusCode.TooManyRequests, "invitation-quota-reached");
    }

    private static Task<HttpResponseMessage> Import(Client client, string team, string key, string csv)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{team}/invitations/import") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv)) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Headers.Add("Idempotency-Key", key);
        return client.Send(request);
    }

    private static Task<InterlinkHost> Start(int most) =>
        InterlinkHost.Start(new HostOptions { Clock = new FakeClock(), Arguments = [$"--Interlink:Invitations:PerPersonAndDay={most}"] });
}
