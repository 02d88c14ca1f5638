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
        _ = held is null ? batch.Create(RunningKind, Current, running) : batch.Replace(RunningKind, Current, running, held.Revision);
        if (held is not null)
        {
            await BreakOff(tenant, held.Body, now, batch, cancellation);
        }

        var committed = await documents.Commit(CatalogueStore.PartitionOf(tenant), batch, cancellation);
        return committed.Committed ? running : (await Running(tenant, cancellation))?.Body ?? running;
    }

    /// <summary>Copies the uploaded source to where no expiry reaches it.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> Keep(TenantId tenant, OperationId id, BlobAddress uploaded, CancellationToken cancellation) =>
        Blobs(tenant, id).Keep(uploaded, cancellation);

    /// <summary>Ends an import: report, summary, event, and the place for the next, once.</summary>
    public async Task<ImportSummary> Finish(
        TenantId tenant, OperationId id, string actor, int rounds, OperationFault? error, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var found = await Find(tenant, id, cancellation) ?? throw new InvalidOperationException($"The import '{id}' was never begun.");
        var papers = Blobs(tenant, id);
        if (found.Body.FinishedAt is not null)
        {
            await papers.Clear(rounds, cancellation);
            return found.Body;
        }

        var lines = new List<ImportEntry>();
        for (var round = 0; round < rounds; round++)
        {
            lines.AddRange(await papers.ReadLines(round, cancellation));
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

        await papers.Clear(rounds, cancellation);
        return finished;
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

    // The import that held the place broke off without ending: say so, in the same commit that gives its place away.
    private async Task BreakOff(TenantId tenant, RunningImport held, DateTimeOffset now, Batch batch, CancellationToken cancellation)
    {
        if (await Find(tenant, held.Import, cancellation) is { Body.FinishedAt: null } left)
        {
            var fault = new OperationFault("import-interrupted", "The import broke off before its end. Import the source again.");
            var ended = left.Body with { FinishedAt = now, Error = fault };
            batch.Replace(Kind, held.Import.Key, ended, left.Revision, SearchOf(ended));
        }
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
