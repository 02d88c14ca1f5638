using System.Net;
using Interlink.Core.Mail;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.SignIn;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Accounts;

public sealed class ResetSecondFactorTests
{
    [Fact]
    public async Task Somebody_who_lost_the_code_signs_in_with_the_password_once_an_administrator_has_reset_it_and_hears_of_it()
    {
        await using var host = await Start();
        var (member, _, codes) = await SecondFactorTests.Enrolled(host);
        var administrator = await host.As("administrator");
        Assert.True((await administrator.GetJson($"/api/people/{member.Subject}")).GetProperty("withCodes").GetBoolean());
        var listed = (await administrator.GetJson("/api/people?text=member")).GetProperty("items")[0];
        Assert.True(listed.GetProperty("withCodes").GetBoolean());
        using var reset = await administrator.PostJson(Path(member), new { password = Tests.People.Password });
        await reset.Expect(HttpStatusCode.NoContent);

        using var over = await member.Get("/api/me");
        await over.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
        using var browser = host.Anonymous();
        await browser.SignIn("member@example.org", Tests.People.Password);
        Assert.Equal(member.Subject, (await browser.GetJson("/api/me")).Text("subject"));
        using var left = await browser.Get("/.auth/security");
        Assert.Equal("0", (await left.ExpectJson()).Text("recoveryCodesLeft"));
        Assert.NotEmpty(codes);

        var told = Assert.Single(await AccountWorld.Told(host, "account.second_factor_reset"));
        Assert.Equal((administrator.Subject, member.Subject, true), (told.Actor, told.Subject, told.AuditOnly));
        var mail = Assert.Single(await AccountWorld.Mails(host, MailTemplates.SecurityNotice, 2), m => m.Values!["what"] == "second-factor-reset");
        Assert.Equal("member@example.org", mail.Recipient);
        using var nothing = await administrator.PostJson(Path(member), new { password = Tests.People.Password });
        await nothing.ExpectProblem(HttpStatusCode.Conflict, "no-second-factor");
    }

    [Fact]
    public async Task A_borrowed_session_of_an_administrator_is_not_enough()
    {
        await using var host = await Start();
        var (member, _, _) = await SecondFactorTests.Enrolled(host);
        var administrator = await host.As("administrator");
        using var none = await administrator.PostJson(Path(member), new { });
        await none.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        using var wrong = await administrator.PostJson(Path(member), new { password = "somebody else's words" });
        await wrong.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "password");
        Assert.True((await administrator.GetJson($"/api/people/{member.Subject}")).GetProperty("withCodes").GetBoolean());
    }

    [Fact]
    public async Task An_administrator_who_signs_in_with_a_code_gives_one_that_was_not_used_before_and_the_password_is_not_taken_instead()
    {
        await using var host = await Start();
        var (member, _, _) = await SecondFactorTests.Enrolled(host);
        var (administrator, secret, codes) = await SecondFactorTests.Enrolled(host, "administrator");
        using var password = await administrator.PostJson(Path(member), new { password = Tests.People.Password });
        await password.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "code");
        using var used = await administrator.PostJson(Path(member), new { code = SecondFactorTests.Code(host, secret) });
        await used.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "code");
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        using var reset = await administrator.PostJson(Path(member), new { code = SecondFactorTests.Code(host, secret) });
        await reset.Expect(HttpStatusCode.NoContent);
        using var own = await administrator.PostJson(Path(administrator), new { code = codes[0] });
        await own.ExpectProblem(HttpStatusCode.Conflict, "own-second-factor");
        using var again = await administrator.PostJson(Path(administrator), new { code = codes[0] });
        await again.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "code");
    }

    [Fact]
    public async Task Guessing_the_code_is_counted_as_at_signing_in()
    {
        await using var host = await Start();
        var (member, _, _) = await SecondFactorTests.Enrolled(host);
        var (administrator, _, codes) = await SecondFactorTests.Enrolled(host, "administrator");
        for (var i = 0; i < 5; i++)
        {
            using var guess = await administrator.PostJson(Path(member), new { code = "000000" });
            await guess.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "code");
        }

        using var late = await administrator.PostJson(Path(member), new { code = codes[0] });
        await late.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
    }

    [Fact]
    public async Task Somebody_of_another_tenant_is_nobody()
    {
        await using var host = await Start();
        var (member, _, _) = await SecondFactorTests.Enrolled(host);
        var foreign = await host.As("administrator", "elsewhere");
        using var refused = await foreign.PostJson(Path(member), new { password = Tests.People.Password });
        await refused.ExpectProblem(HttpStatusCode.NotFound, "person-not-found");
    }

    [Fact]
    public async Task The_last_administrator_is_let_in_again_by_a_command_on_the_machine()
    {
        using var folder = new TemporaryFolder();
        await using (var host = await InterlinkHost.Start(new HostOptions { DataFolder = folder.Path, Clock = new FakeClock(DateTimeOffset.UtcNow) }))
        {
            await SecondFactorTests.Enrolled(host, "administrator");
        }

        string[] place = ["--data", folder.Path, "--tenant", "varam"];
        var (code, said, _) = await InterlinkProcess.Run(["second-factor", "reset", "administrator@example.org", .. place]);
        Assert.Equal(0, code);
        Assert.StartsWith("administrator@example.org signs in with the password alone", said, StringComparison.Ordinal);
        var (nothing, _, why) = await InterlinkProcess.Run(["second-factor", "reset", "administrator@example.org", .. place]);
        Assert.Equal((1, "This person signs in without a code: there is nothing to reset."), (nothing, why.Trim()));
        Assert.Equal(1, (await InterlinkProcess.Run(["second-factor", "reset", "nobody@example.org", .. place])).Code);
        await using var after = await InterlinkHost.Start(new HostOptions { DataFolder = folder.Path });
        using var browser = after.Anonymous();
        using var signedIn = await browser.PostJson("/.auth/login/local", SignInTests.Credentials("administrator"));
        await signedIn.Expect(HttpStatusCode.NoContent);
        Assert.Equal("command-line", Assert.Single(await AccountWorld.Told(after, "account.second_factor_reset")).Actor);
    }

    private static Task<InterlinkHost> Start() => InterlinkHost.Start(new HostOptions { Clock = new FakeClock(DateTimeOffset.UtcNow) });

    private static string Path(Client person) => $"/api/people/{person.Subject}/second-factor/reset";
}
