using System.Collections.Concurrent;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;

namespace Interlink.Functions.Webhooks;

/// <summary>The lanes of all endpoints in this process. One that is slow or gone waits by itself; one tenant cannot take every place.</summary>
public sealed class WebhookLanes(TimeProvider clock)
{
    private const int MostLanes = 10_000;

    private static readonly TimeSpan s_inPlace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<(TenantId, string), EndpointLane> _lanes = new();
    private readonly DeliverySlots _slots = new();

    /// <summary>Enters the lane of an endpoint; waits for its turn when that is near.</summary>
    /// <param name="reserved">The turn that was given out before; null for none.</param>
    /// <returns>The place, which is given back by disposing it; or when to come again.</returns>
    public async Task<LaneEntry> Enter(TenantId tenant, WebhookEndpoint endpoint, DateTimeOffset? reserved, CancellationToken cancellation)
    {
        if (_slots.TryTake(tenant, clock.GetUtcNow()) is { } later)
        {
            return new LaneEntry(null, later, reserved);
        }

        var lane = LaneOf(tenant, endpoint.Id);
        var entered = false;
        try
        {
            while (lane.TryEnter(clock.GetUtcNow(), endpoint.PerSecond, reserved) is { } turn)
            {
                reserved = turn.Taken ? turn.At : null;
                var wait = turn.At - clock.GetUtcNow();
                if (wait > s_inPlace)
                {
                    return new LaneEntry(null, turn.At, reserved);
                }

                await Task.Delay(wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1), clock, cancellation);
            }

            entered = true;
            return new LaneEntry(new LanePlace(this, tenant, lane), default, null);
        }
        finally
        {
            if (!entered)
            {
                Leave(tenant);
            }
        }
    }

    /// <summary>Begins anew with an endpoint that has proved that it takes messages, whatever it did before.</summary>
    public void Forget(TenantId tenant, string endpoint) => _lanes.TryRemove((tenant, endpoint), out _);

    internal void Leave(TenantId tenant) => _slots.Free(tenant);

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

/// <summary>An answer to who wants to enter a lane.</summary>
/// <param name="Place">The place; null when it is not this message's turn.</param>
/// <param name="Later">When to come again, UTC; means nothing with a place.</param>
/// <param name="Reserved">What to say then; null when no place is kept.</param>
public sealed record LaneEntry(LanePlace? Place, DateTimeOffset Later, DateTimeOffset? Reserved);

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
