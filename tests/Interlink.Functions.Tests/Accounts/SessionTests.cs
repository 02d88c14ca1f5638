using System.Net;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.SignIn;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Accounts;

public sealed class SessionTests
{
    [Fact]
    public async Task Sessions_are_listed_with_device_and_shortened_address_and_one_can_be_revoked()
    {
        await using var host = await InterlinkHost.Start();
        var here = await host.As("member");
        using var elsewhere = host.Anonymous();
        elsewhere.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0");
        await elsewhere.SignIn("member@example.org", People.Password);

        var listed = (await here.GetJson("/.auth/sessions")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, listed.Count);
        var other = listed.Single(s => !s.GetProperty("current").GetBoolean());
        Assert.Equal("Firefox, Linux", other.GetProperty("device").GetString());
        Assert.Equal("127.0.0.0/24", other.GetProperty("network").GetString());
        Assert.Equal("password", other.GetProperty("method").GetString());

        using var revoked = await here.Delete($"/.auth/sessions/{Id(other)}");
        await revoked.Expect(HttpStatusCode.NoContent);
        using var refused = await elsewhere.Get("/api/me");
        await refused.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        await here.GetJson("/api/me");
        using var again = await here.Delete($"/.auth/sessions/{Id(other)}");
        await again.ExpectProblem(HttpStatusCode.NotFound, "session-not-found");
        Assert.Single(await AccountWorld.Told(host, "account.session_ended"));
    }

    [Fact]
    public async Task All_other_sessions_end_at_once_and_this_one_stays()
    {
        await using var host = await InterlinkHost.Start();
        var here = await host.As("member");
        using var one = host.Anonymous();
        using var two = host.Anonymous();
        await one.SignIn("member@example.org", People.Password);
        await two.SignIn("member@example.org", People.Password);
        using var ended = await here.Delete("/.auth/sessions");
        await ended.Expect(HttpStatusCode.NoContent);
        foreach (var browser in new[] { one, two })
        {
            using var refused = await browser.Get("/api/me");
            await refused.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        }

        Assert.Single((await here.GetJson("/.auth/sessions")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Nobody_reaches_the_sessions_of_another()
    {
        await using var host = await InterlinkHost.Start();
        var (member, other) = (await host.As("member"), await host.As("other"));
        var session = (await member.GetJson("/.auth/sessions")).GetProperty("items")[0];
        using var refused = await other.Delete($"/.auth/sessions/{Id(session)}");
        await refused.ExpectProblem(HttpStatusCode.NotFound, "session-not-found");
        await member.GetJson("/api/me");
        using var nobody = await host.Anonymous().Get("/.auth/sessions");
        await nobody.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Last_use_is_written_down_now_and_then_and_not_at_each_request()
    {
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = clock });
        var member = await host.As("member");
        var began = await LastSeen(member);
        clock.Advance(SessionStore.Coarseness - TimeSpan.FromSeconds(1));
        await member.GetJson("/api/me");
        Assert.Equal(began, await LastSeen(member));
        clock.Advance(TimeSpan.FromMinutes(1));
        await member.GetJson("/api/me");
        Assert.Equal(clock.GetUtcNow(), await LastSeen(member));
    }

    [Fact]
    public async Task A_suspended_person_is_out_at_the_next_request_and_cannot_sign_in()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        await AccountWorld.Change(host, member.Subject, account => account with { State = AccountState.Suspended });
        using var refused = await member.Get("/api/me");
        await refused.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        using var browser = host.Anonymous();
        using var door = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("member"));
        await door.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        Assert.Contains("suspended", (await AccountWorld.Told(host, "account.sign_in_refused")).Single().Data.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_let_in_again_after_a_suspension_has_no_sessions_of_before()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, member) = (await host.As("administrator"), await host.As("member"));
        using var kept = await administrator.PutJson($"/api/people/{member.Subject}/suspension", new { });
        await kept.Expect(HttpStatusCode.OK);
        using var again = await administrator.Delete($"/api/people/{member.Subject}/suspension");
        await again.Expect(HttpStatusCode.OK);
        await member.SignIn("member@example.org", People.Password);
        Assert.Single((await member.GetJson("/.auth/sessions")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Signing_in_makes_a_new_session_and_ends_the_one_the_browser_came_with()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member");
        using var browser = host.Anonymous();
        await browser.SignIn("member@example.org", People.Password);
        var fixedByStranger = browser.Cookies.GetCookies(host.Address)["interlink"]!.Value;
        await browser.SignIn("member@example.org", People.Password);
        Assert.NotEqual(fixedByStranger, browser.Cookies.GetCookies(host.Address)["interlink"]!.Value);
        using var stranger = host.Anonymous();
        stranger.Cookies.Add(host.Address, new Cookie("interlink", fixedByStranger));
        using var refused = await stranger.Get("/api/me");
        await refused.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Refused_attempts_are_told_without_what_was_typed()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var browser = host.Anonymous();
        foreach (var person in new[] { "member", "nobody-at-all" })
        {
            (await browser.PostJson("/.auth/login/local", SignInTests.Credentials(person, "guess guess guess"))).Dispose();
        }

        var told = await AccountWorld.Told(host, "account.sign_in_refused");
        Assert.Equal(["password", "unknown"], told.Select(e => e.Data.GetProperty("reason").GetString()));
        Assert.Equal([member.Subject, "unknown"], told.Select(e => e.Subject));
        Assert.DoesNotContain(told, e => e.ToString().Contains("nobody-at-all", StringComparison.Ordinal) || e.ToString().Contains("guess", StringComparison.Ordinal));
    }

    private static string Id(JsonElement session) => session.GetProperty("id").GetString()!;

    private static async Task<DateTimeOffset> LastSeen(Client client) =>
        (await client.GetJson("/.auth/sessions")).GetProperty("items")[0].GetProperty("lastSeenAt").GetDateTimeOffset();
}
