using Interlink.Core.Kernel;

namespace Interlink.Core.Accounts;

/// <summary>Finds out as whom an identity acts: reads the accounts as they are now, so that what was taken away is gone at the next request.</summary>
public sealed class ResolveCaller(IdentityDirectory identities, AccountStore accounts)
{
    /// <summary>The caller for an identity.</summary>
    /// <param name="asked">The tenant in which the person wants to act; null for the one joined first.</param>
    /// <returns>Null when the identity has no account there.</returns>
    public async Task<Caller?> Resolve(SignInIdentity identity, TenantId? asked, CancellationToken cancellation)
    {
        foreach (var (tenant, subject) in await identities.Find(identity, cancellation))
        {
            if ((asked is null || asked == tenant)
                && await accounts.Find(tenant, subject, cancellation) is { Body: var account }
                && account.Active && account.Identities.Contains(identity))
            {
                return new Caller(tenant, subject, account.Name, account.Scopes.ToHashSet(StringComparer.Ordinal));
            }
        }

        return null;
    }
}
