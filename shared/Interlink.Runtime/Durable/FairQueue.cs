namespace Interlink.Runtime.Durable;

/// <summary>
/// A queue that serves tenants in turn, so that one that floods it delays the others by one item each round. Not for two threads
/// at a time.
/// </summary>
internal sealed class FairQueue<T>
{
    /// <summary>Empty lanes are kept for tenants that come back, up to this many.</summary>
    private const int LanesKept = 256;

    private readonly Dictionary<string, Lane> _lanes = [];
    private readonly Dictionary<string, Lane>.AlternateLookup<ReadOnlySpan<char>> _byTenant;
    private readonly Queue<Lane> _round = new();

    public FairQueue() => _byTenant = _lanes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many items wait.</summary>
    public int Count { get; private set; }

    /// <summary>The tenant of an instance: its id up to the first colon; ids without one share a lane.</summary>
    public static ReadOnlySpan<char> TenantOf(string instance) =>
        instance.AsSpan(0, Math.Max(0, instance.IndexOf(':', StringComparison.Ordinal)));

    /// <summary>The time given with the item that waits longest; null when none does.</summary>
    public long? Oldest
    {
        get
        {
            long? oldest = null;
            foreach (var lane in _round)
            {
                if (oldest is null || lane.Items.Peek().At < oldest) oldest = lane.Items.Peek().At;
            }

            return oldest;
        }
    }

    /// <summary>Adds an item of an orchestration's tenant, with the time it was queued.</summary>
    public void Enqueue(string instance, T item, long at = 0)
    {
        var tenant = TenantOf(instance);
        if (!_byTenant.TryGetValue(tenant, out var lane))
        {
            lane = new Lane(tenant.ToString());
            _lanes.Add(lane.Tenant, lane);
        }

        if (lane.Items.Count == 0) _round.Enqueue(lane);
        lane.Items.Enqueue((item, at));
        Count++;
    }

    public bool TryDequeue(out T item)
    {
        if (!_round.TryDequeue(out var lane))
        {
            item = default!;
            return false;
        }

        item = lane.Items.Dequeue().Item;
        Count--;
        if (lane.Items.Count > 0) _round.Enqueue(lane);
        else if (_lanes.Count > LanesKept) _lanes.Remove(lane.Tenant);
        return true;
    }

    private sealed class Lane(string tenant)
    {
        public string Tenant { get; } = tenant;

        public Queue<(T Item, long At)> Items { get; } = new();
    }
}
