using System.Net;
using Interlink.Core.Accounts;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Teams;

namespace Interlink.Functions.Tests.Mail;

public sealed class UnsubscribeTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_click_ends_mails_about_teams_and_no_others()
    {
        var station = new PlantedStation();
        await using var world = await MailWorld.Start(station.Register);
        var member = await world.Host.As("member");
        await world.Enqueue("applied-1", Applied(member.Subject));
        await world.Send();
        var link = Assert.Single(station.Seen).Unsubscribe!;
        Assert.Equal("https://example.org/api/unsubscribe", link.GetLeftPart(UriPartial.Path));
        Assert.Equal("List-Unsubscribe=One-Click", station.Seen.Single().Headers["List-Unsubscribe-Post"]);
        Assert.Contains("https://example.org/unsubscribe?token=", station.Seen.Single().Written.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("member@example.org", link.Query, StringComparison.Ordinal);

        using var reader = world.Host.Anonymous();
        var asked = await reader.GetJson(link.PathAndQuery);
        Assert.Equal("teams", asked.GetProperty("category").GetString());
        Assert.False(asked.GetProperty("ended").GetBoolean());
        using var click = await reader.Http.PostAsync(link.PathAndQuery, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Now);
        Assert.True((await click.ExpectJson()).GetProperty("ended").GetBoolean());
        using var again = await reader.Http.PostAsync(link.PathAndQuery, null, Now);
        await again.Expect(HttpStatusCode.OK);

        var account = (await world.Get<AccountStore>().Find(MailWorld.Varam, member.Subject, Now))!.Body;
        Assert.Equal(new NotificationPreferences(Teams: false), account.Notifications);
        await world.Enqueue("applied-2", Applied(member.Subject));
        await world.Enqueue("reset-1", MailWorld.Reset("member@example.org") with { Subject = member.Subject });
        Assert.Equal(new MailRun(1, 0, null), await world.Send());
        var dropped = (await world.Mail("applied-2")).Body;
        Assert.Equal((MailState.Dropped, MailReason.Unwanted), (dropped.State, dropped.Reason));
    }

    [Fact]
    public async Task Somebody_without_an_account_is_not_invited_again_in_that_tenant()
    {
        var station = new PlantedStation();
        await using var world = await MailWorld.Start(station.Register);
        await world.Enqueue("invitation-1", MailWorld.Invitation("guest@example.org"));
        await world.Send();
        using var guest = world.Host.Anonymous();
        using var click = await guest.Http.PostAsync(station.Seen.Single().Unsubscribe!.PathAndQuery, null, Now);
        await click.Expect(HttpStatusCode.OK);
        await world.Enqueue("invitation-2", MailWorld.Invitation("Guest@example.org"));
        await world.Enqueue("reset-1", MailWorld.Reset("guest@example.org"));
        await world.Enqueue("invitation-3", MailWorld.Invitation("guest@example.org"), MailWorld.Reggio);
        Assert.Equal(2, (await world.Send()).Sent);
        Assert.Equal(MailState.Dropped, (await world.Mail("invitation-2")).Body.State);
    }

    [Fact]
    public async Task Whoever_was_invited_and_wants_no_more_of_it_gets_no_second_mail_when_the_invitation_is_made_anew()
    {
        var station = new PlantedStation();
        await using var world = await MailWorld.Start(station.Register);
        var administrator = await world.Host.As("administrator");
        var subject = await Invite(administrator);
        await world.SendUntil(() => Task.FromResult(!station.Seen.IsEmpty));
        Assert.Contains("somebody gave your address", station.Seen.Single().Written.Text, StringComparison.Ordinal);
        var link = station.Seen.Single().Unsubscribe!.PathAndQuery;
        using var guest = world.Host.Anonymous();
        Assert.False((await guest.GetJson(link)).GetProperty("hasAccount").GetBoolean());
        using var click = await guest.Http.PostAsync(link, null, Now);
        Assert.True((await click.ExpectJson()).GetProperty("ended").GetBoolean());

        using var revoked = await administrator.Delete($"/api/people/{subject}/invitation");
        await revoked.Expect(HttpStatusCode.NoContent);
        await Invite(administrator);
        await world.SendUntil(async () => (await world.Host.MailsTo("guest@example.org")).Any(mail => mail.State is MailState.Dropped));
        Assert.Single(station.Seen);
        Assert.Equal(MailReason.Unwanted, (await world.Host.MailsTo("guest@example.org")).Single(mail => mail.State is MailState.Dropped).Reason);
    }

    [Fact]
    public async Task A_mail_without_a_link_of_its_own_can_be_ended_too()
    {
        var station = new PlantedStation();
        await using var world = await MailWorld.Start(station.Register);
        var member = await world.Host.As("member");
        await world.Enqueue("rejected-1", new MailDraft(
            MailTemplates.ApplicationRejected, EmailAddress.Parse("member@example.org"),
            new Dictionary<string, string> { ["name"] = "Member", ["team"] = "Parks", ["reason"] = "We are enough." })
        { Subject = member.Subject });
        await world.SendUntil(() => Task.FromResult(!station.Seen.IsEmpty));
        Assert.Equal(new Uri(world.Host.Address, "/api/unsubscribe").AbsoluteUri, station.Seen.Single().Unsubscribe?.GetLeftPart(UriPartial.Path));
        Assert.Contains(new Uri(world.Host.Address, "/unsubscribe?token=").AbsoluteUri, station.Seen.Single().Written.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("varam.e30.AAAA")]
    [InlineData("varam.eyJrZXkiOiIxIiwiY2F0ZWdvcnkiOiJ0ZWFtcyJ9.AAAA")]
    [InlineData("..")]
    public async Task A_link_that_nobody_here_signed_does_nothing(string token)
    {
        await using var world = await MailWorld.Start();
        using var reader = world.Host.Anonymous();
        using var looked = await reader.Get($"/api/unsubscribe?token={token}");
        await looked.ExpectProblem(HttpStatusCode.NotFound, "unsubscribe-link-unknown");
        using var posted = await reader.Http.PostAsync($"/api/unsubscribe?token={token}", null, Now);
        await posted.ExpectProblem(HttpStatusCode.NotFound, "unsubscribe-link-unknown");
    }

    [Fact]
    public async Task A_link_changed_in_one_letter_or_carried_to_another_tenant_does_nothing()
    {
        await using var world = await MailWorld.Start();
        var member = await world.Host.As("member");
        var token = (await world.Get<UnsubscribeTokens>().Sign(new Unsubscription(MailWorld.Varam, "teams", member.Subject, null), Now))!;
        var parts = token.Split('.');
        var other = parts[1][^3] == 'A' ? 'B' : 'A';
        foreach (var forged in new[] { $"reggio.{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1][..^3]}{other}{parts[1][^2..]}.{parts[2]}", $"{parts[0]}.{parts[1]}." })
        {
            Assert.Null(await world.Get<UnsubscribeTokens>().Read(forged, Now));
        }

        Assert.NotNull(await world.Get<UnsubscribeTokens>().Read(token, Now));
    }

    private static async Task<string> Invite(Client administrator)
    {
        using var invited = await administrator.PostJson("/api/people/invitations", new { email = "guest@example.org", role = "member" });
        return (await invited.ExpectJson(HttpStatusCode.Created)).GetProperty("subject").GetString()!;
    }

    private static MailDraft Applied(string subject) => new(
        MailTemplates.ApplicationReceived, EmailAddress.Parse("member@example.org"),
        new Dictionary<string, string> { ["applicant"] = "Anna", ["team"] = "Parks", ["link"] = "https://example.org/teams/t1" })
    { Subject = subject };
}
