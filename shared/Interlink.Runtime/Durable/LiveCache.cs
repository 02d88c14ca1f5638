using System.Collections.Concurrent;

namespace Interlink.Runtime.Durable;

/// <summary>
/// Bounds how many idle orchestrations stay alive, by count and by estimated size. What was idle longest goes first; it comes
/// back from its history when something arrives for it.
/// </summary>
internal sealed class LiveCache(int atMost, long bytesAtMost)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Mailbox> _idle = new();
    private long _bytes;

    /// <summary>How many idle orchestrations are alive.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _idle.Count;
        }
    }

    /// <summary>An orchestration has become idle.</summary>
    public void Keep(Mailbox box)
    {
        lock (_gate)
        {
            if (box.Place is not null || box.Live is not { } live) return;
            box.KeptSize = live.Size;
            _bytes += box.KeptSize;
            box.Place = _idle.AddLast(box);
        }
    }

    /// <summary>An orchestration is about to take a turn.</summary>
    public void Use(Mailbox box)
    {
        lock (_gate) Remove(box);
    }

    /// <summary>Lets go of those that are too many.</summary>
    public void Shrink(ConcurrentDictionary<string, Mailbox> boxes)
    {
        while (Oldest() is { } box)
        {
            if (box.Evict() is { } live) live.Dispose();
            if (box.Close()) boxes.TryRemove(KeyValuePair.Create(box.Instance, box));
        }
    }

    private Mailbox? Oldest()
    {
        lock (_gate)
        {
            if (_idle.Count <= atMost && _bytes <= bytesAtMost) return null;
            var box = _idle.First?.Value;
            if (box is not null) Remove(box);
            return box;
        }
    }

    private void Remove(Mailbox box)
    {
        if (box.Place is not { } place) return;
        _idle.Remove(place);
        box.Place = null;
        _bytes -= box.KeptSize;
    }
}
