using System.Net;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.SignIn;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Accounts;

public sealed class SecondFactorTests
{
    [Fact]
    public async Task Signing_in_takes_password_and_code_once_an_app_is_set_up()
    {
        await using var host = await Start();
        var (member, secret, _) = await Enrolled(host);
        using var browser = host.Anonymous();
        using var first = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("member"));
        Assert.Equal("code", (await first.ExpectJson()).GetProperty("next").GetString());
        using var notYet = await browser.Get("/api/me");
        await notYet.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        using var wrong = await Enter(browser, "000000");
        await wrong.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        using var second = await Enter(browser, Code(host, secret));
        await second.Expect(HttpStatusCode.NoContent);
        await browser.GetJson("/api/me");
        Assert.Equal(member.Subject, (await browser.GetJson("/api/me")).GetProperty("subject").GetString());
        Assert.Contains(await AccountWorld.Told(host, "account.signed_in"), e => e.Data.GetProperty("how").GetString() == "code");
    }

    [Fact]
    public async Task A_code_works_once_also_from_another_browser()
    {
        await using var host = await Start();
        var (_, secret, _) = await Enrolled(host);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = Code(host, secret);
        using var first = await HalfWay(host);
        using var second = await HalfWay(host);
        using var used = await Enter(first, code);
        await used.Expect(HttpStatusCode.NoContent);
        using var replayed = await Enter(second, code);
        await replayed.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Fact]
    public async Task Guessing_codes_is_counted_and_repeating_the_password_does_not_help()
    {
        await using var host = await Start();
        var (_, secret, _) = await Enrolled(host);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        using var browser = await HalfWay(host);
        for (var i = 0; i < 5; i++)
        {
            using var guess = await Enter(browser, "000000");
            await guess.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
            if (i < 4)
            {
                using var password = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("member"));
                await password.Expect(HttpStatusCode.OK);
            }
        }

        using var right = await Enter(browser, Code(host, secret));
        await right.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
    }

    [Fact]
    public async Task A_wrong_password_does_not_tell_that_a_code_would_be_asked_for()
    {
        await using var host = await Start();
        await Enrolled(host);
        await host.As("plain");
        using var browser = host.Anonymous();
        using var withCode = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("member", "wrong password"));
        using var without = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("plain", "wrong password"));
        await withCode.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        await without.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        Assert.Equal(without.Headers.Select(h => h.Key).Order(), withCode.Headers.Select(h => h.Key).Order());
    }

    [Fact]
    public async Task The_second_step_is_worth_nothing_without_the_first_or_after_the_password_changed()
    {
        await using var host = await Start();
        var (member, secret, _) = await Enrolled(host);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        using var without = await Enter(host.Anonymous(), Code(host, secret));
        await without.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        using var half = await HalfWay(host);
        using var changed = await member.PostJson("/.auth/password", new { current = People.Password, password = "nine slower storks" });
        await changed.Expect(HttpStatusCode.NoContent);
        using var late = await Enter(half, Code(host, secret));
        await late.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Fact]
    public async Task Each_recovery_code_works_once_and_new_ones_take_the_place_of_all()
    {
        await using var host = await Start();
        var (member, _, codes) = await Enrolled(host);
        Assert.Equal(10, codes.Distinct().Count());
        using var browser = await HalfWay(host);
        using var recovered = await Enter(browser, codes[0].ToUpperInvariant());
        await recovered.Expect(HttpStatusCode.NoContent);
        using var again = await HalfWay(host);
        using var used = await Enter(again, codes[0]);
        await used.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        Assert.Equal(9, (await member.GetJson("/.auth/security")).GetProperty("recoveryCodesLeft").GetInt32());

        using var renewed = await member.PostJson("/.auth/second-factor/recovery-codes", new { password = People.Password });
        Assert.DoesNotContain(codes[1], (await renewed.ExpectJson()).GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()));
        using var old = await Enter(again, codes[1]);
        await old.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Fact]
    public async Task Setting_it_up_and_taking_it_away_needs_the_password_and_a_right_code()
    {
        await using var host = await Start();
        var member = await host.As("member");
        using var borrowed = await member.PostJson("/.auth/second-factor", new { password = "not the password" });
        await borrowed.ExpectProblem(HttpStatusCode.Forbidden, "wrong-password");
        using var begun = await member.PostJson("/.auth/second-factor", new { password = People.Password });
        var enrolment = await begun.ExpectJson();
        Assert.StartsWith("otpauth://totp/varam:member%40example.org?secret=", enrolment.GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("data:image/svg+xml;base64,", enrolment.GetProperty("picture").GetString(), StringComparison.Ordinal);
        Assert.True(begun.Headers.CacheControl?.NoStore);
        using var wrong = await member.PostJson("/.auth/second-factor/confirmation", new { code = "000000" });
        await wrong.ExpectProblem(HttpStatusCode.Forbidden, "wrong-code");
        using var browser = host.Anonymous();
        await browser.SignIn("member@example.org", People.Password);

        using var confirmed = await member.PostJson("/.auth/second-factor/confirmation", new { code = Code(host, enrolment.GetProperty("secret").GetString()!) });
        await confirmed.ExpectJson();
        using var twice = await member.PostJson("/.auth/second-factor", new { password = People.Password });
        await twice.ExpectProblem(HttpStatusCode.Conflict, "second-factor-state");
        using var removed = await member.PostJson("/.auth/second-factor/removal", new { password = People.Password });
        await removed.Expect(HttpStatusCode.NoContent);
        await browser.SignIn("member@example.org", People.Password);
    }

    [Fact]
    public async Task The_secret_is_nowhere_to_be_read_in_the_data_folder()
    {
        await using var host = await Start();
        var (_, secret, codes) = await Enrolled(host);
        await host.Stop();
        foreach (var file in Directory.EnumerateFiles(host.DataFolder, "*", SearchOption.AllDirectories))
        {
            var content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            Assert.DoesNotContain(secret, content, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Bytes(secret)), content, StringComparison.Ordinal);
            Assert.DoesNotContain(codes[0], content, StringComparison.Ordinal);
        }
    }

    private static Task<InterlinkHost> Start() => InterlinkHost.Start(new HostOptions { Clock = new FakeClock(DateTimeOffset.UtcNow) });

    /// <summary>Somebody who signs in with a code from now on, signed in.</summary>
    internal static async Task<(Client Member, string Secret, IReadOnlyList<string> Codes)> Enrolled(InterlinkHost host, string person = "member")
    {
        var member = await host.As(person);
        using var begun = await member.PostJson("/.auth/second-factor", new { password = People.Password });
        var secret = (await begun.ExpectJson()).GetProperty("secret").GetString()!;
        using var confirmed = await member.PostJson("/.auth/second-factor/confirmation", new { code = Code(host, secret) });
        return (member, secret, [.. (await confirmed.ExpectJson()).GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()!)]);
    }

    private static async Task<Client> HalfWay(InterlinkHost host)
    {
        var browser = host.Anonymous();
        using var first = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("member"));
        await first.Expect(HttpStatusCode.OK);
        return browser;
    }

    private static Task<HttpResponseMessage> Enter(Client browser, string code) => browser.PostJson("/.auth/login/local/code", new { code });

    /// <summary>What the app of a secret shows now.</summary>
    internal static string Code(InterlinkHost host, string secret) => Totp.CodeOf(Bytes(secret), Totp.StepOf(host.Clock.GetUtcNow()));

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
