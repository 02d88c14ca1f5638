using System.Runtime.CompilerServices;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Ledger;

/// <summary>Ledger entries as rows of SQLite.</summary>
internal sealed class LocalLedger(Readers readers, Writer writer) : ILedger
{
    private const int Round = 500;

    public Task<int> Append(Book book, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries)
        {
            ArgumentException.ThrowIfNullOrEmpty(entry.Key);
        }

        var prepared = entries.Select(e => (Entry: e, Data: JsonSerializer.SerializeToUtf8Bytes(e.Data, Json.Options))).ToList();
        return writer.Write(
            session =>
            {
                var added = 0;
                foreach (var (entry, data) in prepared)
                {
                    using var row = session.Connection.Query(
                            "INSERT INTO ledger (tenant, book, at, key, kind, data) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1")
                        .Bind(book.Tenant.Value).Bind(book.Name).Bind(entry.At.UtcTicks).Bind(entry.Key).Bind(entry.Kind).Bind(data);
                    added += row.Step() ? 1 : 0;
                }

                return (added, true);
            },
            cancellation);
    }

    public async IAsyncEnumerable<LedgerEntry> Read(
        Book book, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (at, key) = (from.UtcTicks, "");
        while (true)
        {
            var round = await readers.Read(connection => Take(connection, book, (at, key), to.UtcTicks), cancellation);
            foreach (var entry in round)
            {
                yield return entry;
            }

            if (round.Count < Round)
            {
                yield break;
            }

            (at, key) = (round[^1].At.UtcTicks, round[^1].Key);
        }
    }

    /// <summary>Entries after a place, whose first is (from, "") as no key is empty.</summary>
    private static List<LedgerEntry> Take(Connection connection, Book book, (long At, string Key) after, long to)
    {
        using var row = connection.Query("""
            SELECT key, at, kind, data FROM ledger
            WHERE tenant = ? AND book = ? AND (at, key) > (?, ?) AND at < ? ORDER BY at, key LIMIT ?
            """)
            .Bind(book.Tenant.Value).Bind(book.Name).Bind(after.At).Bind(after.Key).Bind(to).Bind(Round);
        var entries = new List<LedgerEntry>(Round);
        while (row.Step())
        {
            entries.Add(new LedgerEntry(
                row.Text(0), new DateTimeOffset(row.Int64(1), TimeSpan.Zero), row.Text(2), JsonSerializer.Deserialize<JsonElement>(row.Utf8(3), Json.Options)));
        }

        return entries;
    }
}
