using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.People;

/// <summary>Who administers a tenant. Sees to it that somebody always does, also when two administrators are taken away at the same moment.</summary>
public sealed class TenantAdministrators(AccountStore accounts, IDocuments documents)
{
    private const string GuardKind = "account-administrators";
    private const string GuardId = "guard";

    /// <summary>Adds to the batch that changes an account what makes sure that an administrator is left; nothing when the account stays one, or never was one who can act.</summary>
    /// <param name="batch">Of the accounts' partition. It fails when another administrator is taken away meanwhile; decide anew then.</param>
    /// <returns>Nothing, or <see cref="LastAdministrator"/>.</returns>
    public async Task<Outcome<Unit>> Keep(TenantId tenant, Account before, Account after, Batch batch, CancellationToken cancellation)
    {
        if (!Acts(before) || Acts(after))
        {
            return Unit.Value;
        }

        // The guard first: whoever takes another one away after it was read makes this batch fail.
        var guard = await documents.Find<Guard>(AccountStore.In(tenant), GuardKind, GuardId, cancellation);
        var acting = await Acting(tenant, new PageRequest(2, null), cancellation);
        if (acting.Items.All(other => other.Id == before.Subject))
        {
            return new LastAdministrator();
        }

        _ = guard is null
            ? batch.Create(GuardKind, GuardId, new Guard(1))
            : batch.Replace(GuardKind, GuardId, new Guard(guard.Body.Taken + 1), guard.Revision);
        return Unit.Value;
    }

    /// <summary>Whether the tenant would be left without anybody to administer it.</summary>
    public async Task<bool> IsOnlyOne(TenantId tenant, string subject, CancellationToken cancellation) =>
        (await Acting(tenant, new PageRequest(2, null), cancellation)).Items is [var only] && only.Id == subject;

    /// <summary>Whether anybody can act as an administrator.</summary>
    public async Task<bool> HasAny(TenantId tenant, CancellationToken cancellation) =>
        (await Acting(tenant, new PageRequest(1, null), cancellation)).Items.Count > 0;

    /// <summary>Everybody who can act as an administrator, in the order in which their accounts were made.</summary>
    public async Task<IReadOnlyList<Account>> All(TenantId tenant, CancellationToken cancellation)
    {
        var found = new List<Account>();
        string? cursor = null;
        do
        {
            var page = await Acting(tenant, new PageRequest(PageRequest.MaxLimit, cursor), cancellation);
            found.AddRange(page.Items.Select(document => document.Body));
            cursor = page.Next;
        }
        while (cursor is not null);

        return [.. found.OrderBy(account => account.CreatedAt).ThenBy(account => account.Subject, StringComparer.Ordinal)];
    }

    private async Task<Page<Document<Account>>> Acting(TenantId tenant, PageRequest page, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>>
            {
                [AccountFacets.Role] = [AccountFacets.Word(TenantRole.Administrator)],
                [AccountFacets.State] = [AccountFacets.Word(PersonState.Active)],
            },
            Page = page,
        };
        return (await accounts.Search(tenant, query, cancellation)).Page;
    }

    private static bool Acts(Account account) => account.Standing() is PersonState.Active && account.Scopes.Contains(Scope.Administrator);

    /// <param name="Taken">How many times an administrator was taken away.</param>
    private sealed record Guard(int Taken);
}
