using System.Net;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.SignIn;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Accounts;

public sealed class AddressTests
{
    [Fact]
    public async Task A_first_administrator_is_asked_to_verify_the_address_and_the_link_works_once()
    {
        await using var host = await Start();
        using var browser = host.Anonymous();
        var token = host.Notices.Split("token=")[1].Split('\n')[0].Trim();
        using var welcomed = await browser.PostJson("/.auth/welcome", new { token, email = "first@example.org", name = "First", password = People.Password });
        await welcomed.Expect(HttpStatusCode.NoContent);
        Assert.False((await browser.GetJson("/.auth/security")).GetProperty("emailVerified").GetBoolean());

        var link = AccountWorld.TokenIn((await AccountWorld.Mails(host, MailTemplates.AddressVerification)).Single());
        using var confirmed = await Confirm(browser, link);
        Assert.Equal("first@example.org", (await confirmed.ExpectJson()).GetProperty("email").GetString());
        Assert.True((await browser.GetJson("/api/me/profile")).GetProperty("emailVerified").GetBoolean());
        using var again = await Confirm(browser, link);
        await again.ExpectProblem(HttpStatusCode.NotFound, "link-unknown");
    }

    [Fact]
    public async Task Another_address_counts_only_once_its_mail_was_followed_and_the_old_one_hears_of_it()
    {
        await using var host = await Start();
        var member = await host.As("member");
        using var wrong = await Change(member, "new@example.org", "not my password");
        await wrong.ExpectProblem(HttpStatusCode.Forbidden, "wrong-password");
        using var asked = await Change(member, "new@example.org");
        await asked.Expect(HttpStatusCode.NoContent);
        var mail = (await AccountWorld.Mails(host, MailTemplates.AddressVerification)).Single();
        Assert.Equal("new@example.org", mail.Recipient);

        using var browser = host.Anonymous();
        using var early = await browser.PostJson("/.auth/login/local", new { email = "new@example.org", password = People.Password });
        await early.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        using var confirmed = await Confirm(member, AccountWorld.TokenIn(mail));
        await confirmed.ExpectJson();
        await browser.SignIn("new@example.org", People.Password);
        using var old = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("member"));
        await old.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        var notice = (await AccountWorld.Mails(host, MailTemplates.SecurityNotice)).Single();
        Assert.Equal(("member@example.org", "email"), (notice.Recipient, notice.Values!["what"]));

        // The address that was let go is free for others.
        var other = await host.As("other");
        using var taken = await Change(other, "member@example.org");
        await taken.Expect(HttpStatusCode.NoContent);
        var second = await AccountWorld.Mails(host, MailTemplates.AddressVerification, 2);
        using var free = await Confirm(other, AccountWorld.TokenIn(second.Single(m => m.Recipient == "member@example.org")));
        await free.ExpectJson();
    }

    [Fact]
    public async Task A_link_that_reached_a_stranger_is_worth_nothing_there()
    {
        await using var host = await Start();
        var (member, stranger) = (await host.As("member"), await host.As("stranger"));
        using var asked = await Change(member, "slip-of-the-pen@example.org");
        await asked.Expect(HttpStatusCode.NoContent);
        var token = AccountWorld.TokenIn((await AccountWorld.Mails(host, MailTemplates.AddressVerification)).Single());
        using var other = await Confirm(stranger, token);
        await other.ExpectProblem(HttpStatusCode.NotFound, "link-unknown");
        using var nobody = await Confirm(host.Anonymous(), token);
        await nobody.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Whether_somebody_else_has_the_address_is_not_said()
    {
        await using var host = await Start();
        var member = await host.As("member");
        await host.As("other");
        using var taken = await Change(member, "other@example.org");
        using var free = await Change(member, "free@example.org");
        await taken.Expect(HttpStatusCode.NoContent);
        await free.Expect(HttpStatusCode.NoContent);
        Assert.Equal(taken.Headers.Select(h => h.Key).Order(), free.Headers.Select(h => h.Key).Order());
        Assert.Equal("free@example.org", (await AccountWorld.Mails(host, MailTemplates.AddressVerification)).Single().Recipient);
        using var bad = await Change(member, "no address");
        await bad.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "email");
    }

    private static Task<InterlinkHost> Start() => InterlinkHost.Start(new HostOptions { Clock = new FakeClock(DateTimeOffset.UtcNow) });

    private static Task<HttpResponseMessage> Change(Client client, string email, string password = People.Password) =>
        client.PostJson("/.auth/address", new { email, password });

    private static Task<HttpResponseMessage> Confirm(Client client, string token) => client.PostJson("/.auth/address/confirmation", new { token });
}
