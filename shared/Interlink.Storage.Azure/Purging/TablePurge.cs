using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure.Ledger;

namespace Interlink.Storage.Azure.Purging;

/// <summary>Ledger entries, each by its row in time; the row that makes its key unique goes first. Unique rows without a row in time, from appends that
/// broke off, are things of their own, once there is nothing else. Rows come in order of their keys: in a book, those of its months before those that are unique.</summary>
internal sealed class TablePurge(TableClient table) : ITenantPurge
{
    public string Store => "ledger";

    public Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation) => Guarded<IReadOnlyList<StoredThing>>(
        async () =>
        {
            var (from, end) = ($"{tenant.Value}|", $"{tenant.Value}}}");
            var (inTime, unique) = (new List<StoredThing>(), new List<StoredThing>());
            await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {end}"), cancellationToken: cancellation))
            {
                var place = row.PartitionKey[from.Length..];
                var rows = IsInTime(row) ? inTime : unique;
                if (rows.Count < limit)
                {
                    rows.Add(new StoredThing(place.Split('|')[0], $"{place}/{row.RowKey}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.GetString("Data"))))));
                }

                if (inTime.Count == limit)
                {
                    break;
                }
            }

            // An entry's unique row goes with its row in time, and must not be counted beside it.
            return inTime.Count > 0 ? inTime : unique;
        },
        cancellation);

    public async Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        foreach (var thing in things)
        {
            var slash = thing.Key.IndexOf('/', StringComparison.Ordinal);
            await Guarded(() => Remove(tenant, $"{tenant.Value}|{thing.Key[..slash]}", thing.Key[(slash + 1)..], cancellation), cancellation);
        }
    }

    private async Task<bool> Remove(TenantId tenant, string partition, string row, CancellationToken cancellation)
    {
        if (await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation) is not { HasValue: true, Value: { } found })
        {
            return false;
        }

        // The book as it stands in the partition's key has nothing in it that would be written otherwise a second time.
        var key = found.GetString("Key");
        var unique = LedgerKeys.UniquePartition(new Book(tenant, ""), key);
        var book = partition[..partition.LastIndexOf('|')];
        await table.DeleteEntityAsync($"{book}|{unique[(unique.LastIndexOf('|') + 1)..]}", LedgerKeys.UniqueRow(key), ETag.All, cancellation);
        await table.DeleteEntityAsync(partition, row, ETag.All, cancellation);
        return true;
    }

    private static bool IsInTime(TableEntity row) => char.IsAsciiDigit(row.PartitionKey[row.PartitionKey.LastIndexOf('|') + 1]);

    private static Task<T> Guarded<T>(Func<Task<T>> work, CancellationToken cancellation) => Faults.Translated(Stores.Ledger, work, cancellation);
}
