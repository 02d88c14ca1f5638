using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>The account with which a new tenant begins: an administrator who has yet to choose address and password.</summary>
public sealed class FirstAdministrator(IDocuments documents, AccountStore accounts, WelcomeLinks links, IIds ids, TimeProvider clock)
{
    private const string Kind = "account-first";
    private const string Id = "administrator";

    /// <summary>Makes the account if there is none, and a fresh one-time link while it has no password.</summary>
    /// <returns>The token of the link; null once the administrator has a password.</returns>
    public async Task<string?> IssueLink(TenantId tenant, CancellationToken cancellation)
    {
        var first = await documents.Find<First>(AccountStore.In(tenant), Kind, Id, cancellation);
        var subject = first?.Body.Subject ?? await Create(tenant, cancellation);
        var account = await accounts.Find(tenant, subject, cancellation);
        return account?.Body.Accepted is not true ? await links.Issue(tenant, subject, cancellation) : null;
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
        await accounts.Create(tenant, account, cancellation);
        await documents.Commit(AccountStore.In(tenant), new Batch().Create(Kind, Id, new First(account.Subject)), cancellation);
        return account.Subject;
    }

    private sealed record First(string Subject);
}
