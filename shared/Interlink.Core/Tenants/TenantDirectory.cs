using System.Collections.Concurrent;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Tenants;

/// <summary>A tenant as its people see it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
public sealed record Tenant(TenantId Id, string Name, IReadOnlyList<string> Languages)
{
    /// <summary>What is known of a tenant that nobody has described yet.</summary>
    public static Tenant Undescribed(TenantId id) => new(id, id.Value, Language.Interface);
}

/// <summary>Which tenants there are: what work on a schedule goes through. Kept in a partition of the platform's own, since every other belongs to one tenant.</summary>
public sealed class TenantDirectory(IDocuments documents)
{
    private const string Kind = "tenant";
    private readonly ConcurrentDictionary<TenantId, bool> _seen = new();

    /// <summary>The reserved tenant in whose partition the directory is kept; no caller can ever act in it.</summary>
    public static TenantId Platform { get; } = TenantId.Parse("interlink-platform");

    private static Partition Directory => Partition.Of(Platform, "tenants");

    /// <summary>Describes a tenant, new or known.</summary>
    public async Task Describe(Tenant tenant, CancellationToken cancellation)
    {
        await documents.Commit(Directory, new Batch().Put(Kind, tenant.Id.Value, tenant), cancellation);
        _seen[tenant.Id] = true;
    }

    /// <summary>Makes sure that the tenant is in the directory; costs nothing after the first time.</summary>
    public async Task Notice(TenantId id, CancellationToken cancellation)
    {
        if (_seen.ContainsKey(id))
        {
            return;
        }

        await documents.Commit(Directory, new Batch().Create(Kind, id.Value, Tenant.Undescribed(id)), cancellation);
        _seen[id] = true;
    }

    /// <summary>Makes sure that a tenant is described just so. Safe to repeat.</summary>
    /// <returns>Whether it is new, changed or as it was; <see cref="StaleRevision"/> when another description came at the same moment.</returns>
    public async Task<Outcome<Provisioning>> Provision(Tenant tenant, CancellationToken cancellation)
    {
        var known = await documents.Find<Tenant>(Directory, Kind, tenant.Id.Value, cancellation);
        if (known is not null && known.Body.Name == tenant.Name && known.Body.Languages.SequenceEqual(tenant.Languages))
        {
            return Provisioning.Unchanged;
        }

        var batch = known is null
            ? new Batch().Create(Kind, tenant.Id.Value, tenant)
            : new Batch().Replace(Kind, tenant.Id.Value, tenant, known.Revision);
        if (!(await documents.Commit(Directory, batch, cancellation)).Committed)
        {
            return new StaleRevision();
        }

        _seen[tenant.Id] = true;
        return known is null ? Provisioning.Created : Provisioning.Updated;
    }

    /// <summary>A tenant that was described or noticed; null when there is none of that id.</summary>
    public async Task<Tenant?> Find(TenantId id, CancellationToken cancellation) =>
        (await documents.Find<Tenant>(Directory, Kind, id.Value, cancellation))?.Body;

    /// <summary>One page of the tenants, in order of id.</summary>
    public async Task<Page<Tenant>> List(PageRequest page, CancellationToken cancellation)
    {
        var found = await documents.List<Tenant>(Directory, Kind, new ListOptions(Limit: page.Limit, Cursor: page.Cursor), cancellation);
        return new Page<Tenant>([.. found.Items.Select(d => d.Body)], found.Total, found.Next);
    }

    /// <summary>What is known of a tenant.</summary>
    public async Task<Tenant> Get(TenantId id, CancellationToken cancellation) =>
        (await documents.Find<Tenant>(Directory, Kind, id.Value, cancellation))?.Body ?? Tenant.Undescribed(id);

    /// <summary>Every tenant, in order of id.</summary>
    public async IAsyncEnumerable<Tenant> All([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await documents.List<Tenant>(Directory, Kind, new ListOptions(Cursor: cursor), cancellation);
            foreach (var document in page.Items)
            {
                yield return document.Body;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }
}

/// <summary>What provisioning did to a tenant's description.</summary>
public enum Provisioning
{
    /// <summary>There was none.</summary>
    Created,

    /// <summary>Something of it changed.</summary>
    Updated,

    /// <summary>It was so already.</summary>
    Unchanged,
}
