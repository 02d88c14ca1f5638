using Interlink.Core.Accounts;
using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>A tenant as it was provisioned.</summary>
/// <param name="Done">What changed.</param>
/// <param name="Administrator">The account of the administrator who was named.</param>
/// <param name="Token">Token of the one-time link, when one was made just now.</param>
/// <param name="GoodUntil">Until when the administrator's newest link is good; null when there is none.</param>
public sealed record ProvisionedTenant(Provisioning Done, Tenant Tenant, Account Administrator, string? Token, DateTimeOffset? GoodUntil);

/// <summary>Brings a tenant into being, or to the description that is asked for. Needs no deployment, takes two commits, is safe to repeat:
/// whatever an interrupted run left out, the next one adds, and nothing twice.</summary>
public sealed class ProvisionTenant(TenantDirectory directory, AccountStore accounts, Invitations invitations, WelcomeLinks links)
{
    /// <summary>Provisions a tenant with its first administrator.</summary>
    /// <remarks>A link is made only when the administrator has none that is good: repeating does not spoil one that was sent already.</remarks>
    /// <returns>What came of it; <see cref="TenantReserved"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<ProvisionedTenant>> Provision(Tenant tenant, EmailAddress administrator, CancellationToken cancellation)
    {
        if (tenant.Id == TenantDirectory.Platform)
        {
            return new TenantReserved(tenant.Id);
        }

        var done = await directory.Provision(tenant, cancellation);
        var account = await done.Then(_ => invitations.Ensure(tenant.Id, administrator, Scope.Administrator, cancellation));
        if (!account.Succeeded)
        {
            return account.Error;
        }

        var goodUntil = await links.GoodUntil(tenant.Id, account.Value.Subject, cancellation);
        var token = account.Value.Accepted || goodUntil is not null ? null : await links.Issue(tenant.Id, account.Value.Subject, cancellation);
        return new ProvisionedTenant(
            done.Value, tenant, account.Value, token, token is null ? goodUntil : await links.GoodUntil(tenant.Id, account.Value.Subject, cancellation));
    }

    /// <summary>Makes a new one-time link for an administrator who lost the first; earlier ones stop working.</summary>
    /// <returns>The tenant with the token; <see cref="TenantNotFound"/>, also for an address without an administrator's account, or
    /// <see cref="AdministratorAccepted"/>.</returns>
    public async Task<Outcome<ProvisionedTenant>> WelcomeAgain(TenantId id, EmailAddress administrator, CancellationToken cancellation)
    {
        if (await directory.Find(id, cancellation) is not { } tenant
            || await accounts.FindByEmail(id, administrator, cancellation) is not { Body: var account }
            || !account.Scopes.Contains(Scope.Administrator))
        {
            return new TenantNotFound(id.Value);
        }

        if (account.Accepted)
        {
            return new AdministratorAccepted();
        }

        var token = await links.Issue(id, account.Subject, cancellation);
        return new ProvisionedTenant(Provisioning.Unchanged, tenant, account, token, await links.GoodUntil(id, account.Subject, cancellation));
    }
}
