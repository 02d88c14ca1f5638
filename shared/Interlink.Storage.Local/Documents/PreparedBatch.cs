using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Searching;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Documents;

/// <summary>A batch, turned to JSON on the thread of the caller, so that the writer only writes.</summary>
internal sealed class PreparedBatch
{
    private readonly string _tenant;
    private readonly string _aggregate;
    private readonly string _era;
    private readonly List<PreparedOperation> _operations;
    private readonly List<(DomainEvent Event, byte[] Data, byte[] Changes)> _events;

    /// <param name="era">Goes into every revision; see <see cref="LocalDocuments"/>.</param>
    public PreparedBatch(Partition partition, Batch batch, string era)
    {
        _era = era;
        _tenant = partition.Tenant.Value;
        _aggregate = partition.Aggregate;
        _operations = [.. batch.Operations.Select(PreparedOperation.Of)];
        _events =
        [
            .. batch.Events.Select(e => (
                e, JsonSerializer.SerializeToUtf8Bytes(e.Data, e.Data.GetType(), Json.Options), JsonSerializer.SerializeToUtf8Bytes(e.Changes, Json.Options))),
        ];
    }

    /// <summary>Applies every operation in order, or stops at the first whose expectation does not hold.</summary>
    public (CommitResult Result, bool Keep) Apply(WriteSession session)
    {
        var commit = session.Connection.Number("UPDATE state SET value = value + 1 WHERE name = 'commit' RETURNING value");
        var revisions = new List<Revision>();
        for (var i = 0; i < _operations.Count; i++)
        {
            var operation = _operations[i];
            var current = Current(session.Connection, operation);
            if (Refusal(operation.Expectation, current) is { } reason)
            {
                return (new CommitResult([], new CommitConflict(operation.Kind, operation.Id, reason)), false);
            }

            if (operation.Body is null)
            {
                Remove(session, operation, current);
                continue;
            }

            var revision = $"{commit:x}-{i:x}-{_era}";
            var number = Put(session, operation, current, revision);
            new EntryWrites(session, _tenant, operation.Kind, _aggregate, operation.Id).Put(number, commit, operation.Entry);
            revisions.Add(new Revision(revision));
        }

        Emit(session.Connection);
        return (new CommitResult(revisions, null), true);
    }

    private static ConflictReason? Refusal(Expectation expectation, (long Number, string Revision)? current) => (expectation, current) switch
    {
        ({ MustBeAbsent: true }, not null) => ConflictReason.Exists,
        ({ Revision: not null }, null) => ConflictReason.Missing,
        ({ Revision: { } expected }, { } found) when expected.Value != found.Revision => ConflictReason.Changed,
        _ => null,
    };

    private (long Number, string Revision)? Current(Connection connection, PreparedOperation operation)
    {
        using var row = connection.Query("SELECT number, revision FROM documents WHERE tenant = ? AND aggregate = ? AND kind = ? AND id = ?")
            .Bind(_tenant).Bind(_aggregate).Bind(operation.Kind).Bind(operation.Id);
        return row.Step() ? (row.Int64(0), row.Text(1)) : null;
    }

    private long Put(WriteSession session, PreparedOperation operation, (long Number, string Revision)? current, string revision)
    {
        var connection = session.Connection;
        var at = session.Now.UtcTicks;
        if (current is { } existing)
        {
            connection.Query("UPDATE documents SET revision = ?, written_at = ?, body = ? WHERE number = ?")
                .Bind(revision).Bind(at).Bind(operation.Body).Bind(existing.Number).Run();
            return existing.Number;
        }

        using var row = connection.Query(
                "INSERT INTO documents (tenant, aggregate, kind, id, revision, written_at, body) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number")
            .Bind(_tenant).Bind(_aggregate).Bind(operation.Kind).Bind(operation.Id).Bind(revision).Bind(at).Bind(operation.Body);
        row.Step();
        return row.Int64(0);
    }

    private void Remove(WriteSession session, PreparedOperation operation, (long Number, string Revision)? current)
    {
        if (current is { } existing)
        {
            new EntryWrites(session, _tenant, operation.Kind, _aggregate, operation.Id).Remove(existing.Number);
            session.Connection.Query("DELETE FROM documents WHERE number = ?").Bind(existing.Number).Run();
        }
    }

    /// <summary>Stores the events; one that is there already, from a step that runs again, is left as it is.</summary>
    private void Emit(Connection connection)
    {
        foreach (var (e, data, changes) in _events)
        {
            connection.Query("""
                INSERT INTO outbox (tenant, aggregate, id, type, at, actor, subject, data, changes, correlation, audit_only)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (tenant, id) DO NOTHING
                """)
                .Bind(_tenant).Bind(_aggregate).Bind(e.Id).Bind(e.Type).Bind(e.At.UtcTicks).Bind(e.Actor).Bind(e.Subject).Bind(data)
                .Bind(changes).Bind(e.Correlation ?? "").Bind(e.AuditOnly ? 1 : 0).Run();
        }
    }
}

/// <summary>One operation; without a body it removes.</summary>
internal sealed record PreparedOperation(string Kind, string Id, Expectation Expectation, byte[]? Body, PreparedEntry? Entry)
{
    public static PreparedOperation Of(BatchOperation operation)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation.Kind);
        ArgumentException.ThrowIfNullOrEmpty(operation.Id);
        return operation is PutOperation put
            ? new(put.Kind, put.Id, put.Expectation, Serialize(put), put.Search is { } search ? new PreparedEntry(search) : null)
            : new(operation.Kind, operation.Id, operation.Expectation, null, null);
    }

    private static byte[] Serialize(PutOperation put) => JsonSerializer.SerializeToUtf8Bytes(put.Body, put.BodyType, Json.Options);
}
