using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary>An export of everything that is kept about a person, made for that person.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Subject">Whose it is; nobody else can fetch it.</param>
/// <param name="AskedAt">When it was asked for, UTC.</param>
/// <param name="Language">The language of its readable part.</param>
public sealed record PersonalExport(string Id, string Subject, DateTimeOffset AskedAt, string Language)
{
    /// <summary>When it could be fetched, UTC; null while it is being made.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>Until when it can be fetched, UTC.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How many records are in it.</summary>
    public int Records { get; init; }

    /// <summary>How many files are in it, besides the records.</summary>
    public int Files { get; init; }

    /// <summary>Whether it can be fetched at a time.</summary>
    public bool CanBeFetched(DateTimeOffset now) => ReadyAt is not null && ExpiresAt > now;

    internal BlobAddress Archive(TenantId tenant) => BlobAddress.Of(tenant, "exports", Id, "export.zip");

    internal BlobAddress Part(TenantId tenant, string name) => BlobAddress.Of(tenant, "exports", Id, "parts", name);
}

/// <summary>What one part of the product keeps about a person, as it is written to an export.</summary>
internal sealed record ExportPart(string Name, IReadOnlyList<ExportedRecord> Records);

/// <summary>One record of an export.</summary>
internal sealed record ExportedRecord(string Kind, string Id, JsonElement Data, IReadOnlyList<ExportedFile> Files);

/// <summary>A file of an export.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Path of the blob that it is.</param>
/// <param name="Path">Where it lies in the archive.</param>
internal sealed record ExportedFile(string Name, string Source, string Path);

/// <summary>Keeps exports; their bytes are blobs.</summary>
public sealed class ExportStore(IDocuments documents, IBlobs blobs)
{
    internal const string Kind = "export";
    private const string Subject = "subject";
    private const string Age = "age";

    /// <summary>The exports of a person, the youngest first; at most a hundred.</summary>
    public async Task<IReadOnlyList<PersonalExport>> Of(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [Subject] = [subject] },
            Order = SearchOrder.Newest,
            Page = new PageRequest(PageRequest.MaxLimit, null),
        };
        var found = await documents.Search<PersonalExport>(In(tenant), Kind, query, cancellation);
        return [.. found.Page.Items.Select(d => d.Body).OrderByDescending(e => e.AskedAt)];
    }

    /// <summary>Opens the file of an export, for the person whose it is.</summary>
    /// <returns>The file, or <see cref="ExportNotFound"/> for any that is not the caller's, not ready, or expired.</returns>
    public async Task<Outcome<BlobContent>> Open(Caller caller, string id, DateTimeOffset now, CancellationToken cancellation)
    {
        var export = Ulids.IsId(id) ? await Find(caller.Tenant, id, cancellation) : null;
        return export is not null && export.Body.Subject == caller.Subject && export.Body.CanBeFetched(now)
            && await blobs.Open(export.Body.Archive(caller.Tenant), cancellation) is { } content ? content : new ExportNotFound(id);
    }

    internal Task<Document<PersonalExport>?> Find(TenantId tenant, string id, CancellationToken cancellation) =>
        documents.Find<PersonalExport>(In(tenant), Kind, id, cancellation);

    internal Task Begin(TenantId tenant, PersonalExport export, DomainEvent requested, CancellationToken cancellation) =>
        documents.Commit(In(tenant), new Batch().Create(Kind, export.Id, export, SearchOf(export)).Emit(requested), cancellation);

    internal async Task<bool> Replace(
        TenantId tenant, Document<PersonalExport> read, PersonalExport export, DomainEvent completed, CancellationToken cancellation)
    {
        var batch = new Batch().Replace(Kind, export.Id, export, read.Revision, SearchOf(export)).Emit(completed);
        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    /// <summary>Removes an export with everything that was written for it.</summary>
    internal async Task Remove(TenantId tenant, string id, CancellationToken cancellation)
    {
        await RemoveBlobs(tenant, $"exports/{id}/", cancellation);
        await documents.Commit(In(tenant), new Batch().Remove(Kind, id), cancellation);
    }

    internal async Task RemoveBlobs(TenantId tenant, string prefix, CancellationToken cancellation)
    {
        foreach (var blob in await blobs.List(tenant, prefix, cancellation).ToListAsync(cancellation))
        {
            await blobs.Delete(blob.Address, cancellation);
        }
    }

    internal async Task<IReadOnlyList<PersonalExport>> OlderThan(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        // Searches know "at least", so ages are kept negated.
        var query = new SearchQuery
        {
            AtLeast = new Dictionary<string, double> { [Age] = 1 - before.ToUnixTimeMilliseconds() },
            Page = new PageRequest(Math.Min(limit, PageRequest.MaxLimit), null),
        };
        return [.. (await documents.Search<PersonalExport>(In(tenant), Kind, query, cancellation)).Page.Items.Select(d => d.Body)];
    }

    private static Partition In(TenantId tenant) => Partition.Of(tenant, "exports");

    private static SearchEntry SearchOf(PersonalExport export) => new()
    {
        Facets = new Dictionary<string, IReadOnlyList<string>> { [Subject] = [export.Subject] },
        Numbers = new Dictionary<string, double> { [Age] = -(export.ReadyAt ?? export.AskedAt).ToUnixTimeMilliseconds() },
    };
}
