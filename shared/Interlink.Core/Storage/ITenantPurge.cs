using Interlink.Core.Kernel;

namespace Interlink.Core.Storage;

/// <summary>Finds and removes everything that one store keeps of one tenant, in rounds; for the erasure of tenants and nothing else. Every store has one,
/// and so has every part of the product that keeps something of tenants outside their stores.</summary>
public interface ITenantPurge
{
    /// <summary>What the store is called in certificates: <c>documents</c>, <c>blobs</c> …; one word.</summary>
    string Store { get; }

    /// <summary>What is left of the tenant: the first things, in an order of the store's own that stays the same.</summary>
    /// <param name="limit">At most this many.</param>
    /// <returns>Empty when nothing is left.</returns>
    Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation);

    /// <summary>Removes things that were listed; those that are gone already are passed over.</summary>
    Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation);
}

/// <summary>Something that a store keeps of a tenant.</summary>
/// <param name="Kind">What it is, without blanks: the kind of a document, the first part of a blob's path …</param>
/// <param name="Key">Its name in the store, unique with the kind.</param>
/// <param name="Sha256">The SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
public sealed record StoredThing(string Kind, string Key, string Sha256);
