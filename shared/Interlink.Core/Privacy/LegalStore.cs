using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary>Keeps the texts that a tenant has published, every version for ever.</summary>
public sealed class LegalStore(IDocuments documents)
{
    private const string IndexKind = "legal-index";
    private const string IndexId = "index";
    private const string VersionKind = "legal-version";

    /// <summary>What the tenant has published; null while that is nothing.</summary>
    public Task<Document<LegalIndex>?> Index(TenantId tenant, CancellationToken cancellation) =>
        documents.Find<LegalIndex>(In(tenant), IndexKind, IndexId, cancellation);

    /// <summary>Reads a version that was published.</summary>
    public async Task<LegalVersion?> Find(TenantId tenant, LegalDocument document, int version, CancellationToken cancellation) =>
        version < 1 ? null : (await documents.Find<LegalVersion>(In(tenant), VersionKind, IdOf(document, version), cancellation))?.Body;

    /// <summary>Adds a version.</summary>
    /// <param name="read">The index as it was read; null when there was none.</param>
    /// <returns>False when somebody else published at the same moment.</returns>
    internal async Task<bool> Add(TenantId tenant, Document<LegalIndex>? read, LegalVersion version, DomainEvent published, CancellationToken cancellation)
    {
        var index = new LegalIndex([.. read?.Body.Entries ?? [], version.Entry()]);
        var batch = new Batch().Create(VersionKind, IdOf(version.Document, version.Version), version).Emit(published);
        _ = read is null ? batch.Create(IndexKind, IndexId, index) : batch.Replace(IndexKind, IndexId, index, read.Revision);
        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    private static Partition In(TenantId tenant) => Partition.Of(tenant, "legal");

    private static string IdOf(LegalDocument document, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{document.ToString().ToLowerInvariant()}:{version:D6}");
}
