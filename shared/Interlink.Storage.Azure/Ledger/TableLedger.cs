using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Azure.Ledger;

/// <summary>
/// Ledger entries as rows of a table; see <see cref="LedgerKeys"/>. The unique row is written first and holds the whole entry, so that an
/// append that broke off between the two is completed by the next one of the same key.
/// </summary>
internal sealed class TableLedger(TableClient table) : ILedger
{
    /// <summary>Table storage's bound for a transaction.</summary>
    private const int MaxBatch = 100;

    /// <summary>Table storage's bound for a text, in characters.</summary>
    private const int MaxText = 32_000;

    private const int MaxParallel = 8;

    public async Task<int> Append(Book book, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        var distinct = entries.Select(Checked).DistinctBy(e => e.Key, StringComparer.Ordinal);
        var added = 0;
        var groups = distinct.GroupBy(e => LedgerKeys.UniquePartition(book, e.Key)).SelectMany(g => g.Chunk(MaxBatch)).ToList();
        await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellation }, async (group, token) =>
            Interlocked.Add(ref added, await AddUnique(book, group, token)));
        return added;
    }

    public async IAsyncEnumerable<LedgerEntry> Read(
        Book book, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (from >= to)
        {
            yield break;
        }

        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {LedgerKeys.TimePartition(book, from)} and PartitionKey le {LedgerKeys.TimePartition(book, to)} and RowKey ge {LedgerKeys.TimeRow(from)} and RowKey lt {LedgerKeys.TimeRow(to)}");
        await using var rows = table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).GetAsyncEnumerator(cancellation);
        var together = new List<LedgerEntry>();
        while (await Guarded(async () => await rows.MoveNextAsync(), cancellation))
        {
            var entry = Of(rows.Current);
            if (together.Count > 0 && together[0].At != entry.At)
            {
                foreach (var ready in InOrder(together))
                {
                    yield return ready;
                }

                together.Clear();
            }

            together.Add(entry);
        }

        foreach (var ready in InOrder(together))
        {
            yield return ready;
        }
    }

    /// <summary>Adds entries whose unique rows share a partition: together, and where one of them exists, one by one.</summary>
    private async Task<int> AddUnique(Book book, LedgerEntry[] entries, CancellationToken cancellation)
    {
        var rows = entries.Select(e => RowOf(LedgerKeys.UniquePartition(book, e.Key), LedgerKeys.UniqueRow(e.Key), e)).ToList();
        if (await Submit(rows.Select(r => new TableTransactionAction(TableTransactionActionType.Add, r)), cancellation))
        {
            await AddTimes(book, entries, cancellation);
            return entries.Length;
        }

        var added = 0;
        foreach (var row in rows)
        {
            var isNew = await Guarded(() => Added(row, cancellation), cancellation);
            var kept = isNew ? row : (await Guarded(() => table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellation), cancellation)).Value;
            await AddTimes(book, [Of(kept)], cancellation);
            added += isNew ? 1 : 0;
        }

        return added;
    }

    /// <summary>Writes the rows in time; writing one twice changes nothing.</summary>
    private async Task AddTimes(Book book, IEnumerable<LedgerEntry> entries, CancellationToken cancellation)
    {
        foreach (var month in entries.GroupBy(e => LedgerKeys.TimePartition(book, e.At)))
        {
            var rows = month.Select(e => RowOf(month.Key, LedgerKeys.TimeRow(e.At, e.Key), e));
            await Submit(rows.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r)), cancellation);
        }
    }

    /// <summary>Submits a transaction.</summary>
    /// <returns>False when a row that was to be added exists; nothing is written then.</returns>
    private Task<bool> Submit(IEnumerable<TableTransactionAction> actions, CancellationToken cancellation) => Guarded(
        async () =>
        {
            try
            {
                await table.SubmitTransactionAsync(actions, cancellation);
                return true;
            }
            catch (TableTransactionFailedException exists) when (exists.Status == 409)
            {
                return false;
            }
        },
        cancellation);

    private async Task<bool> Added(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(row, cancellation);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    private static IEnumerable<LedgerEntry> InOrder(List<LedgerEntry> entries) => entries.OrderBy(e => e.Key, StringComparer.Ordinal);

    private static LedgerEntry Checked(LedgerEntry entry)
    {
        ArgumentException.ThrowIfNullOrEmpty(entry.Key);
        var length = JsonSerializer.Serialize(entry.Data, Json.Options).Length;
        return length <= MaxText && entry.Key.Length <= MaxText
            ? entry
            : throw new AzureStorageException(
                AzureStorageFault.TooLarge, $"The particulars of the ledger entry '{entry.Key}' have {length:n0} characters; {MaxText:n0} fit. Nothing was written.");
    }

    private static TableEntity RowOf(string partition, string row, LedgerEntry entry) => new(partition, row)
    {
        ["Key"] = entry.Key,
        ["Ticks"] = entry.At.UtcTicks,
        ["Kind"] = entry.Kind,
        ["Data"] = JsonSerializer.Serialize(entry.Data, Json.Options),
    };

    private static LedgerEntry Of(TableEntity row) => new(
        row.GetString("Key"), new DateTimeOffset(row.GetInt64("Ticks") ?? 0, TimeSpan.Zero), row.GetString("Kind"),
        JsonSerializer.Deserialize<JsonElement>(row.GetString("Data"), Json.Options));

    private static Task<T> Guarded<T>(Func<Task<T>> work, CancellationToken cancellation) => Faults.Translated(Stores.Ledger, work, cancellation);
}
