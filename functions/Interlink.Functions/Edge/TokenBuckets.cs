using System.Collections.Concurrent;

namespace Interlink.Functions.Edge;

/// <summary>Counts requests by caller or address, in memory: a bucket holds a burst and fills up at a steady rate.</summary>
/// <param name="clock">The time.</param>
/// <param name="capacity">Most buckets that are kept; past it full ones go, and what is still too much shares one.</param>
public sealed class TokenBuckets(TimeProvider clock, int capacity = 50_000)
{
    private const string Shared = "";
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private long _swept;

    /// <summary>Takes one request out of a bucket.</summary>
    /// <param name="rate">Requests per second in the long run.</param>
    public Allowance Take(string name, int burst, double rate)
    {
        var now = clock.GetTimestamp();
        if (_buckets.Count >= capacity && !_buckets.ContainsKey(name))
        {
            Sweep(now);
            name = _buckets.Count >= capacity ? Shared : name;
        }

        return _buckets.GetOrAdd(name, _ => new Bucket(burst, now)).Take(now, clock, burst, rate);
    }

    private void Sweep(long now)
    {
        var last = Interlocked.Read(ref _swept);
        if (last != 0 && clock.GetElapsedTime(last, now) < TimeSpan.FromSeconds(1))
        {
            return;
        }

        Interlocked.Exchange(ref _swept, now);
        foreach (var (name, bucket) in _buckets)
        {
            if (bucket.IsFull(now, clock))
            {
                _buckets.TryRemove(name, out _);
            }
        }
    }

    private sealed class Bucket(int burst, long now)
    {
        private readonly Lock _gate = new();
        private double _tokens = burst;
        private long _filled = now;
        private int _burst = burst;
        private double _rate;

        public Allowance Take(long at, TimeProvider clock, int most, double perSecond)
        {
            lock (_gate)
            {
                (_burst, _rate) = (most, perSecond);
                Fill(at, clock);
                if (_tokens < 1)
                {
                    return new Allowance(false, 0, TimeSpan.FromSeconds((1 - _tokens) / perSecond));
                }

                _tokens--;
                return new Allowance(true, (int)_tokens, TimeSpan.FromSeconds((most - _tokens) / perSecond));
            }
        }

        public bool IsFull(long at, TimeProvider clock)
        {
            lock (_gate)
            {
                Fill(at, clock);
                return _tokens >= _burst;
            }
        }

        private void Fill(long at, TimeProvider clock)
        {
            if (at > _filled)
            {
                _tokens = Math.Min(_burst, _tokens + (clock.GetElapsedTime(_filled, at).TotalSeconds * _rate));
                _filled = at;
            }
        }
    }
}

/// <summary>What a bucket allows.</summary>
/// <param name="Granted">Whether the request may go on.</param>
/// <param name="Remaining">How many more may follow at once.</param>
/// <param name="Wait">Until the next one may come when it was not granted; until the bucket is full when it was.</param>
public readonly record struct Allowance(bool Granted, int Remaining, TimeSpan Wait);
