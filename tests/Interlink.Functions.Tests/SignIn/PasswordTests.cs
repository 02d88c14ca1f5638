using System.Net;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.SignIn;

public sealed class PasswordTests
{
    private const string Next = "nine slower storks";

    [Fact]
    public async Task A_new_password_ends_every_other_session_of_the_person()
    {
        await using var host = await InterlinkHost.Start();
        var here = await host.As("member");
        using var elsewhere = host.Anonymous();
        await elsewhere.SignIn("member@example.org", People.Password);
        using var changed = await here.PostJson("/.auth/password", new { current = People.Password, password = Next });
        await changed.Expect(HttpStatusCode.NoContent);
        await here.GetJson("/api/me");
        using var revoked = await elsewhere.Get("/api/me");
        await revoked.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        using var old = await elsewhere.PostJson("/.auth/login/local", SignInTests.Credentials("member"));
        await old.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        await elsewhere.SignIn("member@example.org", Next);
    }

    [Fact]
    public async Task Changing_a_password_needs_the_current_one_and_a_good_new_one()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var wrong = await member.PostJson("/.auth/password", new { current = "not the password", password = Next });
        await wrong.ExpectProblem(HttpStatusCode.Forbidden, "wrong-password");
        using var weak = await member.PostJson("/.auth/password", new { current = People.Password, password = "short" });
        await weak.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        using var nobody = await host.Anonymous().PostJson("/.auth/password", new { current = People.Password, password = Next });
        await nobody.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_password_is_kept_as_a_salted_hash_only()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { FullPasswordWork = true });
        await host.As("member");
        await host.As("other");
        await host.Stop();
        Assert.All(
            Directory.EnumerateFiles(host.DataFolder, "*", SearchOption.AllDirectories),
            f => Assert.DoesNotContain(People.Password, File.ReadAllText(f), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hash_made_with_less_work_is_made_anew_at_the_next_sign_in_without_ending_sessions()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        await host.Stop();
        await using var stronger = await InterlinkHost.Start(new HostOptions { DataFolder = host.DataFolder, FullPasswordWork = true });
        using var browser = stronger.Anonymous();
        await browser.SignIn("member@example.org", People.Password);
        await browser.SignIn("member@example.org", People.Password);
        browser.Cookies.Add(member.Cookies.GetCookies(stronger.Address));
        await browser.GetJson("/api/me");
    }
}
