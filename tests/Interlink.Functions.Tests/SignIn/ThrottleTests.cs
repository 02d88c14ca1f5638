using System.Net;
using Interlink.Functions.Tests.Hosting;
using Interlink.Local.Accounts;
using Interlink.Testing;

namespace Interlink.Functions.Tests.SignIn;

public sealed class ThrottleTests
{
    [Theory]
    [InlineData("member")]
    [InlineData("nobody")]
    public async Task After_five_failures_an_account_waits_whether_or_not_it_exists(string person)
    {
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = clock });
        await host.As("member");
        using var browser = host.Anonymous();
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
        {
            using var failed = await browser.PostJson("/.auth/login/local", SignInTests.Credentials(person, $"guess number {i}"));
            await failed.ExpectProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        }

        using var refused = await browser.PostJson("/.auth/login/local", SignInTests.Credentials(person));
        await refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
        Assert.Equal(SignInThrottle.Window, refused.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task When_the_time_is_over_the_right_password_works_again()
    {
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = clock });
        var member = await host.As("member");
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
        {
            (await member.PostJson("/.auth/login/local", SignInTests.Credentials("member", "wrong"))).Dispose();
        }

        using var refused = await member.PostJson("/.auth/login/local", SignInTests.Credentials("member"));
        await refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
        clock.Advance(SignInThrottle.Window);
        await member.SignIn("member@example.org", People.Password);
    }

    [Fact]
    public void A_success_starts_the_account_afresh_and_does_not_count_for_the_address()
    {
        var throttle = new SignInThrottle(new FakeClock());
        for (var round = 0; round < SignInThrottle.PerAddress * 2; round++)
        {
            Assert.Null(throttle.Enter("a", "192.0.2.1"));
            throttle.Forgive("a", "192.0.2.1");
        }
    }

    [Fact]
    public void One_address_cannot_try_many_accounts()
    {
        var clock = new FakeClock();
        var throttle = new SignInThrottle(clock);
        for (var i = 0; i < SignInThrottle.PerAddress; i++)
        {
            Assert.Null(throttle.Enter($"account {i}", "192.0.2.1"));
        }

        Assert.Equal(SignInThrottle.Window, throttle.Enter("another", "192.0.2.1"));
        Assert.Null(throttle.Enter("another", "192.0.2.2"));
        clock.Advance(SignInThrottle.Window);
        Assert.Null(throttle.Enter("another", "192.0.2.1"));
    }

    [Fact]
    public async Task Attempts_made_at_once_cannot_outrun_the_count()
    {
        var throttle = new SignInThrottle(new FakeClock());
        var attempts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => throttle.Enter("a", "192.0.2.1"))));
        Assert.Equal(SignInThrottle.PerAccount, attempts.Count(wait => wait is null));
    }

    [Fact]
    public void Memory_stays_bounded_under_a_flood_of_made_up_accounts()
    {
        var throttle = new SignInThrottle(new FakeClock());
        for (var i = 0; i < 50_000; i++)
        {
            throttle.Enter($"account {i}", $"address {i}");
        }

        Assert.InRange(throttle.Remembered, 1, 20_001);
    }
}
