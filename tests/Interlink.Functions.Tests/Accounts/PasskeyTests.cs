using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Local.Accounts;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Accounts;

public sealed class PasskeyTests
{
    private const string SealedCookie = "interlink-passkey";

    [Fact]
    public async Task A_passkey_signs_in_without_password_and_code()
    {
        await using var host = await InterlinkHost.Start();
        var (member, passkey) = await Added(host);
        using var browser = host.Anonymous();
        using var signedIn = await Use(browser, passkey.Sign(await Question(browser), Origin(host)));
        await signedIn.Expect(HttpStatusCode.NoContent);
        Assert.Equal(member.Subject, (await browser.GetJson("/api/me")).Text("subject"));
        using var security = await member.Get("/.auth/security");
        var kept = Assert.Single((await security.ExpectJson()).GetProperty("passkeys").EnumerateArray());
        Assert.Equal("Telephone", kept.Text("name"));
        Assert.NotNull(kept.Text("lastUsedAt"));
        Assert.Contains(await AccountWorld.Told(host, "account.signed_in"), e => e.Data.GetProperty("how").GetString() == "passkey");
    }

    [Theory]
    [InlineData("https://interlink.example.org")]
    [InlineData("http://localhost.example.org")]
    [InlineData("null")]
    public async Task An_answer_that_another_site_got_is_refused(string origin)
    {
        await using var host = await InterlinkHost.Start();
        var (_, passkey) = await Added(host);
        using var browser = host.Anonymous();
        using var forwarded = await Use(browser, passkey.Sign(await Question(browser), origin));
        await forwarded.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
        Assert.Equal("passkey", Assert.Single(await AccountWorld.Told(host, "account.sign_in_refused")).Data.GetProperty("reason").GetString());
        using var direct = await Use(browser, passkey.Sign(await Question(browser), origin), origin);
        await direct.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
        using var nobody = await browser.Get("/api/me");
        await nobody.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task An_answer_to_another_question_or_to_none_is_refused()
    {
        await using var host = await InterlinkHost.Start();
        var (_, passkey) = await Added(host);
        using var browser = host.Anonymous();
        var (first, second) = (await Question(browser), await Question(browser));
        using var earlier = await Use(browser, passkey.Sign(second, Origin(host), first.Text("challenge")));
        await earlier.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
        using var unasked = await Use(browser, passkey.Sign(second, Origin(host)));
        await unasked.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
    }

    [Fact]
    public async Task An_answer_works_once_also_with_a_copy_of_the_browsers_cookie()
    {
        await using var host = await InterlinkHost.Start();
        var (_, passkey) = await Added(host);
        using var browser = host.Anonymous();
        var answer = passkey.Sign(await Question(browser), Origin(host));
        var asked = browser.Cookies.GetAllCookies().Single(c => c.Name == SealedCookie);
        using var first = await Use(browser, answer);
        await first.Expect(HttpStatusCode.NoContent);
        using var thief = host.Anonymous();
        thief.Cookies.Add(new Cookie(asked.Name, asked.Value, "/.auth", host.Address.Host));
        using var replayed = await Use(thief, answer);
        await replayed.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
        using var nobody = await thief.Get("/api/me");
        await nobody.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_passkey_of_one_tenant_is_none_in_another()
    {
        await using var host = await InterlinkHost.Start();
        var (_, passkey) = await Added(host);
        await host.As("member", "elsewhere");
        using var browser = host.Anonymous();
        using var refused = await Use(browser, passkey.Sign(await Question(browser, "elsewhere"), Origin(host)));
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
    }

    [Fact]
    public async Task A_question_is_answered_within_five_minutes_and_for_the_session_that_asked()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock(DateTimeOffset.UtcNow) });
        var (member, other) = (await host.As("member"), await host.As("other"));
        using var passkey = new SoftPasskey();
        var mine = passkey.Make(await NewQuestion(member), Origin(host));
        var asked = member.Cookies.GetAllCookies().Single(c => c.Name == SealedCookie);
        other.Cookies.Add(new Cookie(asked.Name, asked.Value, "/.auth", host.Address.Host));
        using var stolen = await Add(other, mine);
        await stolen.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
        using var right = await Add(member, mine);
        await right.Expect(HttpStatusCode.NoContent);
        using var twice = await Add(member, mine);
        await twice.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
    }

    [Fact]
    public async Task A_passkey_that_was_removed_or_whose_person_is_kept_out_is_refused()
    {
        await using var host = await InterlinkHost.Start();
        var (member, passkey) = await Added(host);
        await AccountWorld.Change(host, member.Subject, account => account with { State = Core.Accounts.AccountState.Suspended });
        using var browser = host.Anonymous();
        using var suspended = await Use(browser, passkey.Sign(await Question(browser), Origin(host)));
        await suspended.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
        await AccountWorld.Change(host, member.Subject, account => account with { State = Core.Accounts.AccountState.Active });
        using var security = await member.Get("/.auth/security");
        var id = (await security.ExpectJson()).GetProperty("passkeys")[0].Text("id");
        using var borrowed = await member.PostJson($"/.auth/passkeys/{id}/removal", new { password = "not the password" });
        await borrowed.ExpectProblem(HttpStatusCode.Forbidden, "wrong-password");
        using var removed = await member.PostJson($"/.auth/passkeys/{id}/removal", new { password = Tests.People.Password });
        await removed.Expect(HttpStatusCode.NoContent);
        using var gone = await Use(browser, passkey.Sign(await Question(browser), Origin(host)));
        await gone.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
    }

    [Fact]
    public async Task Refused_passkeys_are_counted_by_network_and_told_only_where_a_tenant_lives()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock(DateTimeOffset.UtcNow) });
        var (_, passkey) = await Added(host);
        using var browser = host.Anonymous();
        for (var i = 0; i < SignInThrottle.PerNetwork; i++)
        {
            await Question(browser, i % 2 == 0 ? "gone" : null);
            using var refused = await Use(browser, new { });
            await refused.ExpectProblem(HttpStatusCode.Forbidden, "passkey-refused");
        }

        using var waits = await Use(browser, passkey.Sign(await Question(browser), Origin(host)));
        await waits.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
        var told = await AccountWorld.Told(host, "account.sign_in_refused");
        Assert.Equal(SignInThrottle.PerNetwork / 2, told.Count);
        Assert.All(told, e => Assert.Equal("varam", e.Tenant.Value));
        host.Clock.Advance(SignInThrottle.Window);
        using var later = await Use(browser, passkey.Sign(await Question(browser), Origin(host)));
        await later.Expect(HttpStatusCode.NoContent);
    }

    private static async Task<(Client Member, SoftPasskey Passkey)> Added(InterlinkHost host)
    {
        var member = await host.As("member");
        var passkey = new SoftPasskey();
        using var added = await Add(member, passkey.Make(await NewQuestion(member), Origin(host)));
        await added.Expect(HttpStatusCode.NoContent);
        return (member, passkey);
    }

    private static async Task<JsonElement> NewQuestion(Client person)
    {
        using var asked = await person.PostJson("/.auth/passkeys/question", new { password = Tests.People.Password });
        return await asked.ExpectJson();
    }

    private static async Task<JsonElement> Question(Client browser, string? tenant = null)
    {
        using var asked = await browser.PostJson("/.auth/login/passkey/question", new { tenant });
        return await asked.ExpectJson();
    }

    /// <summary>Adds what an authenticator has made.</summary>
    internal static Task<HttpResponseMessage> Add(Client person, object credential) => Send(person, "/.auth/passkeys", new { name = "Telephone", credential });

    private static Task<HttpResponseMessage> Use(Client browser, object credential, string? origin = null) => Send(browser, "/.auth/login/passkey", new { credential }, origin);

    // As browsers do, which say where the page is from in a header that pages cannot change.
    private static Task<HttpResponseMessage> Send(Client browser, string path, object body, string? origin = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType(), options: Json.Options) };
        request.Headers.Add("Origin", origin ?? browser.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return browser.Send(request);
    }

    private static string Origin(InterlinkHost host) => host.Address.GetLeftPart(UriPartial.Authority);
}
