using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Interlink.Functions.Tests.Authorisation;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.SignIn;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>Headers, cookies and keys that say what is not so.</summary>
public sealed partial class ForgeryTests(World world)
{
    private static readonly Row[] Writing = [.. World.Slices.SelectMany(s => s.Rows).Where(r => !r.Request.StartsWith("GET ", StringComparison.Ordinal) && !r.Request.StartsWith("OPTIONS ", StringComparison.Ordinal))];

    public static TheoryData<string> WritingFunctions => [.. Writing.Select(r => r.Function).Distinct()];

    [Theory]
    [MemberData(nameof(WritingFunctions))]
    public async Task Another_site_makes_no_browser_change_anything(string function)
    {
        await world.Ready();
        foreach (var row in Writing.Where(r => r.Function == function))
        {
            // The administrator's own session: signing in so often would end older ones, which the world's people still use.
            using var browser = world.Host.Anonymous();
            browser.Cookies.Add(world.As(Role.Administrator).Cookies.GetCookies(world.Host.Address));
            browser.Http.DefaultRequestHeaders.Remove("X-Requested-With");
            foreach (var origin in (string[])["https://elsewhere.example", "null", $"{world.Host.Address.GetLeftPart(UriPartial.Authority)}.elsewhere.example"])
            {
                using var request = row.Message(AnyIds(row));
                request.Headers.TryAddWithoutValidation("Origin", origin);
                using var refused = await browser.Send(request);
                await refused.ExpectProblem(HttpStatusCode.Forbidden, "cross-site-request");
            }
        }
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "elsewhere.example")]
    [InlineData("X-Original-Host", "elsewhere.example")]
    [InlineData("Forwarded", "for=127.0.0.1;host=elsewhere.example;proto=https")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/api/operations")]
    [InlineData("X-Rewrite-URL", "/api/operations")]
    [InlineData("x-ms-client-principal-name", "administrator@example.org")]
    [InlineData("x-ms-token-aad-access-token", "x")]
    public async Task A_header_makes_nobody_somebody_else_and_nothing_another_address(string header, string value)
    {
        await world.Ready();
        using var member = world.Host.Anonymous();
        await member.SignIn(People.Email("member"), People.Password);
        var plain = await member.GetJson("/api/me");
        member.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        Assert.Equal(plain.GetRawText(), (await member.GetJson("/api/me")).GetRawText());
        using var refused = await member.Get("/api/operations");
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
        using var login = await member.Get("/.auth/login/local?post_login_redirect_uri=/x");
        Assert.StartsWith("/sign-in", login.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Naming_another_tenant_leads_nowhere_in_it()
    {
        await world.Ready();
        using var member = world.Host.Anonymous();
        await member.SignIn(People.Email("member"), People.Password);
        member.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-Interlink-Tenant", "elsewhere");
        using var refused = await member.Get("/api/processes");
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "other-tenants-address");
    }

    [Fact]
    public async Task A_made_up_address_in_front_gives_no_further_attempts_to_guess()
    {
        await using var host = await InterlinkHost.Start();
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 40; i++)
        {
            using var browser = host.Anonymous();
            browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", $"203.0.113.{i}");
            browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-Real-IP", $"203.0.113.{i}");
            using var guess = await browser.PostJson("/.auth/login/local", new { email = $"person-{i}@example.org", password = "not the password" });
            last = guess.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task A_session_that_was_there_before_signing_in_is_not_the_one_afterwards()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("attacker");
        await host.As("victim");
        using var attacker = host.Anonymous();
        await attacker.SignIn(People.Email("attacker"), People.Password);
        var planted = SessionOf(attacker, host);

        using var victim = host.Anonymous();
        victim.Cookies.Add(host.Address, new Cookie(planted.Name, planted.Value));
        await victim.SignIn(People.Email("victim"), People.Password);
        Assert.NotEqual(planted.Value, SessionOf(victim, host).Value);
        Assert.Equal("Victim", (await victim.GetJson("/api/me")).Text("name"));

        using var copy = host.Anonymous();
        copy.Cookies.Add(host.Address, new Cookie(planted.Name, planted.Value));
        using var over = await copy.Get("/api/me");
        await over.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_key_that_somebody_else_used_repeats_nothing_of_theirs()
    {
        await using var host = await InterlinkHost.Start();
        var made = new HashSet<string>();
        foreach (var person in (Client[])[await host.As("one"), await host.As("two"), await host.As("one-elsewhere", "elsewhere")])
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/processes") { Content = System.Net.Http.Json.JsonContent.Create(new { name = "A park", language = "en" }) };
            request.Headers.Add("Idempotency-Key", "the-same-key");
            using var created = await person.Send(request);
            Assert.False(created.Headers.Contains("Idempotent-Replayed"));
            Assert.True(made.Add((await created.ExpectJson(HttpStatusCode.Created)).Text("id")!));
        }
    }

    [Fact]
    public async Task A_plain_form_of_another_site_signs_nobody_in_or_out()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member");
        using var browser = host.Anonymous();
        browser.Http.DefaultRequestHeaders.Remove("X-Requested-With");
        browser.Http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        using var signIn = await browser.Send(SignInTests.Form("/.auth/login/local", new() { ["email"] = People.Email("member"), ["password"] = People.Password }));
        await signIn.ExpectProblem(HttpStatusCode.Forbidden, "cross-site-request");
        using var signOut = await browser.Send(SignInTests.Form("/.auth/logout", []));
        await signOut.ExpectProblem(HttpStatusCode.Forbidden, "cross-site-request");
    }

    private static Cookie SessionOf(Client client, InterlinkHost host) => client.Cookies.GetCookies(host.Address).MaxBy(c => c.Value.Length)!;

    // What a row's Before would make is not needed: nothing of the request is read.
    private Dictionary<string, string> AnyIds(Row row)
    {
        var all = new Dictionary<string, string>(world.Ids, StringComparer.Ordinal);
        foreach (Match place in Place().Matches(row.Request + JsonSerializer.Serialize(row.Body) + row.IfMatch))
        {
            all.TryAdd(place.Groups[1].Value, world.Ids["nobody"]);
        }

        return all;
    }

    [GeneratedRegex(@"\{([a-z][a-z-]*)\}")]
    private static partial Regex Place();
}
