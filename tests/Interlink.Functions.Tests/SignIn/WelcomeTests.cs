using System.Net;
using System.Text.RegularExpressions;
using Interlink.Core.Accounts;
using Interlink.Functions.Tests.Accounts;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.SignIn;

public sealed partial class WelcomeTests
{
    [Fact]
    public async Task The_first_start_prints_a_link_with_which_the_administrator_chooses_a_password_and_is_signed_in()
    {
        await using var host = await InterlinkHost.Start();
        Assert.Contains(host.DataFolder, host.Notices, StringComparison.Ordinal);
        Assert.Contains($"{host.Address.GetLeftPart(UriPartial.Authority)}/welcome?token=", host.Notices, StringComparison.Ordinal);
        using var browser = host.Anonymous();
        using var welcomed = await browser.PostJson("/.auth/welcome", Choice(TokenOf(host)));
        await welcomed.Expect(HttpStatusCode.NoContent);
        var me = await browser.GetJson("/api/me");
        Assert.Equal("First administrator", me.GetProperty("name").GetString());
        Assert.Contains("administrator", me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
        using var again = host.Anonymous();
        await again.SignIn("First@Example.org ", "a password of our own");
    }

    [Fact]
    public async Task Once_somebody_else_administers_the_tenant_no_link_is_printed()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("administrator");
        await host.StartAgain();
        Assert.DoesNotContain("token=", host.Notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_administrator_who_was_erased_is_not_offered_a_link_that_cannot_work()
    {
        await using var host = await InterlinkHost.Start();
        var first = Assert.Single(await AccountWorld.Told(host, "account.link_issued")).Subject;
        await AccountWorld.Change(host, first, account => account with { State = AccountState.Erased, Scopes = [] });
        await host.StartAgain();
        Assert.DoesNotContain("token=", host.Notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        await using var host = await InterlinkHost.Start();
        using var browser = host.Anonymous();
        var choices = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => browser.PostJson("/.auth/welcome", Choice(TokenOf(host), $"first{i}@example.org"))));
        Assert.Single(choices, c => c.StatusCode == HttpStatusCode.NoContent);
        using var later = await browser.PostJson("/.auth/welcome", Choice(TokenOf(host)));
        await later.ExpectProblem(HttpStatusCode.NotFound, "welcome-link-unknown");
    }

    [Fact]
    public async Task A_link_is_good_for_a_day()
    {
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = clock });
        using var browser = host.Anonymous();
        clock.Jump(TimeSpan.FromHours(24));
        using var late = await browser.PostJson("/.auth/welcome", Choice(TokenOf(host)));
        await late.ExpectProblem(HttpStatusCode.NotFound, "welcome-link-unknown");
    }

    [Fact]
    public async Task Every_start_prints_a_new_link_until_the_administrator_has_a_password()
    {
        await using var host = await InterlinkHost.Start();
        var first = TokenOf(host);
        await host.StartAgain();
        var second = TokenOf(host);
        Assert.NotEqual(first, second);
        using var browser = host.Anonymous();
        using var replaced = await browser.PostJson("/.auth/welcome", Choice(first));
        await replaced.ExpectProblem(HttpStatusCode.NotFound, "welcome-link-unknown");
        using var welcomed = await browser.PostJson("/.auth/welcome", Choice(second));
        await welcomed.Expect(HttpStatusCode.NoContent);
        await host.StartAgain();
        Assert.DoesNotContain("token=", host.Notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_kept_as_a_hash_only()
    {
        await using var host = await InterlinkHost.Start();
        var token = TokenOf(host);
        await host.Stop();
        var files = Directory.EnumerateFiles(host.DataFolder, "*", SearchOption.AllDirectories).ToList();
        Assert.Contains(files, f => f.EndsWith("interlink.db", StringComparison.Ordinal));
        Assert.All(files, f => Assert.DoesNotContain(token.Split('.')[1], File.ReadAllText(f), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_choice_is_named_and_the_link_stays_good()
    {
        await using var host = await InterlinkHost.Start();
        using var browser = host.Anonymous();
        using var bad = await browser.PostJson("/.auth/welcome", new { token = TokenOf(host), email = "not an address", name = " ", password = "short" });
        await bad.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "email", "name", "password");
        using var good = await browser.PostJson("/.auth/welcome", Choice(TokenOf(host)));
        await good.Expect(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("elevenchars", "too_short")]
    [InlineData("Password1234", "too_common")]
    [InlineData("aaaaaaaaaaaaaaaa", "too_common")]
    [InlineData("123456789101112", "too_common")]
    [InlineData("abcdefghijklmnop", "too_common")]
    [InlineData("First@Example.org", "same_as_email")]
    [InlineData("", "required")]
    public async Task A_password_that_anybody_would_try_is_refused(string password, string code)
    {
        await using var host = await InterlinkHost.Start();
        using var browser = host.Anonymous();
        using var response = await browser.PostJson("/.auth/welcome", Choice(TokenOf(host), password: password));
        var problem = await response.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        Assert.Equal(code, problem.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("varam.")]
    [InlineData("varam.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../etc")]
    public async Task A_made_up_link_is_refused(string token)
    {
        await using var host = await InterlinkHost.Start();
        using var browser = host.Anonymous();
        using var response = await browser.PostJson("/.auth/welcome", Choice(token));
        await response.ExpectProblem(HttpStatusCode.NotFound, "welcome-link-unknown");
    }

    internal static string TokenOf(InterlinkHost host) => Token().Match(host.Notices).Groups[1].Value;

    internal static object Choice(string token, string email = "first@example.org", string password = "a password of our own") =>
        new { token, email, name = "First administrator", password };

    [GeneratedRegex(@"/welcome\?token=(\S+)")]
    private static partial Regex Token();
}
