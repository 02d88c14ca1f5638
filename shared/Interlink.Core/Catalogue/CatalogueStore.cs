using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Catalogue;

/// <summary>Reads the catalogue of a tenant.</summary>
public sealed class CatalogueStore(IDocuments documents, IBlobs blobs)
{
    private const int PageOfProfiles = 1_000;

    /// <summary>Where the catalogue of a tenant lives.</summary>
    public static Partition PartitionOf(TenantId tenant) => Partition.Of(tenant, "catalogue");

    /// <summary>Where a file of the catalogue lives: under its hash, so that equal files are kept once.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    public static BlobAddress FileAddress(TenantId tenant, string sha256) => BlobAddress.Of(tenant, "catalogue", "files", sha256);

    /// <summary>Reads an entry whatever its state; null when there is none of that type and id.</summary>
    public async Task<Document<T>?> Find<T>(TenantId tenant, string kind, string id, CancellationToken cancellation)
        where T : ICatalogueEntry =>
        id.Length is 0 or > 200 ? null : await documents.Find<T>(PartitionOf(tenant), kind, id, cancellation);

    /// <summary>Finds entries.</summary>
    public Task<SearchResult<T>> Search<T>(TenantId tenant, string kind, SearchQuery query, CancellationToken cancellation)
        where T : ICatalogueEntry =>
        documents.Search<T>(PartitionOf(tenant), kind, query, cancellation);

    /// <summary>Every problem profile of the tenant, by id without regard to case.</summary>
    public async Task<IReadOnlyDictionary<string, ProblemProfile>> Profiles(TenantId tenant, CancellationToken cancellation)
    {
        var profiles = new Dictionary<string, ProblemProfile>(StringComparer.OrdinalIgnoreCase);
        string? cursor = null;
        do
        {
            var page = await documents.List<ProblemProfile>(PartitionOf(tenant), ProblemProfile.Kind,
                new ListOptions(Limit: PageOfProfiles, Cursor: cursor), cancellation);
            foreach (var profile in page.Items)
            {
                profiles[profile.Id] = profile.Body;
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return profiles;
    }

    /// <summary>Opens a file; the caller disposes it. Null when there is none.</summary>
    public async Task<BlobContent?> OpenFile(TenantId tenant, string sha256, CancellationToken cancellation) =>
        sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower) ? await blobs.Open(FileAddress(tenant, sha256), cancellation) : null;
}
