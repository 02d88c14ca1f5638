using System.Security.Cryptography;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Searching;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Documents;

/// <summary>Documents as JSON rows of SQLite.</summary>
internal sealed class LocalDocuments(Readers readers, Writer writer, Searcher searcher, OutboxBell bell) : IDocuments
{
    private const string ById = $"SELECT {RawDocument.Columns} FROM documents WHERE tenant = ? AND aggregate = ? AND kind = ? AND id = ?";

    /// <summary>Tells the revisions given out since the folder was opened from those of before: also when it was put back from an older copy meanwhile.</summary>
    private readonly string _era = RandomNumberGenerator.GetHexString(6, lowercase: true);

    public async Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation)
    {
        var found = await readers.Read(connection => Find(connection, partition, kind, id), cancellation);
        return found?.As<T>();
    }

    public async Task<IReadOnlyList<Document<T>>> FindMany<T>(
        Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, Limits.MaxIds);
        var found = await readers.Read(
            connection => connection.Snapshot(c => ids.Select(id => Find(c, partition, kind, id)).OfType<RawDocument>().ToList()),
            cancellation);
        return [.. found.Select(d => d.As<T>())];
    }

    public async Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation)
    {
        var limit = Limits.List(options.Limit);
        var prefix = options.Prefix ?? "";
        var cursor = new Cursor(JsonSerializer.Serialize<string[]>(["list", partition.Tenant.Value, partition.Aggregate, kind, prefix]));
        var after = options.Cursor is { } text ? cursor.Read(text).Id : null;
        var (total, found) = await readers.Read(
            connection => connection.Snapshot(c => (Count(c, partition, kind, prefix), Range(c, partition, kind, prefix, after, limit + 1))),
            cancellation);
        var next = found.Count > limit ? cursor.Write(new Position([], 0, found[limit - 1].Id, "")) : null;
        return new Page<Document<T>>([.. found.Take(limit).Select(d => d.As<T>())], total, next);
    }

    public async Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation)
    {
        var found = await readers.Read(connection => searcher.Find(connection, scope, kind, query), cancellation);
        return new SearchResult<T>(new Page<Document<T>>([.. found.Documents.Select(d => d.As<T>())], found.Total, found.Next), found.Counts);
    }

    public async Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation)
    {
        var prepared = new PreparedBatch(partition, batch, _era);
        var result = await writer.Write(prepared.Apply, cancellation);
        if (result.Committed && batch.Events.Count > 0)
        {
            bell.Ring();
        }

        return result;
    }

    private static RawDocument? Find(Connection connection, Partition partition, string kind, string id)
    {
        using var row = connection.Query(ById).Bind(partition.Tenant.Value).Bind(partition.Aggregate).Bind(kind).Bind(id);
        return row.Step() ? RawDocument.Of(row) : null;
    }

    private static long Count(Connection connection, Partition partition, string kind, string prefix)
    {
        using var row = connection.Query("SELECT count(*) FROM documents WHERE tenant = ? AND aggregate = ? AND kind = ? AND id >= ? AND id < ?")
            .Bind(partition.Tenant.Value).Bind(partition.Aggregate).Bind(kind).Bind(prefix).Bind(TextRange.End(prefix));
        row.Step();
        return row.Int64(0);
    }

    private static List<RawDocument> Range(Connection connection, Partition partition, string kind, string prefix, string? after, int limit)
    {
        using var row = connection.Query($"""
            SELECT {RawDocument.Columns} FROM documents
            WHERE tenant = ? AND aggregate = ? AND kind = ? AND id >= ? AND id < ? AND id > ? ORDER BY id LIMIT ?
            """)
            .Bind(partition.Tenant.Value).Bind(partition.Aggregate).Bind(kind)
            .Bind(prefix).Bind(TextRange.End(prefix)).Bind(after ?? "").Bind(limit);
        var found = new List<RawDocument>();
        while (row.Step())
        {
            found.Add(RawDocument.Of(row));
        }

        return found;
    }
}
