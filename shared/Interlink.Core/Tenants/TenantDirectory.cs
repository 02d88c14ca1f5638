using System.Collections.Concurrent;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Tenants;

/// <summary>Which tenants there are, how each stands and where it is reached. Kept in a partition of the platform's own, since every other
/// belongs to one tenant.</summary>
public sealed class TenantDirectory(IDocuments documents, TimeProvider clock)
{
    private const string Kind = "tenant";
    private const string HostKind = "host";
    private const string CertificateKind = "deletion-certificate";
    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<TenantId, bool> _seen = new();
    private readonly Remembered<TenantId, TenantState?> _states = new(clock, RememberedFor, 10_000);
    private readonly Remembered<string, TenantId?> _hosts = new(clock, RememberedFor, 1_000);

    /// <summary>The reserved tenant in whose partition the directory is kept; no caller can ever act in it.</summary>
    public static TenantId Platform { get; } = TenantId.Parse("interlink-platform");

    private static Partition Directory => Partition.Of(Platform, "tenants");

    /// <summary>Makes sure that the tenant is in the directory; costs nothing after the first time.</summary>
    public async Task Notice(TenantId id, CancellationToken cancellation)
    {
        if (_seen.ContainsKey(id))
        {
            return;
        }

        await documents.Commit(Directory, new Batch().Create(Kind, id.Value, Tenant.Undescribed(id)), cancellation);
        _seen[id] = true;
        Forget();
    }

    /// <summary>A tenant as it is written, with its revision; null when there is none of that id.</summary>
    public Task<Document<Tenant>?> Read(TenantId id, CancellationToken cancellation) => documents.Find<Tenant>(Directory, Kind, id.Value, cancellation);

    /// <summary>A tenant that was described or noticed; null when there is none of that id.</summary>
    public async Task<Tenant?> Find(TenantId id, CancellationToken cancellation) => (await Read(id, cancellation))?.Body;

    /// <summary>What is known of a tenant.</summary>
    public async Task<Tenant> Get(TenantId id, CancellationToken cancellation) => await Find(id, cancellation) ?? Tenant.Undescribed(id);

    /// <summary>How a tenant stands, as it was at most five seconds ago; null when there is none of that id.</summary>
    public Task<TenantState?> StateOf(TenantId id, CancellationToken cancellation) =>
        _states.Get(id, async () => (await Find(id, cancellation))?.State);

    /// <summary>Whether there is a tenant of that id in which something may be made, as it was at most five seconds ago.</summary>
    public async Task<bool> Lives(TenantId id, CancellationToken cancellation) => await StateOf(id, cancellation) is { } state && !TenantLife.IsEnding(state);

    /// <summary>Whose host name it is, as it was at most five seconds ago; null for nobody's.</summary>
    /// <param name="host">As a request states it; anything malformed is nobody's.</param>
    public async Task<TenantId?> OfHost(string? host, CancellationToken cancellation) => HostName.Read(host) is not { } name
        ? null
        : await _hosts.Get(name, async () => (await documents.Find<HostOwner>(Directory, HostKind, name, cancellation))?.Body.Tenant);

    /// <summary>Writes a tenant in the place of the one that was read, or a new one, together with its host names.</summary>
    /// <param name="read">What was read; null for a tenant that is new.</param>
    /// <returns>What was written; <see cref="StaleRevision"/>, or <see cref="HostTaken"/>.</returns>
    public async Task<Outcome<Tenant>> Write(Document<Tenant>? read, Tenant tenant, DomainEvent told, CancellationToken cancellation)
    {
        var batch = new Batch().Emit(told);
        _ = read is null ? batch.Create(Kind, tenant.Id.Value, tenant) : batch.Replace(Kind, tenant.Id.Value, tenant, read.Revision);
        var before = read?.Body.Hosts ?? [];
        foreach (var gone in before.Except(tenant.Hosts))
        {
            batch.Remove(HostKind, gone);
        }

        foreach (var added in tenant.Hosts.Except(before))
        {
            batch.Create(HostKind, added, new HostOwner(tenant.Id));
        }

        var made = await documents.Commit(Directory, batch, cancellation);
        _seen[tenant.Id] = true;
        Forget();
        return made.Conflict switch
        {
            null => tenant,
            { Kind: HostKind, Id: var host } => new HostTaken(host),
            _ => new StaleRevision(),
        };
    }

    /// <summary>Writes down that nothing of a tenant is left: the certificate, and the id so that it is not given again. Safe to repeat.</summary>
    public async Task Bury(Document<Tenant> read, DeletionCertificate certificate, DomainEvent told, CancellationToken cancellation)
    {
        var batch = new Batch().Put(CertificateKind, certificate.Tenant.Value, certificate).Emit(told)
            .Replace(Kind, read.Id, read.Body.Gone(), read.Revision);
        foreach (var host in read.Body.Hosts)
        {
            batch.Remove(HostKind, host);
        }

        if (!(await documents.Commit(Directory, batch, cancellation)).Committed)
        {
            throw new TransientException("The tenant's entry is being changed by others.");
        }

        Forget();
    }

    /// <summary>The certificate of a deleted tenant; null when there is none.</summary>
    public async Task<DeletionCertificate?> Certificate(TenantId id, CancellationToken cancellation) =>
        (await documents.Find<DeletionCertificate>(Directory, CertificateKind, id.Value, cancellation))?.Body;

    /// <summary>One page of the tenants, in order of id; also those that are suspended or gone.</summary>
    public async Task<Page<Tenant>> List(PageRequest page, CancellationToken cancellation)
    {
        var found = await documents.List<Tenant>(Directory, Kind, new ListOptions(Limit: page.Limit, Cursor: page.Cursor), cancellation);
        return new Page<Tenant>([.. found.Items.Select(d => d.Body)], found.Total, found.Next);
    }

    /// <summary>Every tenant in which work on a schedule goes on, in order of id; those that rest or are being deleted are passed over.</summary>
    public async IAsyncEnumerable<Tenant> All([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await documents.List<Tenant>(Directory, Kind, new ListOptions(Cursor: cursor), cancellation);
            foreach (var document in page.Items.Where(d => TenantLife.IsAtWork(d.Body.State)))
            {
                yield return document.Body;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private void Forget()
    {
        _states.Forget();
        _hosts.Forget();
    }

    private sealed record HostOwner(TenantId Tenant);
}
