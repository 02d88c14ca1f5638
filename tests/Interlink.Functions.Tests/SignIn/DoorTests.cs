using System.Net;
using Interlink.Functions.Tests.Accounts;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.SignIn;

public sealed class DoorTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", "192.0.2.8")]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:2::1")]
    public async Task Behind_a_proxy_requests_are_counted_by_the_network_that_the_proxy_heard_whatever_a_client_writes(string one, string same, string other)
    {
        await using var host = await Start("--Interlink:Edge:ForwardedHops=1", "--Interlink:Edge:AnonymousBurst=2");
        var made = 1;
        foreach (var (heard, status) in new[] { (one, HttpStatusCode.Unauthorized), (same, HttpStatusCode.Unauthorized), (one, HttpStatusCode.TooManyRequests), (other, HttpStatusCode.Unauthorized) })
        {
            using var browser = host.Anonymous();
            browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{made++}, {heard}");
            using var answer = await browser.Get("/api/me");
            await answer.Expect(status);
        }
    }

    [Fact]
    public async Task Without_a_proxy_nobody_believes_where_a_request_says_it_comes_from()
    {
        await using var host = await Start("--Interlink:Edge:AnonymousBurst=2");
        for (var i = 0; i < 3; i++)
        {
            using var browser = host.Anonymous();
            browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"192.0.2.{i}");
            using var answer = await browser.Get("/api/me");
            await answer.Expect(i < 2 ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests);
        }
    }

    [Fact]
    public async Task One_network_asks_sign_in_for_so_many_changes_at_once_and_reads_as_it_likes()
    {
        await using var host = await Start("--Interlink:Edge:AnonymousBurst=2");
        using var browser = host.Anonymous();
        for (var i = 0; i < 2; i++)
        {
            using var asked = await browser.PostJson("/.auth/login/passkey/question", new { });
            await asked.Expect(HttpStatusCode.OK);
        }

        using var refused = await browser.PostJson("/.auth/login/passkey/question", new { });
        await refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        await browser.GetJson("/.auth/me");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var later = await browser.PostJson("/.auth/login/passkey/question", new { });
        await later.Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_that_sign_in_refuses_to_a_person_is_told_to_the_audit()
    {
        await using var host = await Start();
        var member = await host.As("member");
        using var begun = await member.PostJson("/.auth/second-factor", new { password = Tests.People.Password });
        await begun.Expect(HttpStatusCode.OK);
        using var wrong = await member.PostJson("/.auth/second-factor/confirmation", new { code = "000000" });
        await wrong.ExpectProblem(HttpStatusCode.Forbidden, "wrong-code");
        var told = Assert.Single(await AccountWorld.Told(host, "request.refused"));
        Assert.Equal(
            (member.Subject, "/.auth/second-factor/confirmation", "wrong-code"),
            (told.Actor, told.Data.GetProperty("function").GetString(), told.Data.GetProperty("problem").GetString()));
    }

    [Fact]
    public async Task Of_strangers_links_that_do_not_work_and_too_many_attempts_are_told_and_slips_of_the_pen_are_not()
    {
        await using var host = await Start();
        using var browser = host.Anonymous();
        using var slip = await browser.PostJson("/.auth/login/local", new { });
        await slip.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "email", "password");
        using var link = await browser.PostJson("/.auth/password-reset/choice", new { token = "varam.x.y", password = "nine slower storks" });
        await link.ExpectProblem(HttpStatusCode.NotFound, "link-unknown");
        for (var i = 0; i < Local.Accounts.SignInThrottle.PerAccount; i++)
        {
            (await browser.PostJson("/.auth/login/local", SignInTests.Credentials("nobody"))).Dispose();
        }

        using var waits = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("nobody"));
        await waits.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
        using var elsewhere = await browser.PostJson("/.auth/login/local", new { email = "nobody@example.org", password = "guess", tenant = "gone" });
        await elsewhere.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        var told = await AccountWorld.Told(host, "request.refused");
        Assert.Equal([("anonymous", "link-unknown"), ("anonymous", "too-many-attempts")], told.Select(e => (e.Actor, e.Data.GetProperty("problem").GetString()!)));
        Assert.All(told, e => Assert.Equal("varam", e.Tenant.Value));
    }

    private static Task<InterlinkHost> Start(params string[] arguments) =>
        InterlinkHost.Start(new HostOptions { Clock = new FakeClock(DateTimeOffset.UtcNow), Arguments = arguments });
}
