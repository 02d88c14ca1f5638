using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Accounts;

/// <summary>What is known of an identity, whatever account it has.</summary>
/// <param name="Memberships">The accounts to look at, in the order in which they were taken up.</param>
/// <param name="Assurance">What the provider said at the last sign-in about how sure it is; null when it said nothing.</param>
/// <param name="SignedInAt">When the platform last told of a sign-in, UTC; null when it never has.</param>
public sealed record KnownIdentity(IReadOnlyList<Membership> Memberships, LevelOfAssurance? Assurance = null, DateTimeOffset? SignedInAt = null);

/// <summary>Which accounts an identity may have, across tenants. Only a hint: the account itself says which identities are its person,
/// so that a right taken away there is gone at once.</summary>
public sealed class IdentityDirectory(IDocuments documents, TimeProvider clock)
{
    private const string Kind = "identity";
    private static readonly KnownIdentity Unknown = new([]);

    /// <summary>The accounts to look at, in the order in which they were taken up.</summary>
    public async Task<IReadOnlyList<Membership>> Find(SignInIdentity identity, CancellationToken cancellation) =>
        (await Describe(identity, cancellation)).Memberships;

    /// <summary>What is known of an identity.</summary>
    public async Task<KnownIdentity> Describe(SignInIdentity identity, CancellationToken cancellation) =>
        (await documents.Find<KnownIdentity>(In(identity), Kind, identity.Key, cancellation))?.Body ?? Unknown;

    /// <summary>Adds an account; nothing happens when it is there already.</summary>
    /// <exception cref="TransientException">Others kept changing the same entry.</exception>
    public Task Add(SignInIdentity identity, Membership membership, CancellationToken cancellation) => Change(
        identity,
        known => known.Memberships.Contains(membership) ? known : known with { Memberships = [.. known.Memberships, membership] },
        cancellation);

    /// <summary>Forgets an identity's account in a tenant; nothing happens when it is not there.</summary>
    /// <exception cref="TransientException">Others kept changing the same entry.</exception>
    public Task Remove(SignInIdentity identity, TenantId tenant, CancellationToken cancellation) => Change(
        identity,
        known => known.Memberships.Any(m => m.Tenant == tenant) ? known with { Memberships = [.. known.Memberships.Where(m => m.Tenant != tenant)] } : known,
        cancellation);

    /// <summary>Writes down that an identity which has an account signed in, and how sure its provider is of it.</summary>
    /// <exception cref="TransientException">Others kept changing the same entry.</exception>
    public Task NoteSignIn(SignInIdentity identity, LevelOfAssurance? assurance, CancellationToken cancellation) => Change(
        identity,
        known => known.Memberships.Count == 0 ? known : known with { Assurance = assurance, SignedInAt = clock.GetUtcNow() },
        cancellation);

    private async Task Change(SignInIdentity identity, Func<KnownIdentity, KnownIdentity> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var known = await documents.Find<KnownIdentity>(In(identity), Kind, identity.Key, cancellation);
            var changed = change(known?.Body ?? Unknown);
            if (ReferenceEquals(changed, known?.Body ?? Unknown))
            {
                return;
            }

            var batch = known is null ? new Batch().Create(Kind, identity.Key, changed)
                : changed.Memberships.Count == 0 ? new Batch().Remove(Kind, identity.Key, known.Revision)
                : new Batch().Replace(Kind, identity.Key, changed, known.Revision);
            if ((await documents.Commit(In(identity), batch, cancellation)).Committed)
            {
                return;
            }
        }

        throw new TransientException("The identity's entry keeps changing.");
    }

    // Spread over 256 partitions: every request of every tenant reads here.
    private static Partition In(SignInIdentity identity) => Partition.Of(TenantDirectory.Platform, $"identities-{identity.Key[..2]}");
}
