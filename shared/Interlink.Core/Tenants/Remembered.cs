using System.Collections.Concurrent;

namespace Interlink.Core.Tenants;

/// <summary>Answers that every request needs and that seldom change, kept for some seconds. What this process itself changes it forgets at once;
/// what another instance changes shows when the time is over.</summary>
internal sealed class Remembered<TKey, TValue>(TimeProvider clock, TimeSpan time, int most)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset Until)> _known = [];
    private long _generation;

    /// <summary>The answer, as it was at most <c>time</c> ago.</summary>
    public async Task<TValue> Get(TKey key, Func<Task<TValue>> read)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(key, out var known) && known.Until > now && known.Until <= now + time)
        {
            return known.Value;
        }

        var generation = Interlocked.Read(ref _generation);
        var value = await read();
        if (_known.Count >= most)
        {
            _known.Clear();
        }

        _known[key] = (value, now + time);
        if (generation != Interlocked.Read(ref _generation))
        {
            _known.TryRemove(key, out _); // Something changed while it was read.
        }

        return value;
    }

    /// <summary>Forgets everything.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _known.Clear();
    }
}
