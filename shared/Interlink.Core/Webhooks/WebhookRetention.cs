using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Core.Webhooks;

/// <summary>Messages with their particulars, and how they were taken, go after a time.</summary>
public sealed class WebhookRetention(WebhookStore store, WebhookLog log) : IRetained
{
    /// <summary>After Svix: ninety days, or fewer.</summary>
    public static RetentionRule Kept { get; } = new("webhook-messages", 90, 1, 90, "Messages to partners can be looked up and sent again for a time, so that what a partner missed can be made good.");

    public RetentionRule Rule => Kept;

    /// <summary>Removes messages of events before a time.</summary>
    public async Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var endpoint in await store.Ids(tenant, cancellation))
        {
            removed += removed < limit ? await log.Sweep(tenant, endpoint, before, limit - removed, cancellation) : 0;
        }

        return removed;
    }
}
