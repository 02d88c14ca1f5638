using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Tenants;

namespace Interlink.Core.Mail;

/// <summary>Forgets what failed mails say, once nobody can have them sent again; and, in the tenant's own time, that there were mails at all.</summary>
public sealed class MailHousekeeping(MailStore store, WaitingTenants waiting, TenantDirectory tenants, TimeProvider clock) : IRetained
{
    /// <summary>How long it is remembered to whom which mail went. An id cannot be used again for so long.</summary>
    public RetentionRule Rule { get; } = new(
        "mails", 30, 7, 180, "To answer whether and when somebody was written to, and to find out why a mail did not arrive.");

    /// <summary>Goes through all tenants. Also finds those with mails to send that nobody noticed.</summary>
    /// <param name="atMost">After this time no further tenant is begun.</param>
    public async Task Run(TimeSpan atMost, CancellationToken cancellation)
    {
        var began = clock.GetUtcNow();
        await foreach (var tenant in tenants.All(cancellation))
        {
            while (await Empty(tenant.Id, cancellation) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (var urgency in Enum.GetValues<MailUrgency>())
            {
                if ((await store.Waiting(tenant.Id, (int)urgency, cancellation)).Count > 0)
                {
                    await waiting.Notice(tenant.Id, cancellation);
                }
            }

            if (clock.GetUtcNow() - began > atMost)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var old = await store.Due(tenant, MailRecord.Remembered, before, Math.Clamp(limit, 1, MailStore.MaxTogether), cancellation);
        await store.Remove(tenant, old, cancellation);
        return old.Count;
    }

    private async Task<int> Empty(TenantId tenant, CancellationToken cancellation)
    {
        var due = await store.Due(tenant, MailRecord.Emptying, clock.GetUtcNow(), MailStore.MaxTogether, cancellation);
        await store.ReplaceAll(tenant, due, mail => mail.Emptied(), cancellation);
        return due.Count;
    }
}
