using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Storage;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Keeps imports, and that there is one at a time in a tenant.</summary>
public sealed class ImportStore(IDocuments documents, IBlobs blobs)
{
    private const string Kind = "catalogue_import";
    private const string RunningKind = "catalogue_import_running";
    private const string Current = "current";
    private const string Started = "started";

    /// <summary>Begins an import: writes it down and takes the tenant's only place for one, both or neither.</summary>
    /// <param name="replacing">An import that holds the place and is known to be over; null when none is.</param>
    /// <returns>The import that holds the place afterwards: this one, or another that is still running.</returns>
    public async Task<RunningImport> Begin(TenantId tenant, OperationId id, string source, DateTimeOffset now, RunningImport? replacing,
        CancellationToken cancellation)
    {
        var held = await Running(tenant, cancellation);
        if (held is not null && held.Body.Import != replacing?.Import)
        {
            return held.Body;
        }

        if (held is null && await Find(tenant, id, cancellation) is { Body.FinishedAt: not null } before)
        {
            // A repetition of a request whose import is over already takes no place.
            return new RunningImport(id, before.Body.StartedAt);
        }

        var running = new RunningImport(id, now);
        var import = new ImportSummary(id.ToString(), now, null, source, ImportCounts.None);
        var batch = new Batch().Put(Kind, id.Key, import, SearchOf(import));
        await Take(tenant, held, running, now, batch, cancellation);
        var committed = await documents.Commit(CatalogueStore.PartitionOf(tenant), batch, cancellation);
        return committed.Committed ? running : (await Running(tenant, cancellation))?.Body ?? running;
    }

    /// <summary>Copies the uploaded source to where no expiry reaches it.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> Keep(TenantId tenant, OperationId id, BlobAddress uploaded, CancellationToken cancellation) =>
        Blobs(tenant, id).Keep(uploaded, cancellation);

    /// <summary>Keeps a source that is at hand as a stream.</summary>
    public Task Keep(TenantId tenant, OperationId id, Stream source, CancellationToken cancellation) => Blobs(tenant, id).Keep(source, cancellation);

    /// <summary>Begins an import again that broke off or was canceled, if the place is free: the same import, so that what it saved before counts as its own.</summary>
    /// <param name="replacing">An import that holds the place and is known to be over; null when none is.</param>
    /// <returns>The import that holds the place afterwards: this one, or another that is still running.</returns>
    public async Task<RunningImport> BeginAgain(TenantId tenant, OperationId id, DateTimeOffset now, RunningImport? replacing, CancellationToken cancellation)
    {
        var held = await Running(tenant, cancellation);
        if (held is not null && (held.Body.Import == id || held.Body.Import != replacing?.Import))
        {
            return held.Body;
        }

        var found = await Find(tenant, id, cancellation) ?? throw new InvalidOperationException($"The import '{id}' was never begun.");
        var again = found.Body with { FinishedAt = null, Error = null, Counts = ImportCounts.None };
        var running = new RunningImport(id, now);
        var batch = new Batch().Replace(Kind, id.Key, again, found.Revision, SearchOf(again));
        await Take(tenant, held, running, now, batch, cancellation);
        var committed = await documents.Commit(CatalogueStore.PartitionOf(tenant), batch, cancellation);
        return committed.Committed ? running : (await Running(tenant, cancellation))?.Body ?? running;
    }

    /// <summary>Whether an import has ended, or is unknown.</summary>
    public async Task<bool> IsOver(TenantId tenant, OperationId id, CancellationToken cancellation) =>
        await Find(tenant, id, cancellation) is not { Body.FinishedAt: null };

    /// <summary>Whether what an import is to read is still kept.</summary>
    public Task<bool> HasSource(TenantId tenant, OperationId id, CancellationToken cancellation) => Blobs(tenant, id).HasSource(cancellation);

    /// <summary>Ends an import: report, summary, event, and the place for the next, once. One that can be tried again keeps its source.</summary>
    public async Task<ImportSummary> Finish(
        TenantId tenant, OperationId id, string actor, OperationFault? error, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = await Find(tenant, id, cancellation) ?? throw new InvalidOperationException($"The import '{id}' was never begun.");
        var papers = Blobs(tenant, id);
        if (found.Body.FinishedAt is not null)
        {
            await papers.Clear(ImportFaults.CanBeTriedAgain(found.Body.Error), cancellation);
            return found.Body;
        }

        var lines = new List<ImportEntry>();
        foreach (var round in await papers.Rounds(cancellation))
        {
            lines.AddRange(await papers.ReadLines(round, cancellation) ?? await Saved(tenant, id, papers, round, cancellation));
        }

        await papers.WriteReport(lines, cancellation);
        var finished = found.Body with { FinishedAt = now, Counts = ImportCounts.Of(lines), Error = error };
        var batch = new Batch().Replace(Kind, id.Key, finished, found.Revision, SearchOf(finished));
        if (await Running(tenant, cancellation) is { } held && held.Body.Import == id)
        {
            batch.Remove(RunningKind, Current, held.Revision);
        }

        if (error is null)
        {
            batch.Emit(CatalogueEvents.Imported(tenant, actor, finished, now));
        }

        if (!(await documents.Commit(CatalogueStore.PartitionOf(tenant), batch, cancellation)).Committed)
        {
            throw new TransientException($"The import '{id}' was changed by somebody else while it ended.");
        }

        await papers.Clear(ImportFaults.CanBeTriedAgain(error), cancellation);
        return finished;
    }

    /// <summary>Adds to the report of an import that has ended what a round still saved at that moment.</summary>
    public async Task Amend(TenantId tenant, OperationId id, IReadOnlyList<ImportEntry> lines, CancellationToken cancellation)
    {
        var papers = Blobs(tenant, id);
        if (lines.Count > 0 && await Find(tenant, id, cancellation) is { Body.FinishedAt: not null } ended)
        {
            var told = await papers.ReadReport(cancellation);
            List<ImportEntry> all = [.. told, .. lines.ExceptBy(told.Select(line => (line.Kind, line.Path)), line => (line.Kind, line.Path))];
            await papers.WriteReport(all, cancellation);
            var amended = ended.Body with { Counts = ImportCounts.Of(all) };
            var batch = new Batch().Replace(Kind, id.Key, amended, ended.Revision, SearchOf(amended));
            if (!(await documents.Commit(CatalogueStore.PartitionOf(tenant), batch, cancellation)).Committed)
            {
                throw new TransientException($"The import '{id}' was changed by somebody else while its report was mended.");
            }
        }

        if (await IsOver(tenant, id, cancellation))
        {
            await papers.Clear(keepSource: true, cancellation);
        }
    }

    /// <summary>Throws away what imports left for another attempt, once that is long ago. Reports stay.</summary>
    /// <param name="before">Only what was written before.</param>
    /// <returns>How many files were thrown away.</returns>
    public async Task<int> Forget(TenantId tenant, DateTimeOffset before, CancellationToken cancellation)
    {
        var running = (await FindRunning(tenant, cancellation))?.Import.Key;
        var old = new List<BlobAddress>();
        await foreach (var paper in blobs.List(tenant, ImportBlobs.AllFolders, cancellation))
        {
            if (paper.WrittenAt < before && paper.Address.Path.Split('/') is [_, _, var import, not "report"] && import != running)
            {
                old.Add(paper.Address);
            }
        }

        foreach (var paper in old)
        {
            await blobs.Delete(paper, cancellation);
        }

        return old.Count;
    }

    /// <summary>The import that holds the tenant's place; null when none does.</summary>
    public async Task<RunningImport?> FindRunning(TenantId tenant, CancellationToken cancellation) =>
        (await Running(tenant, cancellation))?.Body;

    /// <summary>Lists imports, the youngest first.</summary>
    public async Task<Page<ImportSummary>> List(TenantId tenant, PageRequest page, CancellationToken cancellation)
    {
        var query = new SearchQuery { Order = SearchOrder.Number, OrderNumber = Started, Page = page };
        return (await documents.Search<ImportSummary>(CatalogueStore.PartitionOf(tenant), Kind, query, cancellation)).Page.Map(d => d.Body);
    }

    /// <summary>Reads an import with what became of every entry.</summary>
    public async Task<Outcome<ImportReport>> Report(TenantId tenant, string operationId, CancellationToken cancellation)
    {
        var found = OperationId.TryParse(operationId, out var id) ? await Find(tenant, id, cancellation) : null;
        return found is null || found.Body.OperationId != operationId
            ? new ImportNotFound(operationId)
            : ImportReport.Of(found.Body, await Blobs(tenant, id).ReadReport(cancellation));
    }

    internal ImportBlobs Blobs(TenantId tenant, OperationId id) => new(blobs, tenant, id);

    private async Task Take(
        TenantId tenant, Document<RunningImport>? held, RunningImport running, DateTimeOffset now, Batch batch, CancellationToken cancellation)
    {
        _ = held is null ? batch.Create(RunningKind, Current, running) : batch.Replace(RunningKind, Current, running, held.Revision);

        // The import that held the place broke off without ending: say so, in the same commit that gives its place away.
        if (held is not null && await Find(tenant, held.Body.Import, cancellation) is { Body.FinishedAt: null } left)
        {
            var ended = left.Body with { FinishedAt = now, Error = ImportFaults.Interrupted };
            batch.Replace(Kind, held.Body.Import.Key, ended, left.Revision, SearchOf(ended));
        }
    }

    // A round that was cut short has no lines of its own; the catalogue tells which of its entries this import wrote.
    private async Task<IEnumerable<ImportEntry>> Saved(TenantId tenant, OperationId id, ImportBlobs papers, int round, CancellationToken cancellation)
    {
        var saved = new List<ImportEntry>();
        foreach (var draft in await papers.ReadDrafts(round, cancellation) ?? [])
        {
            if (await documents.Find<SavedEntry>(CatalogueStore.PartitionOf(tenant), draft.Kind, draft.Id, cancellation) is { } entry
                && entry.Body.ImportedBy == id.ToString() && draft.Rejection is null)
            {
                var outcome = entry.Body.Version == 1 ? ImportOutcome.Created : ImportOutcome.Updated;
                saved.Add(new ImportEntry(draft.Kind, draft.Id, draft.Path, outcome, draft.Warnings));
            }
        }

        return saved;
    }

    private Task<Document<RunningImport>?> Running(TenantId tenant, CancellationToken cancellation) =>
        documents.Find<RunningImport>(CatalogueStore.PartitionOf(tenant), RunningKind, Current, cancellation);

    private Task<Document<ImportSummary>?> Find(TenantId tenant, OperationId id, CancellationToken cancellation) =>
        documents.Find<ImportSummary>(CatalogueStore.PartitionOf(tenant), Kind, id.Key, cancellation);

    private static SearchEntry SearchOf(ImportSummary import) =>
        new() { Numbers = new Dictionary<string, double> { [Started] = import.StartedAt.ToUnixTimeMilliseconds() } };
}

/// <summary>The import that holds the tenant's place for one.</summary>
public sealed record RunningImport(OperationId Import, DateTimeOffset Since);

/// <summary>What any entry of the catalogue tells of where it comes from.</summary>
internal sealed record SavedEntry(int Version, string? ImportedBy);
