using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>The account with which a new tenant begins: an administrator who has yet to choose address and password.</summary>
public sealed class FirstAdministrator(
    IDocuments documents, AccountStore accounts, TenantAdministrators administrators, WelcomeLinks links, IIds ids, TimeProvider clock)
{
    private const string Kind = "account-first";
    private const string Id = "administrator";

    /// <summary>Makes the account if there never was one, and a fresh one-time link while it waits for its person and nobody else administers the tenant.</summary>
    /// <returns>The token of the link; null where none is needed, or none would work.</returns>
    public async Task<string?> IssueLink(TenantId tenant, CancellationToken cancellation)
    {
        var first = await documents.Find<First>(AccountStore.In(tenant), Kind, Id, cancellation);
        var subject = first?.Body.Subject ?? await Create(tenant, cancellation);
        var account = await accounts.Find(tenant, subject, cancellation);
        return account?.Body is { Active: true, Accepted: false } && !await administrators.HasAny(tenant, cancellation)
            ? await links.Issue(tenant, subject, cancellation)
            : null;
    }

    private async Task<string> Create(TenantId tenant, CancellationToken cancellation)
    {
        var account = new Account
        {
            Subject = ids.New(),
            Name = "Administrator",
            Scopes = Account.ScopesOf(Scope.Administrator),
            Stamp = ids.New(),
            CreatedAt = clock.GetUtcNow(),
        };
        await accounts.Create(tenant, account, new Batch().Create(Kind, Id, new First(account.Subject)), cancellation);
        return account.Subject;
    }

    private sealed record First(string Subject);
}
