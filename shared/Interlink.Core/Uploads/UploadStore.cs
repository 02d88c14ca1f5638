using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Uploads;

/// <summary>Keeps what was said of uploads; their bytes are blobs.</summary>
public sealed class UploadStore(IDocuments documents)
{
    private const string Kind = "upload";
    private const string Subject = "subject";
    private const string Overdue = "overdue";

    internal Task<Upload?> Find(TenantId tenant, string id, CancellationToken cancellation) => Body(tenant, id, cancellation);

    /// <summary>Writes an upload, or finds the one that an earlier try of the same request wrote.</summary>
    internal async Task<Upload> Begin(TenantId tenant, Upload upload, CancellationToken cancellation)
    {
        var made = await documents.Commit(In(tenant), new Batch().Create(Kind, upload.Id, upload, SearchOf(upload)), cancellation);
        return made.Committed ? upload : await Body(tenant, upload.Id, cancellation) ?? upload;
    }

    internal async Task<long> CountOf(Caller caller, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [Subject] = [caller.Subject] },
            Page = new PageRequest(1, null),
        };
        return (await documents.Search<Upload>(In(caller.Tenant), Kind, query, cancellation)).Page.Total;
    }

    /// <summary>The uploads that were to be kept until now at the longest; at most a hundred.</summary>
    internal async Task<IReadOnlyList<Upload>> Expired(TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        // Searches know "at least", so the time of expiry is kept negated.
        var query = new SearchQuery
        {
            AtLeast = new Dictionary<string, double> { [Overdue] = -now.ToUnixTimeMilliseconds() },
            Page = new PageRequest(PageRequest.MaxLimit, null),
        };
        return [.. (await documents.Search<Upload>(In(tenant), Kind, query, cancellation)).Page.Items.Select(d => d.Body)];
    }

    /// <summary>The uploads of a person; at most a hundred.</summary>
    internal async Task<IReadOnlyList<Upload>> Of(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [Subject] = [subject] },
            Page = new PageRequest(PageRequest.MaxLimit, null),
        };
        return [.. (await documents.Search<Upload>(In(tenant), Kind, query, cancellation)).Page.Items.Select(d => d.Body)];
    }

    internal Task Remove(TenantId tenant, string id, CancellationToken cancellation) =>
        documents.Commit(In(tenant), new Batch().Remove(Kind, id), cancellation);

    private async Task<Upload?> Body(TenantId tenant, string id, CancellationToken cancellation) =>
        (await documents.Find<Upload>(In(tenant), Kind, id, cancellation))?.Body;

    private static Partition In(TenantId tenant) => Partition.Of(tenant, "uploads");

    private static SearchEntry SearchOf(Upload upload) => new()
    {
        Facets = new Dictionary<string, IReadOnlyList<string>> { [Subject] = [upload.Subject] },
        Numbers = new Dictionary<string, double> { [Overdue] = -upload.ExpiresAt.ToUnixTimeMilliseconds() },
    };
}
