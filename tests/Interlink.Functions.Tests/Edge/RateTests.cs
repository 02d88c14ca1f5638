using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Functions.Edge;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Edge;

public sealed class RateTests
{
    [Fact]
    public async Task Past_the_burst_a_caller_is_told_to_wait_and_may_go_on_afterwards()
    {
        await using var host = await EdgeHost.Start(options => (options.CallerBurst, options.CallerRate) = (3, 0.5));
        for (var left = 2; left >= 0; left--)
        {
            using var granted = await host.Get("/api/planted/member");
            Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
            Assert.StartsWith($"\"default\";r={left};", granted.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
            Assert.Equal("\"default\";q=3;w=6", granted.Headers.GetValues("RateLimit-Policy").Single());
        }

        using var refused = await host.Get("/api/planted/member");
        await Problems.Of(refused, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("\"default\";r=0;t=2", refused.Headers.GetValues("RateLimit").Single());
        using var other = await host.Get("/api/planted/member", EdgeHost.Principal("subject-two"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        using var later = await host.Get("/api/planted/member");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_counted_by_address_also_when_refused()
    {
        await using var host = await EdgeHost.Start(options => (options.AnonymousBurst, options.AnonymousRate) = (2, 0.1));
        using var one = await host.Get("/api/planted/member", "");
        using var two = await host.Get("/api/planted/member", "%%%");
        Assert.Equal(HttpStatusCode.Unauthorized, two.StatusCode);
        using var three = await host.Get("/api/planted/who", "", ("X-Forwarded-For", "198.51.100.7"));
        await Problems.Of(three, HttpStatusCode.TooManyRequests, "too-many-requests");
        using var signedIn = await host.Get("/api/planted/member");
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_the_address_is_the_one_that_the_proxy_heard()
    {
        await using var host = await EdgeHost.Start(options => (options.AnonymousBurst, options.AnonymousRate, options.ForwardedHops) = (1, 0.1, 1));
        using var one = await host.Get("/api/planted/who", "", ("X-Forwarded-For", "192.0.2.9, 198.51.100.7:4711"));
        Assert.Equal(HttpStatusCode.OK, one.StatusCode);
        using var same = await host.Get("/api/planted/who", "", ("X-Forwarded-For", "203.0.113.1, 198.51.100.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, same.StatusCode);
        using var other = await host.Get("/api/planted/who", "", ("X-Forwarded-For", "198.51.100.8"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public void However_requests_come_no_more_pass_than_burst_and_rate_allow() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<PositiveInt>().Select(i => i.Get % 2000).NonEmptyListOf().ToArbitrary(),
            Gen.Choose(1, 20).ToArbitrary(),
            (gaps, burst) =>
            {
                var clock = new FakeClock();
                var buckets = new TokenBuckets(clock);
                var (granted, passed) = (0, 0);
                foreach (var gap in gaps)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(gap));
                    passed += gap;
                    granted += buckets.Take("a", burst, 2).Granted ? 1 : 0;
                }

                return granted <= burst + (passed * 2 / 1000.0) + 0.001;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Memory_stays_bounded_and_newcomers_share_what_is_left()
    {
        var clock = new FakeClock();
        var buckets = new TokenBuckets(clock, capacity: 10);
        for (var i = 0; i < 10; i++)
        {
            Assert.True(buckets.Take($"a{i}", 2, 1).Granted);
        }

        Assert.True(buckets.Take("b", 2, 1).Granted);
        Assert.True(buckets.Take("c", 2, 1).Granted);
        Assert.False(buckets.Take("d", 2, 1).Granted);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, buckets.Take("d", 2, 1).Remaining);
    }
}
