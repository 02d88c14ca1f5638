using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.People;

/// <summary>Sees to it that somebody always administers a tenant, also when two administrators are taken away at the same moment.</summary>
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
        var acting = await accounts.Search(tenant, new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>>
            {
                [AccountFacets.Role] = [AccountFacets.Word(TenantRole.Administrator)],
                [AccountFacets.State] = [AccountFacets.Word(PersonState.Active)],
            },
            Page = new PageRequest(2, null),
        }, cancellation);
        if (acting.Page.Items.All(other => other.Id == before.Subject))
        {
            return new LastAdministrator();
        }

        _ = guard is null
            ? batch.Create(GuardKind, GuardId, new Guard(1))
            : batch.Replace(GuardKind, GuardId, new Guard(guard.Body.Taken + 1), guard.Revision);
        return Unit.Value;
    }

    private static bool Acts(Account account) => account.Standing() is PersonState.Active && account.Scopes.Contains(Scope.Administrator);

    /// <param name="Taken">How many times an administrator was taken away.</param>
    private sealed record Guard(int Taken);
}
