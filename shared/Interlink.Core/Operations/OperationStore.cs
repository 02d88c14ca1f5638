using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Operations;

/// <summary>Keeps the records of operations.</summary>
public sealed class OperationStore(IDocuments documents)
{
    internal const string Kind = "operation";
    internal const string Person = "person";
    private const string State = "state";
    private const string Age = "age";
    private const string KindFacet = "kind";
    private const string Created = "created";

    /// <summary>Writes a new record, or finds the one that an earlier try of the same request wrote.</summary>
    /// <returns>The record that stands.</returns>
    public async Task<OperationRecord> Begin(TenantId tenant, OperationRecord record, CancellationToken cancellation)
    {
        var made = await documents.Commit(In(tenant), new Batch().Create(Kind, record.Id.ToString(), record, SearchOf(record)).Emit(OperationEvents.Started(tenant, record)), cancellation);
        return made.Committed ? record : (await Find(tenant, record.Id, cancellation))?.Body ?? record;
    }

    /// <summary>Reads a record.</summary>
    /// <returns>Null when there is none.</returns>
    public Task<Document<OperationRecord>?> Find(TenantId tenant, OperationId id, CancellationToken cancellation) =>
        documents.Find<OperationRecord>(In(tenant), Kind, id.ToString(), cancellation);

    /// <summary>Lists the tenant's records, the youngest first, with how many there are of each state and kind.</summary>
    public async Task<OperationRecords> List(TenantId tenant, OperationFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var wanted = new Dictionary<string, IReadOnlyList<string>>();
        if (filter.State.Count > 0)
        {
            wanted[State] = [.. filter.State.Select(WordOf)];
        }

        if (filter.Kind.Count > 0)
        {
            wanted[KindFacet] = filter.Kind;
        }

        var query = new SearchQuery { AnyOf = wanted, Count = [State, KindFacet], Order = SearchOrder.Number, OrderNumber = Created, Page = page };
        var found = await documents.Search<OperationRecord>(In(tenant), Kind, query, cancellation);
        return new OperationRecords(found.Page, new OperationFacets(found.Counts[State], found.Counts[KindFacet]));
    }

    /// <summary>Lists the tenant's records that have no ending, the oldest last.</summary>
    public async Task<Page<Document<OperationRecord>>> Unfinished(TenantId tenant, PageRequest page, CancellationToken cancellation) =>
        (await List(tenant, new OperationFilter([OperationState.Running], []), page, cancellation)).Page;

    /// <summary>Writes a changed record in place of the one that was read.</summary>
    /// <returns>False when somebody else was faster; read it again.</returns>
    public async Task<bool> Replace(TenantId tenant, Document<OperationRecord> read, OperationRecord changed, CancellationToken cancellation)
    {
        var batch = new Batch().Replace(Kind, changed.Id.ToString(), changed, read.Revision, SearchOf(changed));
        foreach (var told in OperationEvents.Between(tenant, read.Body, changed))
        {
            batch.Emit(told);
        }

        return (await documents.Commit(In(tenant), batch, cancellation)).Committed;
    }

    /// <summary>Changes a record whatever its work does meanwhile.</summary>
    /// <returns>Whether anything was written.</returns>
    internal Task<bool> Change(
        TenantId tenant, Document<OperationRecord> read, Func<OperationRecord, OperationRecord> change, CancellationToken cancellation) =>
        PersonalSearch.Change(documents, In(tenant), Kind, read, change, SearchOf, cancellation);

    /// <summary>Removes records of what ended before a time; at most a batch at once.</summary>
    /// <returns>How many were removed.</returns>
    internal async Task<int> Forget(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        // Searches know "at least", so ages are kept negated.
        var query = new SearchQuery
        {
            AtLeast = new Dictionary<string, double> { [Age] = 1 - before.ToUnixTimeMilliseconds() },
            Page = new PageRequest(Math.Min(limit, Batch.MaxOperations), null),
        };
        var old = (await documents.Search<OperationRecord>(In(tenant), Kind, query, cancellation)).Page.Items;
        var batch = new Batch();
        foreach (var record in old)
        {
            batch.Remove(Kind, record.Id);
        }

        if (old.Count > 0)
        {
            await documents.Commit(In(tenant), batch, cancellation);
        }

        return old.Count;
    }

    /// <summary>Everybody whom a record names besides whoever started it.</summary>
    internal static IEnumerable<PersonReference> PeopleOf(OperationRecord record) =>
        record.Earlier.Select(e => e.Canceled?.By).Append(record.Retried?.By).Append(record.Cancellation?.By).OfType<PersonReference>();

    internal static Partition In(TenantId tenant) => Partition.Of(tenant, "operations");

    private static SearchEntry SearchOf(OperationRecord record) => new()
    {
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            [State] = [WordOf(StateOf(record))],
            [KindFacet] = [record.Id.Kind],
            [Person] = [.. PeopleOf(record).Select(p => p.Subject).Append(record.StartedBy).Distinct()],
        },
        Numbers = NumbersOf(record),
    };

    // What goes on has no age: nothing is forgotten before its end.
    private static Dictionary<string, double> NumbersOf(OperationRecord record)
    {
        var numbers = new Dictionary<string, double> { [Created] = record.CreatedAt.ToUnixTimeMilliseconds() };
        if (record.Ending is { } ending)
        {
            numbers[Age] = -ending.At.ToUnixTimeMilliseconds();
        }

        return numbers;
    }

    private static OperationState StateOf(OperationRecord record) => record.Ending?.Status switch
    {
        null => OperationState.Running,
        OperationStatus.Succeeded => OperationState.Succeeded,
        OperationStatus.Canceled => OperationState.Canceled,
        _ => OperationState.Failed,
    };

    private static string WordOf(OperationState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}

/// <summary>A page of records, and how many there are of each state and kind.</summary>
public sealed record OperationRecords(Page<Document<OperationRecord>> Page, OperationFacets Facets);
