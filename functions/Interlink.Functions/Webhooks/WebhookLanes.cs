using System.Collections.Concurrent;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;

namespace Interlink.Functions.Webhooks;

/// <summary>The lanes of all endpoints in this process. One that is slow or gone waits by itself; one tenant cannot take every place.</summary>
public sealed class WebhookLanes(TimeProvider clock)
{
    /// <summary>Attempts that one tenant may have under way at once in this process.</summary>
    public const int PerTenant = 64;

    private const int MostLanes = 10_000;

    private static readonly TimeSpan s_inPlace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<(TenantId, string), EndpointLane> _lanes = new();
    private readonly ConcurrentDictionary<TenantId, int> _tenants = new();

    /// <summary>Enters the lane of an endpoint; waits for its turn when that is near.</summary>
    /// <param name="reserved">The turn that was given out before; null for the first time.</param>
    /// <returns>The place, which is given back by disposing it; or when to come again.</returns>
    public async Task<(LanePlace? Place, DateTimeOffset Later)> Enter(TenantId tenant, WebhookEndpoint endpoint, DateTimeOffset? reserved, CancellationToken cancellation)
    {
        if (_tenants.AddOrUpdate(tenant, 1, (_, count) => count + 1) > PerTenant)
        {
            Leave(tenant);
            return (null, clock.GetUtcNow() + TimeSpan.FromMilliseconds(500 + Random.Shared.Next(1_000)));
        }

        var lane = LaneOf(tenant, endpoint.Id);
        var entered = false;
        try
        {
            while (lane.TryEnter(clock.GetUtcNow(), endpoint.RateLimit, reserved) is { } turn)
            {
                var wait = turn - clock.GetUtcNow();
                if (wait > s_inPlace)
                {
                    return (null, turn);
                }

                reserved = turn;
                await Task.Delay(wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1), clock, cancellation);
            }

            entered = true;
            return (new LanePlace(this, tenant, lane), default);
        }
        finally
        {
            if (!entered)
            {
                Leave(tenant);
            }
        }
    }

    internal void Leave(TenantId tenant) => _tenants.AddOrUpdate(tenant, 0, (_, count) => count - 1);

    private EndpointLane LaneOf(TenantId tenant, string endpoint)
    {
        if (_lanes.Count > MostLanes)
        {
            foreach (var (key, lane) in _lanes.Where(l => l.Value.IsIdle(clock.GetUtcNow(), s_idle)))
            {
                _lanes.TryRemove(new KeyValuePair<(TenantId, string), EndpointLane>(key, lane));
            }
        }

        return _lanes.GetOrAdd((tenant, endpoint), _ => new EndpointLane());
    }
}

/// <summary>A place in the lane of an endpoint.</summary>
public sealed class LanePlace(WebhookLanes lanes, TenantId tenant, EndpointLane lane) : IDisposable
{
    private bool _told;

    /// <summary>Says what came of the attempt.</summary>
    public void Tell(DateTimeOffset now, AttemptVerdict verdict, TimeSpan duration)
    {
        _told = true;
        lane.Leave(now, verdict, duration);
    }

    public void Dispose()
    {
        if (!_told)
        {
            lane.Withdraw();
        }

        lanes.Leave(tenant);
    }
}
