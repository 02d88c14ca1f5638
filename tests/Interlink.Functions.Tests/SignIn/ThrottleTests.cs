using System.Net;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Interlink.Functions.Tests.Accounts;
using Interlink.Functions.Tests.Hosting;
using Interlink.Local.Accounts;
using Interlink.Storage.Local;
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
    public async Task A_restart_forgives_nobody()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member");
        using var browser = host.Anonymous();
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
        {
            (await browser.PostJson("/.auth/login/local", SignInTests.Credentials("member", "wrong"))).Dispose();
        }

        await host.StartAgain();
        using var refused = await host.Anonymous().PostJson("/.auth/login/local", SignInTests.Credentials("member"));
        await refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
    }

    [Fact]
    public async Task A_success_starts_the_account_afresh_and_does_not_count_for_the_address()
    {
        await using var world = await Kept.Begin();
        for (var round = 0; round < SignInThrottle.PerNetwork * 2; round++)
        {
            Assert.Null(await world.Enter("a", "192.0.2.1"));
            await world.Forgive("a", "192.0.2.1");
        }
    }

    [Fact]
    public async Task Failures_from_one_network_keep_nobody_out_who_comes_from_another()
    {
        await using var world = await Kept.Begin();
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
        {
            Assert.Null(await world.Enter("a", "192.0.2.1"));
        }

        Assert.NotNull(await world.Enter("a", "192.0.2.1"));
        Assert.Null(await world.Enter("a", "192.0.2.2"));
    }

    [Fact]
    public async Task Many_networks_together_cannot_guess_without_end_also_when_the_person_signs_in_meanwhile()
    {
        await using var world = await Kept.Begin();
        for (var i = 0; i < SignInThrottle.PerAccountFromEverywhere; i++)
        {
            Assert.Null(await world.Enter("a", $"192.0.2.{i}"));
            if (i < SignInThrottle.PerAccountFromEverywhere - 1)
            {
                await world.Enter("a", "198.51.100.1");
                await world.Forgive("a", "198.51.100.1");
            }
        }

        Assert.Equal(SignInThrottle.Window, await world.Enter("a", "203.0.113.1"));
        Assert.Null(await world.Enter("b", "203.0.113.1"));
    }

    [Fact]
    public async Task What_only_the_person_gets_anything_from_is_counted_wherever_it_comes_from()
    {
        await using var world = await Kept.Begin();
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
        {
            Assert.Null(await world.Throttle.Enter(Attempt.Inside("code a", $"192.0.2.{i}"), Kept.Cancellation));
        }

        Assert.NotNull(await world.Throttle.Enter(Attempt.Inside("code a", "203.0.113.1"), Kept.Cancellation));
        Assert.Null(await world.Enter("a", "203.0.113.1"));
    }

    [Fact]
    public async Task Strangers_cannot_keep_a_person_who_is_signed_in_from_proving_who_it_is()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var browser = host.Anonymous();
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
        {
            (await browser.PostJson("/.auth/login/local", SignInTests.Credentials("member", "wrong"))).Dispose();
        }

        using var changed = await member.PostJson("/.auth/password", new { current = People.Password, password = "nine slower storks" });
        await changed.Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_wrong_password_of_somebody_who_is_signed_in_is_counted_and_told_as_that_persons()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
        {
            using var wrong = await member.PostJson("/.auth/second-factor", new { password = "wrong" });
            await wrong.ExpectProblem(HttpStatusCode.Forbidden, "wrong-password");
        }

        using var refused = await member.PostJson("/.auth/second-factor", new { password = People.Password });
        await refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-attempts");
        var told = await AccountWorld.Told(host, "account.proof_refused");
        Assert.Equal(SignInThrottle.PerAccount, told.Count);
        Assert.All(told, e => Assert.Equal((member.Subject, "password"), (e.Actor, e.Data.GetProperty("reason").GetString())));
        Assert.Empty(await AccountWorld.Told(host, "account.sign_in_refused"));
    }

    [Fact]
    public async Task One_address_cannot_try_many_accounts()
    {
        await using var world = await Kept.Begin();
        for (var i = 0; i < SignInThrottle.PerNetwork; i++)
        {
            Assert.Null(await world.Enter($"account {i}", "192.0.2.1"));
        }

        Assert.Equal(SignInThrottle.Window, await world.Enter("another", "192.0.2.1"));
        Assert.Null(await world.Enter("another", "192.0.2.2"));
        world.Clock.Advance(SignInThrottle.Window);
        Assert.Null(await world.Enter("another", "192.0.2.1"));
    }

    [Fact]
    public async Task Attempts_made_at_once_cannot_outrun_the_count()
    {
        await using var world = await Kept.Begin();
        var attempts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => world.Enter("a", "192.0.2.1"))));
        Assert.Equal(SignInThrottle.PerAccount, attempts.Count(wait => wait is null));
    }

    [Fact]
    public async Task What_made_up_accounts_leave_behind_is_swept_away_when_it_no_longer_counts()
    {
        await using var world = await Kept.Begin();
        for (var i = 0; i < 200; i++)
        {
            await world.Enter($"account {i}", $"address {i}");
        }

        world.Clock.Advance(SignInThrottle.Window);
        for (var i = 0; i < 20; i++)
        {
            await world.Enter($"other account {i}", $"other address {i}");
        }

        var left = await world.Documents.List<object>(
            Partition.Of(TenantDirectory.Platform, "sign-in"), "attempts", new ListOptions(Limit: 1000), Kept.Cancellation);
        Assert.InRange(left.Items.Count, 1, 100);
    }

    private sealed class Kept : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder;
        private readonly LocalStorage _storage;

        private Kept(TemporaryFolder folder, LocalStorage storage, FakeClock clock) =>
            (_folder, _storage, Clock, Throttle) = (folder, storage, clock, new SignInThrottle(storage.Documents, clock));

        public static async Task<Kept> Begin()
        {
            var (folder, clock) = (new TemporaryFolder(), new FakeClock());
            return new Kept(folder, await LocalStorage.Open(new LocalStorageOptions { Folder = folder.Path, Durability = Durability.ProcessLoss }, clock), clock);
        }

        public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

        public FakeClock Clock { get; }

        public IDocuments Documents => _storage.Documents;

        public SignInThrottle Throttle { get; }

        public Task<TimeSpan?> Enter(string account, string network) => Throttle.Enter(Attempt.ByAnybody(account, network), Cancellation);

        public Task Forgive(string account, string network) => Throttle.Forgive(Attempt.ByAnybody(account, network), Cancellation);

        public async ValueTask DisposeAsync()
        {
            Throttle.Dispose();
            await _storage.DisposeAsync();
            _folder.Dispose();
        }
    }
}
