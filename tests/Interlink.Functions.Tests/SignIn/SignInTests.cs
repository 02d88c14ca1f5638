using System.Net;
using System.Text.Json;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.SignIn;

public sealed class SignInTests
{
    [Fact]
    public async Task Signing_in_gives_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member");
        using var browser = host.Anonymous();
        using var response = await browser.PostJson("/.auth/login/local", Credentials("member"));
        await response.Expect(HttpStatusCode.NoContent);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--Interlink:Edge:ForwardedHops=1", true)]
    [InlineData("--Interlink:Edge:ForwardedHops=0", false)]
    public async Task Behind_a_proxy_with_TLS_the_cookie_is_for_https_only_where_the_proxy_is_believed(string setting, bool secure)
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Arguments = [setting] });
        await host.As("member");
        using var browser = host.Anonymous();
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        using var response = await browser.PostJson("/.auth/login/local", Credentials("member"));
        await response.Expect(HttpStatusCode.NoContent);
        Assert.Equal(secure, response.Headers.GetValues("Set-Cookie").Single().Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Me_tells_the_principal_in_the_form_of_Static_Web_Apps()
    {
        await using var host = await InterlinkHost.Start();
        using var nobody = host.Anonymous();
        Assert.Equal(JsonValueKind.Null, (await nobody.GetJson("/.auth/me")).GetProperty("clientPrincipal").ValueKind);

        var curator = await host.As("curator");
        var principal = (await curator.GetJson("/.auth/me")).GetProperty("clientPrincipal");
        Assert.Equal("local", principal.GetProperty("identityProvider").GetString());
        Assert.Equal(curator.Subject, principal.GetProperty("userId").GetString());
        Assert.Equal("curator@example.org", principal.GetProperty("userDetails").GetString());
        Assert.Equal(["anonymous", "authenticated", "member", "curator"], principal.GetProperty("userRoles").EnumerateArray().Select(r => r.GetString()));
        Assert.Contains(principal.GetProperty("claims").EnumerateArray(), c => c.GetProperty("typ").GetString() == "tenant" && c.GetProperty("val").GetString() == "varam");
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_get_the_same_answer()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member");
        using var browser = host.Anonymous();
        using var wrong = await browser.PostJson("/.auth/login/local", Credentials("member", "not the password"));
        using var unknown = await browser.PostJson("/.auth/login/local", Credentials("nobody", "not the password"));
        var (one, other) = (await wrong.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials"), await unknown.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials"));
        Assert.Equal(one.GetProperty("detail").GetString(), other.GetProperty("detail").GetString());
        Assert.Equal(wrong.Headers.Select(h => h.Key).Order(), unknown.Headers.Select(h => h.Key).Order());
    }

    [Fact]
    public async Task Accounts_of_another_tenant_do_not_sign_in_here()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member", "zaragoza");
        using var browser = host.Anonymous();
        using var here = await browser.PostJson("/.auth/login/local", Credentials("member"));
        await here.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        await browser.SignIn("member@example.org", People.Password, "zaragoza");
        Assert.Equal("zaragoza", (await browser.GetJson("/api/me")).GetProperty("tenant").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_request_to_sign_in_that_lacks_something_is_told_everything_it_lacks()
    {
        await using var host = await InterlinkHost.Start();
        using var browser = host.Anonymous();
        using var json = await browser.PostJson("/.auth/login/local", new { });
        await json.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "email", "password");
        using var form = await browser.Send(Form("/.auth/login/local", []));
        await form.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "email", "password");
        using var text = await browser.Send(new HttpRequestMessage(HttpMethod.Post, "/.auth/login/local") { Content = new StringContent("x") });
        await text.ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-body");
        using var tenant = await browser.PostJson("/.auth/login/local", new { email = "a@example.org", password = "x", tenant = "Not A Tenant" });
        await tenant.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "tenant");
    }

    [Fact]
    public async Task Only_the_local_provider_exists()
    {
        await using var host = await InterlinkHost.Start();
        using var browser = host.Anonymous();
        using var page = await browser.Get("/.auth/login/aad");
        await page.ExpectProblem(HttpStatusCode.NotFound, "unknown-provider");
        using var post = await browser.PostJson("/.auth/login/github", Credentials("member"));
        await post.ExpectProblem(HttpStatusCode.NotFound, "unknown-provider");
        using var elsewhere = await browser.Get("/.auth/purge/local");
        await elsewhere.ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("/guide?item=1", "/guide?item=1")]
    [InlineData("/", "/")]
    [InlineData("/ķekava", "/%C4%B7ekava")]
    [InlineData("https://elsewhere.example/x", "/")]
    [InlineData("//elsewhere.example/x", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("/\t/elsewhere.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("guide", "/")]
    [InlineData("", "/")]
    public async Task After_signing_in_or_out_people_stay_on_this_host(string asked, string expected)
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member");
        using var browser = host.Anonymous();
        using var form = await browser.Send(Form("/.auth/login/local", new()
        {
            ["email"] = "member@example.org",
            ["password"] = People.Password,
            ["post_login_redirect_uri"] = asked,
        }));
        Assert.Equal(expected, Location(await form.Expect(HttpStatusCode.Redirect)));

        using var page = await browser.Get($"/.auth/login/local?post_login_redirect_uri={Uri.EscapeDataString(asked)}");
        Assert.Equal($"/sign-in?post_login_redirect_uri={Uri.EscapeDataString(expected)}", Location(await page.Expect(HttpStatusCode.Redirect)));

        using var signOut = await browser.Get($"/.auth/logout?post_logout_redirect_uri={Uri.EscapeDataString(asked)}");
        Assert.Equal(expected, Location(await signOut.Expect(HttpStatusCode.Redirect)));
        using var after = await browser.Get("/api/me");
        await after.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_signing_out()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var thief = host.Anonymous();
        thief.Cookies.Add(member.Cookies.GetCookies(host.Address));
        await thief.GetJson("/api/me");
        using var signedOut = await member.PostJson("/.auth/logout", new { });
        await signedOut.Expect(HttpStatusCode.NoContent);
        using var after = await thief.Get("/api/me");
        await after.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_that_the_browser_came_with()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var before = host.Anonymous();
        before.Cookies.Add(member.Cookies.GetCookies(host.Address));
        await member.SignIn("member@example.org", People.Password);
        using var old = await before.Get("/api/me");
        await old.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        await member.GetJson("/api/me");
    }

    [Fact]
    public async Task A_session_lasts_eight_hours_from_its_last_use()
    {
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = clock });
        var member = await host.As("member");
        clock.Jump(TimeSpan.FromHours(7));
        await member.GetJson("/api/me");
        clock.Jump(TimeSpan.FromHours(7));
        await member.GetJson("/api/me");
        clock.Jump(TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1));
        using var after = await member.Get("/api/me");
        await after.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_cookie_that_is_not_ours_signs_nobody_in()
    {
        await using var host = await InterlinkHost.Start();
        using var browser = host.Anonymous();
        browser.Cookies.Add(new Cookie("interlink", "CfDJ8forged", "/", host.Address.Host));
        using var response = await browser.Get("/api/me");
        await response.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    internal static object Credentials(string person, string? password = null) => new { email = People.Email(person), password = password ?? People.Password };

    internal static HttpRequestMessage Form(string path, Dictionary<string, string> fields) =>
        new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };

    private static string? Location(HttpResponseMessage response) => response.Headers.Location?.OriginalString;
}
