using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Tenants;

/// <summary>The profiles of tenants, each in its tenant's own partition, so that changes are in the tenant's own audit.</summary>
public sealed class TenantProfiles(IDocuments documents, TenantDirectory directory)
{
    private const string Kind = "tenant-profile";
    private const string Id = "profile";

    // What there is to state before the first change.
    private static readonly Revision Unwritten = new("unwritten");

    /// <summary>The profile of a tenant; one made from the directory while nobody has changed it.</summary>
    public async Task<TenantProfile> Get(TenantId tenant, CancellationToken cancellation) => (await Read(tenant, cancellation)).Profile;

    /// <summary>The profile of a tenant with its revision.</summary>
    public async Task<TaggedProfile> Read(TenantId tenant, CancellationToken cancellation) =>
        await documents.Find<TenantProfile>(In(tenant), Kind, Id, cancellation) is { } known
            ? new TaggedProfile(known.Body, known.Revision)
            : new TaggedProfile(TenantProfile.Of(await directory.Get(tenant, cancellation)), Unwritten);

    /// <summary>Writes a profile in the place of the one that was read.</summary>
    /// <param name="told">What is told of it; null when it is told elsewhere.</param>
    /// <returns>The profile with its new revision, or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<TaggedProfile>> Write(TenantId tenant, Revision read, TenantProfile profile, DomainEvent? told, CancellationToken cancellation)
    {
        var batch = told is null ? new Batch() : new Batch().Emit(told);
        _ = read == Unwritten ? batch.Create(Kind, Id, profile) : batch.Replace(Kind, Id, profile, read);
        var made = await documents.Commit(In(tenant), batch, cancellation);
        return made.Committed ? new TaggedProfile(profile, made.Revisions[0]) : new StaleRevision();
    }

    /// <summary>Follows a new description by whoever runs the platform; what it does not say stays. Safe to repeat.</summary>
    internal async Task<Outcome<Unit>> Rename(TenantId tenant, string? name, IReadOnlyList<string>? languages, CancellationToken cancellation)
    {
        var known = await documents.Find<TenantProfile>(In(tenant), Kind, Id, cancellation);
        if (known is null || (name is null && languages is null))
        {
            return Unit.Value; // Nobody has changed it: it follows the directory by itself.
        }

        var after = known.Body with { Name = name ?? known.Body.Name, Languages = languages ?? known.Body.Languages };
        return (await Write(tenant, known.Revision, after, null, cancellation)).Map(_ => Unit.Value);
    }

    private static Partition In(TenantId tenant) => Partition.Of(tenant, "tenant");
}
