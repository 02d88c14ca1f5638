using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Core.Mail;

/// <summary>Forgets what is kept no longer: what failed mails say, and then that there were mails at all.</summary>
public sealed class MailHousekeeping(MailStore store, WaitingTenants waiting, TenantDirectory tenants, MailOptions options, TimeProvider clock)
{
    /// <summary>Goes through all tenants. Also finds tenants with mails to send that nobody noticed.</summary>
    /// <param name="atMost">After this time no further tenant is begun.</param>
    public async Task Run(TimeSpan atMost, CancellationToken cancellation)
    {
        var began = clock.GetUtcNow();
        await foreach (var tenant in tenants.All(cancellation))
        {
            while (await Forget(tenant.Id, cancellation))
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

    private async Task<bool> Forget(TenantId tenant, CancellationToken cancellation)
    {
        var due = await store.Due(tenant, MailRecord.Housekeeping, clock.GetUtcNow(), MailStore.MaxTogether, cancellation);
        await store.Remove(tenant, [.. due.Where(mail => mail.Body.Values is null)], cancellation);
        await store.ReplaceAll(
            tenant, [.. due.Where(mail => mail.Body.Values is not null)], mail => mail.Emptied((mail.EndedAt ?? clock.GetUtcNow()) + options.Keep), cancellation);
        return due.Count > 0;
    }
}
