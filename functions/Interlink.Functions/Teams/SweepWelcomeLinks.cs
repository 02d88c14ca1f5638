using Interlink.Core.Accounts;
using Interlink.Core.Tenants;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Teams;

/// <summary>Removes the one-time links of invitations that nobody followed in time.</summary>
public sealed class SweepWelcomeLinks(WelcomeLinks links, TenantDirectory tenants)
{
    /// <summary>Goes through the links of every tenant, once a day.</summary>
    [Function("SweepWelcomeLinks")]
    public async Task Run([TimerTrigger("0 41 3 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            string? cursor = null;
            do
            {
                cursor = await links.Sweep(tenant.Id, cursor, cancellation);
            }
            while (cursor is not null);
        }
    }
}
