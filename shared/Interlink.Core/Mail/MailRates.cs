using System.Collections.Concurrent;
using Interlink.Core.Kernel;

namespace Interlink.Core.Mail;

/// <summary>How many mails may leave now: of each tenant, and of all together. Counted in this process.</summary>
public sealed class MailRates(MailOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<TenantId, Bucket> _tenants = new();
    private readonly Bucket _all = new(options.PerMinute, clock.GetUtcNow());

    /// <summary>Takes as many as there are, at most those wanted.</summary>
    public int Take(TenantId tenant, int wanted)
    {
        var now = clock.GetUtcNow();
        var own = _tenants.GetOrAdd(tenant, _ => new Bucket(options.TenantPerMinute, now));
        var granted = own.Take(wanted, now);
        var taken = _all.Take(granted, now);
        own.Give(granted - taken);
        return taken;
    }

    /// <summary>Gives back what was not used.</summary>
    public void Give(TenantId tenant, int unused)
    {
        _all.Give(unused);
        _tenants.GetValueOrDefault(tenant)?.Give(unused);
    }

    /// <summary>Holds what a minute admits, and fills up evenly. A bound of 0 is none.</summary>
    private sealed class Bucket(int perMinute, DateTimeOffset filled)
    {
        private readonly Lock _lock = new();
        private double _level = perMinute;
        private DateTimeOffset _filled = filled;

        public int Take(int wanted, DateTimeOffset now)
        {
            if (perMinute == 0)
            {
                return wanted;
            }

            lock (_lock)
            {
                _level = Math.Min(perMinute, _level + Math.Max(0, (now - _filled).TotalMinutes * perMinute));
                _filled = now;
                var taken = Math.Min(wanted, (int)(_level + 1e-6)); // Many small steps must fill it as one large one does.
                _level -= taken;
                return taken;
            }
        }

        public void Give(int unused)
        {
            lock (_lock)
            {
                _level = Math.Min(perMinute, _level + unused);
            }
        }
    }
}
