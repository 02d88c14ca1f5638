using Interlink.Core.Kernel;

namespace Interlink.Core.Webhooks;

/// <summary>How many attempts are under way in this process: fewer than it has activities, so that everything else goes on however many partners are slow; and of each tenant a part of
/// that. Kept in memory. Safe for several threads.</summary>
public sealed class DeliverySlots
{
    /// <summary>Attempts under way at once, of all tenants. The host runs a hundred activities (<c>maxConcurrentActivityFunctions</c>).</summary>
    public const int Overall = 64;

    /// <summary>Attempts of one tenant under way at once, or in place and waiting for their turn: twice what one quick endpoint takes, so that it need not fall back on timers.</summary>
    public const int PerTenant = Overall / 2;

    /// <summary>Nobody waits longer than this before asking again.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_apart = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Share> _shares = [];
    private int _underWay;

    /// <summary>Takes a slot.</summary>
    /// <returns>Null when it is taken, <see cref="Free"/> afterwards; else when to ask again: those of a tenant one after the other, so that they do not all come back at once.</returns>
    public DateTimeOffset? TryTake(TenantId tenant, DateTimeOffset now)
    {
        lock (_gate)
        {
            var share = _shares.GetValueOrDefault(tenant);
            if (_underWay < Overall && share.UnderWay < PerTenant)
            {
                _underWay++;
                _shares[tenant] = share with { UnderWay = share.UnderWay + 1 };
                return null;
            }

            var (next, latest) = (share.Next + s_apart, now + LongestWait);
            next = next < now + s_firstWait ? now + s_firstWait : next > latest ? latest : next;
            _shares[tenant] = share with { Next = next };
            return next;
        }
    }

    /// <summary>Gives a slot back.</summary>
    public void Free(TenantId tenant)
    {
        lock (_gate)
        {
            _underWay--;
            var share = _shares[tenant];
            if (share.UnderWay == 1)
            {
                _shares.Remove(tenant);
            }
            else
            {
                _shares[tenant] = share with { UnderWay = share.UnderWay - 1 };
            }
        }
    }

    private readonly record struct Share(int UnderWay, DateTimeOffset Next);
}
