using System.Net;
using System.Web;
using Interlink.Core.Kernel;
using Interlink.Core.Teams;
using Interlink.Core.Tenants;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Teams;

public sealed class InvitationTests
{
    private const string Password = "a password of our own";

    [Fact]
    public async Task An_invited_stranger_takes_up_the_account_accepts_and_is_in_the_team()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var sent = await administrator.PostJson($"{team}/invitations", new { email = "Nina@Example.org", name = "Nina", message = "Come in" });
        var invitation = await sent.ExpectJson(HttpStatusCode.Created);
        Assert.Equal(("nina@example.org", "pending", "False", "member"), (invitation.Text("email"), invitation.Text("state"), invitation.Text("expired"), invitation.Text("role")));
        Assert.Equal("1", (await administrator.GetJson($"{team}/members")).Text("total"));

        var mail = Assert.Single(await host.MailsTo("nina@example.org"));
        Assert.Equal(("invitation", "Administrator", "City of Riga", "Parks", "Come in"),
            (mail.Template, mail.Values!["inviter"], mail.Values["organization"], mail.Values["team"], mail.Values["message"]));
        using var nina = await TakeUp(host, mail.Values["link"]);
        var mine = Assert.Single((await nina.GetJson("/api/me/invitations")).GetProperty("items").EnumerateArray());
        Assert.Equal((invitation.Text("id"), "Come in", "Administrator"), (mine.Text("id"), mine.Text("message"), mine.Text("invitedBy")));
        using var accepted = await nina.PostJson($"/api/me/invitations/{mine.Text("id")}/accept", new { });
        Assert.Equal(TeamFlow.IdOf(team), (await accepted.ExpectJson()).Text("team"));
        using var again = await nina.PostJson($"/api/me/invitations/{mine.Text("id")}/accept", new { });
        await again.Expect(HttpStatusCode.OK);

        Assert.Equal(["Administrator", "Nina"], (await administrator.GetJson($"{team}/members")).Texts("items", "name"));
        Assert.Equal("0", (await nina.GetJson("/api/me/invitations")).Text("total"));
        Assert.Equal(["invitation.sent", "team.member_added", "invitation.accepted"], (await host.EventTypes()).TakeLast(3));
        using var used = await host.Anonymous().PostJson("/.auth/welcome", Choice(mail.Values["link"]));
        await used.ExpectProblem(HttpStatusCode.NotFound, "welcome-link-unknown");
    }

    [Fact]
    public async Task The_organization_is_named_in_the_language_that_the_mail_is_written_in()
    {
        await using var host = await MailsAtHand.Start();
        var (profiles, now) = (host.Services.GetRequiredService<TenantProfiles>(), TestContext.Current.CancellationToken);
        var read = await profiles.Read(TenantId.Parse("varam"), now);
        Assert.True((await profiles.Write(TenantId.Parse("varam"), read.Revision, read.Profile with { Languages = ["lv", "en"] }, null, now)).Succeeded);
        var administrator = await host.As("administrator");
        using var organization = await administrator.PostJson(
            "/api/organizations", new { name = new { en = "City of Riga", lv = "Rīgas pilsēta" }, isPublic = true, teamCreation = "administrators" });
        await organization.Expect(HttpStatusCode.Created);
        var team = await administrator.MakeTeam(organization.Headers.Location!.ToString());
        using var sent = await administrator.PostJson($"{team}/invitations", new { email = "nina@example.org" });
        await sent.Expect(HttpStatusCode.Created);
        Assert.Equal("Rīgas pilsēta", Assert.Single(await host.MailsTo("nina@example.org")).Values!["organization"]);
    }

    [Fact]
    public async Task An_accent_typed_for_an_apostrophe_makes_no_account()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var sent = await administrator.PostJson($"{team}/invitations", new { email = "d´angelo@example.org" });
        await sent.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "email");
        Assert.Equal("0", (await administrator.GetJson("/api/people?text=angelo")).Text("total"));
    }

    [Fact]
    public async Task What_is_answered_does_not_tell_whether_an_address_has_an_account()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        var shapes = new List<string>();
        foreach (var person in new[] { "anna", "stranger" })
        {
            using var sent = await administrator.PostJson($"{team}/invitations", new { email = $"{person}@example.org" });
            shapes.Add((await sent.ExpectJson(HttpStatusCode.Created)).ToString().Replace(person, "x", StringComparison.Ordinal));
        }

        Assert.Equal(WithoutId(shapes[0]), WithoutId(shapes[1]));
        Assert.StartsWith("/invitations/", await host.LinkTo("anna@example.org"), StringComparison.Ordinal);
        Assert.StartsWith("/welcome?token=varam.", await host.LinkTo("stranger@example.org"), StringComparison.Ordinal);

        // A known person is asked, not added.
        Assert.Equal("1", (await administrator.GetJson($"{team}/members")).Text("total"));
        var id = (await anna.GetJson("/api/me/invitations")).GetProperty("items")[0].Text("id");
        using var declined = await anna.PostJson($"/api/me/invitations/{id}/decline", new { });
        await declined.Expect(HttpStatusCode.NoContent);
        using var late = await anna.PostJson($"/api/me/invitations/{id}/accept", new { });
        await late.ExpectProblem(HttpStatusCode.Conflict, "invitation-over");
        Assert.Equal("""[{"value":"declined","count":1},{"value":"pending","count":1}]""", (await administrator.GetJson($"{team}/invitations")).Text("states"));
        Assert.Equal(["anna@example.org"], (await administrator.GetJson($"{team}/invitations?state=declined")).Texts("items", "email"));

        static string WithoutId(string json) => json[json.IndexOf("\"email\"", StringComparison.Ordinal)..];
    }

    [Fact]
    public async Task Links_of_several_invitations_work_until_one_of_them_is_used()
    {
        await using var host = await MailsAtHand.Start();
        var administrator = await host.As("administrator");
        var organization = await administrator.MakeOrganization();
        var (parks, streets) = (await administrator.MakeTeam(organization), await administrator.MakeTeam(organization, "Streets"));
        foreach (var team in new[] { parks, streets })
        {
            using var sent = await administrator.PostJson($"{team}/invitations", new { email = "nina@example.org" });
            await sent.Expect(HttpStatusCode.Created);
        }

        var links = (await host.MailsTo("nina@example.org")).Select(m => m.Values!["link"]).ToList();
        Assert.Equal(2, links.Count);
        using var nina = await TakeUp(host, links[0]);
        using var other = await host.Anonymous().PostJson("/.auth/welcome", Choice(links[1]));
        await other.ExpectProblem(HttpStatusCode.NotFound, "welcome-link-unknown");
        Assert.Equal("2", (await nina.GetJson("/api/me/invitations")).Text("total"));
    }

    [Fact]
    public async Task An_invitation_is_resent_revoked_and_expires()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna) = (await host.As("administrator"), await host.As("anna"));
        var team = await administrator.MakeTeam(await administrator.MakeOrganization());
        using var sent = await administrator.PostJson($"{team}/invitations", new { email = "anna@example.org", role = "administrator" });
        var path = sent.Headers.Location!.ToString();
        var id = TeamFlow.IdOf(path);
        using var twice = await administrator.PostJson($"{team}/invitations", new { email = " ANNA@example.org" });
        await twice.ExpectProblem(HttpStatusCode.Conflict, "already-invited");

        host.Clock.Jump(TimeSpan.FromHours(1));
        using var again = await administrator.PostJson($"{path}/resend", new { });
        Assert.Equal("2", (await again.ExpectJson()).Text("mails"));
        for (var day = 0; day < 56; day++)
        {
            // Sessions last eight hours without use.
            host.Clock.Jump(TimeSpan.FromHours(6));
            await administrator.GetJson("/api/me");
            await anna.GetJson("/api/me");
        }

        Assert.Equal("0", (await anna.GetJson("/api/me/invitations")).Text("total"));
        Assert.Equal("True", (await anna.GetJson($"/api/me/invitations/{id}")).Text("expired"));
        using var late = await anna.PostJson($"/api/me/invitations/{id}/accept", new { });
        await late.ExpectProblem(HttpStatusCode.Conflict, "invitation-over");
        using var revived = await administrator.PostJson($"{path}/resend", new { });
        await revived.Expect(HttpStatusCode.OK);
        Assert.Equal("1", (await anna.GetJson("/api/me/invitations")).Text("total"));

        using var revoked = await administrator.Delete(path);
        await revoked.Expect(HttpStatusCode.NoContent);
        using var repeated = await administrator.Delete(path);
        await repeated.Expect(HttpStatusCode.NoContent);
        using var gone = await anna.PostJson($"/api/me/invitations/{id}/accept", new { });
        await gone.ExpectProblem(HttpStatusCode.Conflict, "invitation-over");
        using var dead = await administrator.PostJson($"{path}/resend", new { });
        await dead.ExpectProblem(HttpStatusCode.Conflict, "invitation-over");
        using var anew = await administrator.PostJson($"{team}/invitations", new { email = "anna@example.org", role = "administrator" });
        await anew.Expect(HttpStatusCode.Created);
        using var accepted = await anna.PostJson($"/api/me/invitations/{id}/accept", new { });
        Assert.Equal("administrator", (await accepted.ExpectJson()).Text("role"));
        Assert.True((await anna.GetJson(team)).Can("manage"));
        using var member = await administrator.PostJson($"{team}/invitations", new { email = "anna@example.org" });
        await member.ExpectProblem(HttpStatusCode.Conflict, "already-in-team");
    }

    [Fact]
    public async Task Only_those_who_manage_a_team_see_its_invitations_and_only_the_invited_answers()
    {
        await using var host = await MailsAtHand.Start();
        var (administrator, anna, bruno) = (await host.As("administrator"), await host.As("anna"), await host.As("bruno"));
        var foreign = await host.As("administrator", "zaragoza");
        var organization = await administrator.MakeOrganization();
        var team = await administrator.MakeTeam(organization);
        await host.Join(team, anna);
        using var sent = await administrator.PostJson($"{team}/invitations", new { email = "bruno@example.org" });
        var path = sent.Headers.Location!.ToString();
        var id = TeamFlow.IdOf(path);
        foreach (var attempt in new Func<Client, Task<HttpResponseMessage>>[]
        {
            c => c.Get($"{team}/invitations"), c => c.PostJson($"{team}/invitations", new { email = "x@example.org" }), c => c.PostJson($"{path}/resend", new { }), c => c.Delete(path),
        })
        {
            using var member = await attempt(anna);
            await member.ExpectProblem(HttpStatusCode.Forbidden, "team-not-managed");
            using var stranger = await attempt(foreign);
            await stranger.ExpectProblem(HttpStatusCode.NotFound, "team-not-found");
        }

        foreach (var person in new[] { anna, administrator, foreign })
        {
            using var read = await person.Get($"/api/me/invitations/{id}");
            await read.ExpectProblem(HttpStatusCode.NotFound, "invitation-not-found");
            using var accept = await person.PostJson($"/api/me/invitations/{id}/accept", new { });
            await accept.ExpectProblem(HttpStatusCode.NotFound, "invitation-not-found");
            using var decline = await person.PostJson($"/api/me/invitations/{id}/decline", new { });
            await decline.ExpectProblem(HttpStatusCode.NotFound, "invitation-not-found");
        }

        var other = await administrator.MakeTeam(organization, "Streets");
        using var elsewhere = await administrator.Delete($"{other}/invitations/{id}");
        await elsewhere.ExpectProblem(HttpStatusCode.NotFound, "invitation-not-found");
        using var bad = await administrator.PostJson($"{team}/invitations", new { email = "nobody", message = new string('m', TeamLimits.Message) });
        await bad.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "email");
        Assert.Equal("1", (await bruno.GetJson("/api/me/invitations")).Text("total"));
    }

    /// <summary>Opens a link of an invitation and chooses a password.</summary>
    internal static async Task<Client> TakeUp(InterlinkHost host, string link)
    {
        var browser = host.Anonymous();
        using var welcomed = await browser.PostJson("/.auth/welcome", Choice(link));
        await welcomed.Expect(HttpStatusCode.NoContent);
        return browser;
    }

    private static object Choice(string link) => new { token = HttpUtility.ParseQueryString(new Uri(link).Query)["token"], password = Password };
}
