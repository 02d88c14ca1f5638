namespace Interlink.Local.Accounts;

/// <summary>Counts failed sign-ins by account and by network address, and says how long to wait once there were too many.
/// Kept in memory.</summary>
public sealed class SignInThrottle(TimeProvider clock)
{
    /// <summary>Failures allowed for one account in a <see cref="Window"/>, whether or not the account exists.</summary>
    public const int PerAccount = 5;

    /// <summary>Failures allowed from one network address in a <see cref="Window"/>.</summary>
    public const int PerAddress = 30;

    /// <summary>How long a failure counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int MaxKeys = 20_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _attempts = new(StringComparer.Ordinal);

    /// <summary>How many accounts and addresses are remembered at the moment.</summary>
    public int Remembered
    {
        get
        {
            lock (_gate)
            {
                return _attempts.Count;
            }
        }
    }

    /// <summary>Counts an attempt as failed until <see cref="Forgive"/> takes it back, so that attempts made at once
    /// cannot outrun the count.</summary>
    /// <returns>How long to wait when there were too many, and nothing was counted; null when the attempt may be made.</returns>
    public TimeSpan? Enter(string account, string address)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var byAccount = Recent($"account:{account}", now);
            var byAddress = Recent($"address:{address}", now);
            var wait = Longer(Wait(byAccount, PerAccount, now), Wait(byAddress, PerAddress, now));
            if (wait is null)
            {
                byAccount.Enqueue(now);
                byAddress.Enqueue(now);
            }

            return wait;
        }
    }

    /// <summary>The attempt succeeded: the account starts afresh, and the address gets this attempt back.</summary>
    public void Forgive(string account, string address)
    {
        lock (_gate)
        {
            _attempts.Remove($"account:{account}");
            if (_attempts.TryGetValue($"address:{address}", out var attempts))
            {
                attempts.TryDequeue(out _);
            }
        }
    }

    private Queue<DateTimeOffset> Recent(string key, DateTimeOffset now)
    {
        if (_attempts.Count >= MaxKeys)
        {
            Sweep(now);
        }

        if (!_attempts.TryGetValue(key, out var attempts))
        {
            attempts = _attempts[key] = new Queue<DateTimeOffset>();
        }

        while (attempts.TryPeek(out var oldest) && oldest + Window <= now)
        {
            attempts.Dequeue();
        }

        return attempts;
    }

    // Drops what no longer counts; under a flood of made-up keys, everything: memory is bounded before all else.
    private void Sweep(DateTimeOffset now)
    {
        foreach (var key in _attempts.Where(a => !a.Value.Any(t => t + Window > now)).Select(a => a.Key).ToList())
        {
            _attempts.Remove(key);
        }

        if (_attempts.Count >= MaxKeys)
        {
            _attempts.Clear();
        }
    }

    private static TimeSpan? Wait(Queue<DateTimeOffset> attempts, int allowed, DateTimeOffset now) =>
        attempts.Count >= allowed ? attempts.Peek() + Window - now : null;

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;
}
