using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Operations;

/// <summary>What is kept of an operation for as long as people may ask for it, also after its orchestration was purged.</summary>
/// <param name="Id">Names it.</param>
/// <param name="StartedBy">Subject of the caller who started it.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="Summary">What it is about, for people: a file name, a process name.</param>
/// <param name="Ending">How it ended; null while it goes on, or when nobody has asked since.</param>
public sealed record OperationRecord(OperationId Id, string StartedBy, DateTimeOffset CreatedAt, string? Summary, OperationEnding? Ending = null);

/// <summary>How an operation ended.</summary>
public sealed record OperationEnding(
    OperationStatus Status, DateTimeOffset At, OperationProgress? Progress = null, OperationFault? Error = null, JsonElement? Result = null);

/// <summary>Keeps the records of operations.</summary>
public sealed class OperationStore(IDocuments documents)
{
    private const string Kind = "operation";
    private const string State = "state";
    private const string Open = "open";
    private const string Created = "created";

    /// <summary>Writes a new record, or finds the one that an earlier try of the same request wrote.</summary>
    /// <returns>The record that stands.</returns>
    public async Task<OperationRecord> Begin(TenantId tenant, OperationRecord record, CancellationToken cancellation)
    {
        var made = await documents.Commit(In(tenant), new Batch().Create(Kind, record.Id.ToString(), record, SearchOf(record)), cancellation);
        return made.Committed ? record : (await Find(tenant, record.Id, cancellation))?.Body ?? record;
    }

    /// <summary>Reads a record.</summary>
    /// <returns>Null when there is none.</returns>
    public Task<Document<OperationRecord>?> Find(TenantId tenant, OperationId id, CancellationToken cancellation) =>
        documents.Find<OperationRecord>(In(tenant), Kind, id.ToString(), cancellation);

    /// <summary>Lists the tenant's records, the youngest first.</summary>
    public async Task<Page<Document<OperationRecord>>> List(TenantId tenant, PageRequest page, CancellationToken cancellation) =>
        (await documents.Search<OperationRecord>(In(tenant), Kind, new SearchQuery { Order = SearchOrder.Number, OrderNumber = Created, Page = page }, cancellation)).Page;

    /// <summary>Lists the tenant's records that have no ending, the oldest last.</summary>
    public async Task<Page<Document<OperationRecord>>> Unfinished(TenantId tenant, PageRequest page, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [State] = [Open] },
            Order = SearchOrder.Number,
            OrderNumber = Created,
            Page = page,
        };
        return (await documents.Search<OperationRecord>(In(tenant), Kind, query, cancellation)).Page;
    }

    /// <summary>Writes down how an operation ended. Somebody else may have done so already, with the same words.</summary>
    public Task Close(TenantId tenant, Document<OperationRecord> record, OperationEnding ending, CancellationToken cancellation)
    {
        var closed = record.Body with { Ending = ending };
        return documents.Commit(In(tenant), new Batch().Replace(Kind, record.Id, closed, record.Revision, SearchOf(closed)), cancellation);
    }

    private static Partition In(TenantId tenant) => Partition.Of(tenant, "operations");

    private static SearchEntry SearchOf(OperationRecord record) => new()
    {
        Facets = new Dictionary<string, IReadOnlyList<string>> { [State] = [record.Ending is null ? Open : "closed"], ["kind"] = [record.Id.Kind] },
        Numbers = new Dictionary<string, double> { [Created] = record.CreatedAt.ToUnixTimeMilliseconds() },
    };
}
