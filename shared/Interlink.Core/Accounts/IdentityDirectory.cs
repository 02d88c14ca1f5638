using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Accounts;

/// <summary>Which accounts an identity may have, across tenants. Only a hint: the account itself says which identities are its person,
/// so that a right taken away there is gone at once.</summary>
public sealed class IdentityDirectory(IDocuments documents)
{
    private const string Kind = "identity";

    /// <summary>The accounts to look at, in the order in which they were taken up.</summary>
    public async Task<IReadOnlyList<Membership>> Find(SignInIdentity identity, CancellationToken cancellation) =>
        (await documents.Find<Known>(In(identity), Kind, identity.Key, cancellation))?.Body.Memberships ?? [];

    /// <summary>Adds an account; nothing happens when it is there already.</summary>
    /// <exception cref="TransientException">Others kept changing the same entry.</exception>
    public async Task Add(SignInIdentity identity, Membership membership, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var known = await documents.Find<Known>(In(identity), Kind, identity.Key, cancellation);
            if (known?.Body.Memberships.Contains(membership) is true)
            {
                return;
            }

            var changed = new Known([.. known?.Body.Memberships ?? [], membership]);
            var batch = known is null
                ? new Batch().Create(Kind, identity.Key, changed)
                : new Batch().Replace(Kind, identity.Key, changed, known.Revision);
            if ((await documents.Commit(In(identity), batch, cancellation)).Committed)
            {
                return;
            }
        }

        throw new TransientException("The identity's entry keeps changing.");
    }

    /// <summary>Forgets an identity's account in a tenant; nothing happens when it is not there.</summary>
    /// <exception cref="TransientException">Others kept changing the same entry.</exception>
    public async Task Remove(SignInIdentity identity, TenantId tenant, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await documents.Find<Known>(In(identity), Kind, identity.Key, cancellation) is not { } known
                || known.Body.Memberships.All(m => m.Tenant != tenant))
            {
                return;
            }

            var left = known.Body.Memberships.Where(m => m.Tenant != tenant).ToList();
            var batch = left.Count == 0
                ? new Batch().Remove(Kind, identity.Key, known.Revision)
                : new Batch().Replace(Kind, identity.Key, new Known(left), known.Revision);
            if ((await documents.Commit(In(identity), batch, cancellation)).Committed)
            {
                return;
            }
        }

        throw new TransientException("The identity's entry keeps changing.");
    }

    // Spread over 256 partitions: every request of every tenant reads here.
    private static Partition In(SignInIdentity identity) => Partition.Of(TenantDirectory.Platform, $"identities-{identity.Key[..2]}");

    private sealed record Known(IReadOnlyList<Membership> Memberships);
}
