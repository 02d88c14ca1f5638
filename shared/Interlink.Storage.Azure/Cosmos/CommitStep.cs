using System.Net;
using System.Text.Json;
using Interlink.Core.Storage;
using Interlink.Storage.Azure.Searching;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>One operation of a transactional batch.</summary>
/// <param name="Item">The id of the item.</param>
/// <param name="Content">The item as JSON; null to delete it.</param>
/// <param name="Expectation">What the batch of the port expects of it.</param>
/// <param name="Operation">The operation of the port; null for the adapter's own record.</param>
/// <param name="Event">The event that is stored; null for other operations.</param>
internal sealed record CommitStep(string Item, byte[]? Content, Expectation Expectation, BatchOperation? Operation, DomainEvent? Event)
{
    /// <summary>Whether its revision is part of the answer.</summary>
    public bool IsPut => Operation is PutOperation;

    /// <summary>Whether the step asks for what is so already, when Cosmos DB answers with this status: an event of a step that runs again, or something removed before.</summary>
    public bool IsDone(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Conflict => Event is not null,
        HttpStatusCode.NotFound => IsFreeRemoval,
        _ => false,
    };

    /// <summary>Whether it removes whatever is there.</summary>
    public bool IsFreeRemoval => Operation is RemoveOperation && Expectation == Expectation.Anything;

    /// <summary>Which expectation did not hold, when Cosmos DB answers with this status.</summary>
    /// <returns>Null when the status says something else.</returns>
    public CommitConflict? ConflictOf(HttpStatusCode status) => (Operation, status) switch
    {
        ({ } operation, HttpStatusCode.Conflict) => new(operation.Kind, operation.Id, ConflictReason.Exists),
        ({ } operation, HttpStatusCode.NotFound) => new(operation.Kind, operation.Id, ConflictReason.Missing),
        ({ } operation, HttpStatusCode.PreconditionFailed) => new(operation.Kind, operation.Id, ConflictReason.Changed),
        _ => null,
    };

    /// <summary>Adds the step to a batch of the client.</summary>
    public void AddTo(TransactionalBatch batch)
    {
        var options = Expectation.Revision is { } revision ? new TransactionalBatchItemRequestOptions { IfMatchEtag = Revisions.ETagOf(revision) } : null;
        _ = (Content, Expectation) switch
        {
            (null, _) => batch.DeleteItem(Item, options),
            ({ } content, { MustBeAbsent: true }) => batch.CreateItemStream(new MemoryStream(content)),
            ({ } content, { Revision: not null }) => batch.ReplaceItemStream(Item, new MemoryStream(content), options),
            ({ } content, _) => batch.UpsertItemStream(new MemoryStream(content)),
        };
    }

    /// <summary>The steps of a batch: the record of the commit, the operations in their order, the events.</summary>
    public static List<CommitStep> Of(Partition partition, Batch batch, string commit, long written)
    {
        var (tenant, aggregate) = (partition.Tenant.Value, partition.Aggregate);
        var steps = new List<CommitStep> { Record(partition, batch, commit, written) };
        foreach (var operation in batch.Operations)
        {
            var id = ItemId.Of(operation.Kind, operation.Id);
            var content = operation is PutOperation put
                ? Json(new DocumentItem(
                    id, tenant, aggregate, put.Kind, put.Id, commit, written,
                    JsonSerializer.SerializeToElement(put.Body, put.BodyType, Core.Kernel.Json.Options),
                    put.Search is { } search ? StoredEntry.Of(search) : null))
                : null;
            steps.Add(new CommitStep(id, content, operation.Expectation, operation, null));
        }

        steps.AddRange(batch.Events.Select((e, position) => new CommitStep(
            ItemId.OfReserved(EventItem.EventKind, e.Id),
            Json(new EventItem(
                ItemId.OfReserved(EventItem.EventKind, e.Id), tenant, aggregate, EventItem.EventKind, e.Id, commit, position, e.Type, e.At.ToUniversalTime(),
                e.Actor, e.Subject, JsonSerializer.SerializeToElement(e.Data, e.Data.GetType(), Core.Kernel.Json.Options), (int)EventItem.Lifetime.TotalSeconds,
                e.Changes.Count > 0 ? e.Changes : null, e.Correlation, e.AuditOnly ? true : null)),
            Expectation.Absent, null, e)));
        return steps;
    }

    private static CommitStep Record(Partition partition, Batch batch, string commit, long written)
    {
        var removed = batch.Operations.OfType<RemoveOperation>().Select(o => ItemId.Of(o.Kind, o.Id)).ToArray();
        var id = ItemId.OfReserved(CommitItem.Plain, commit);
        var kind = removed.Length > 0 ? CommitItem.Removal : CommitItem.Plain;
        var record = new CommitItem(id, partition.Tenant.Value, partition.Aggregate, kind, commit, removed, written, (int)CommitItem.Lifetime.TotalSeconds);
        return new CommitStep(id, Json(record), Expectation.Absent, null, null);
    }

    private static byte[] Json<T>(T item) => JsonSerializer.SerializeToUtf8Bytes(item, Core.Kernel.Json.Options);
}
