using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Local.Accounts;

/// <summary>Tells the audit of a tenant that somebody tried to sign in and was refused.</summary>
public sealed class RefusedSignIns(AccountStore accounts, TenantDirectory tenants, AccountEvents events)
{
    /// <summary>Tells of one. Where there is no tenant, or no longer one, attempts leave nothing behind.</summary>
    /// <param name="subject">Whose account was meant; null when there is none.</param>
    /// <param name="reason">See <see cref="SignInRefused"/>.</param>
    public async Task Tell(TenantId tenant, string? subject, string reason, CancellationToken cancellation)
    {
        if (await tenants.Lives(tenant, cancellation))
        {
            await accounts.Tell(tenant, events.Refused(subject, reason), cancellation);
        }
    }
}
