using System.Net;
using Interlink.Core.Accounts;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.SignIn;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Accounts;

public sealed class PasswordResetTests
{
    private const string Next = "nine slower storks";

    [Fact]
    public async Task The_link_in_the_mail_lets_a_password_be_chosen_once_and_ends_every_session()
    {
        await using var host = await Start();
        var member = await host.As("member");
        var token = await TokenFor(host, "member@example.org");
        using var browser = host.Anonymous();
        using var weak = await Choose(browser, token, "short");
        await weak.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        using var chosen = await Choose(browser, token, Next);
        await chosen.Expect(HttpStatusCode.NoContent);
        Assert.False(chosen.Headers.Contains("Set-Cookie"), "Choosing a password signs nobody in.");

        using var ended = await member.Get("/api/me");
        await ended.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        using var again = await Choose(browser, token, "ten slower storks");
        await again.ExpectProblem(HttpStatusCode.NotFound, "link-unknown");
        using var old = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("member"));
        await old.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        await browser.SignIn("member@example.org", Next);
        var notice = await AccountWorld.Mails(host, MailTemplates.SecurityNotice);
        Assert.Equal("password", notice.Single().Values!["what"]);
    }

    [Fact]
    public async Task Asking_is_answered_alike_whether_or_not_there_is_such_an_account()
    {
        await using var host = await Start();
        await host.As("member");
        using var browser = host.Anonymous();
        using var known = await Ask(browser, "member@example.org");
        using var unknown = await Ask(browser, "nobody@example.org");
        using var malformed = await Ask(browser, "not an address");
        foreach (var answer in new[] { known, unknown, malformed })
        {
            await answer.Expect(HttpStatusCode.NoContent);
            Assert.Equal(known.Headers.Select(h => h.Key).Order(), answer.Headers.Select(h => h.Key).Order());
        }

        await AccountWorld.Mails(host, MailTemplates.PasswordReset);
    }

    [Theory]
    [InlineData("member@example.org")]
    [InlineData("nobody@example.org")]
    public async Task Asking_is_counted_whether_or_not_there_is_such_an_account(string email)
    {
        await using var host = await Start();
        await host.As("member");
        using var browser = host.Anonymous();
        for (var i = 0; i < 5; i++)
        {
            using var asked = await Ask(browser, email);
            await asked.Expect(HttpStatusCode.NoContent);
        }

        using var refused = await Ask(browser, email);
        await refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
        await browser.SignIn("member@example.org", People.Password);
    }

    [Fact]
    public async Task A_link_that_is_late_or_was_replaced_by_a_newer_one_is_worth_nothing()
    {
        await using var host = await Start();
        await host.As("member");
        using var browser = host.Anonymous();
        var first = await TokenFor(host, "member@example.org");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await TokenFor(host, "member@example.org", count: 2);
        using var replaced = await Choose(browser, first, Next);
        await replaced.ExpectProblem(HttpStatusCode.NotFound, "link-unknown");
        host.Clock.Jump(OneTimeLinks.LifetimeOf(LinkPurpose.ResetPassword));
        using var late = await Choose(browser, second, Next);
        await late.ExpectProblem(HttpStatusCode.NotFound, "link-unknown");
        await browser.SignIn("member@example.org", People.Password);
    }

    [Fact]
    public async Task No_link_goes_to_an_address_that_nobody_has_verified_nor_to_somebody_suspended()
    {
        await using var host = await Start();
        var (unverified, suspended) = (await host.As("unverified"), await host.As("suspended"));
        await host.As("member");
        await AccountWorld.Change(host, unverified.Subject, account => account with { EmailVerifiedAt = null });
        await AccountWorld.Change(host, suspended.Subject, account => account with { State = AccountState.Suspended });
        using var browser = host.Anonymous();
        foreach (var email in new[] { "unverified@example.org", "suspended@example.org", "member@example.org" })
        {
            using var asked = await Ask(browser, email);
            await asked.Expect(HttpStatusCode.NoContent);
        }

        // They are looked at in order: once the last one's mail is there, the others had their turn.
        var mail = Assert.Single(await AccountWorld.Mails(host, MailTemplates.PasswordReset));
        Assert.Equal("member@example.org", mail.Recipient);
    }

    [Fact]
    public async Task The_link_leads_to_this_host_whatever_the_request_calls_it()
    {
        await using var host = await Start();
        await host.As("member");
        using var browser = host.Anonymous();
        browser.Http.DefaultRequestHeaders.Host = "attacker.example";
        using var asked = await Ask(browser, "member@example.org");
        await asked.Expect(HttpStatusCode.NoContent);
        var mail = (await AccountWorld.Mails(host, MailTemplates.PasswordReset)).Single();
        Assert.StartsWith(host.Address.GetLeftPart(UriPartial.Authority), mail.Values!["link"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_another_purpose_chooses_no_password()
    {
        await using var host = await Start();
        var member = await host.As("member");
        using var asked = await member.PostJson("/.auth/address/verification", new { });
        await asked.Expect(HttpStatusCode.NoContent);
        var token = AccountWorld.TokenIn((await AccountWorld.Mails(host, MailTemplates.AddressVerification)).Single());
        foreach (var wrong in new[] { token, token + "x", "varam", "", "a.b.c" })
        {
            using var refused = await Choose(member, wrong, Next);
            Assert.True(refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest);
        }
    }

    // A second after the timer that sends mails would be due: what waits stays readable while a test moves the clock by a second or two.
    private static Task<InterlinkHost> Start()
    {
        var now = DateTimeOffset.UtcNow;
        return InterlinkHost.Start(new HostOptions { Clock = new FakeClock(now.AddTicks(-(now.Ticks % TimeSpan.FromSeconds(30).Ticks)).AddSeconds(1)) });
    }

    private static Task<HttpResponseMessage> Ask(Client browser, string email) => browser.PostJson("/.auth/password-reset", new { email });

    private static Task<HttpResponseMessage> Choose(Client browser, string token, string password) =>
        browser.PostJson("/.auth/password-reset/choice", new { token, password });

    private static async Task<string> TokenFor(InterlinkHost host, string email, int count = 1)
    {
        using var browser = host.Anonymous();
        using var asked = await Ask(browser, email);
        await asked.Expect(HttpStatusCode.NoContent);
        return AccountWorld.TokenIn((await AccountWorld.Mails(host, MailTemplates.PasswordReset, count))[^1]);
    }
}
