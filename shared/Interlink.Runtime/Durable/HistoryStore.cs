using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

/// <summary>What is kept of orchestrations. Reads see commits; writes are committed when their task completes.</summary>
internal sealed partial class HistoryStore(RuntimeDatabase database)
{
    private const string Columns =
        "id, name, version, execution, status, input, output, failure, custom_status, tags, created_at, updated_at, completed_at, " +
        "start_at, parent_id, parent_name, parent_execution, parent_task";

    /// <summary>An orchestration; null when the id is unknown.</summary>
    public InstanceRecord? Find(string id) => database.Read(session => Find(session, id));

    /// <summary>An orchestration with its history.</summary>
    public (InstanceRecord? Instance, List<HistoryEvent> History) Load(string id) => database.Read(session =>
    {
        session.Execute("BEGIN");
        try
        {
            return (Find(session, id), session.Query(
                "SELECT kind, task, name, data, at FROM history WHERE instance = $0 ORDER BY sequence",
                row => new HistoryEvent((EventKind)row.GetInt32(0), row.GetInt32(1), Text(row, 2), Text(row, 3), row.GetInt64(4)),
                id));
        }
        finally
        {
            session.Execute("COMMIT");
        }
    });

    /// <summary>Orchestrations by creation, oldest first, from after the one given.</summary>
    public List<InstanceRecord> List(OrchestrationQuery query, (long CreatedAt, string Id) after, int limit) => database.Read(session =>
        session.Query(
            $"""
            SELECT {Columns} FROM instances
            WHERE (created_at, id) > ($0, $1) AND created_at >= $2 AND created_at <= $3
                AND ($4 IS NULL OR substr(id, 1, length($4)) = $4)
                AND ($5 IS NULL OR status IN (SELECT value FROM json_each($5)))
            ORDER BY created_at, id LIMIT $6
            """,
            Read,
            after.CreatedAt,
            after.Id,
            query.CreatedFrom?.UtcTicks ?? 0,
            query.CreatedTo?.UtcTicks ?? long.MaxValue,
            string.IsNullOrEmpty(query.InstanceIdPrefix) ? null : query.InstanceIdPrefix,
            Numbers(query.Statuses),
            limit));

    /// <summary>Ids in their own order, from after the one given.</summary>
    public List<string> Ids(
        IEnumerable<OrchestrationRuntimeStatus>? statuses, DateTimeOffset? from, DateTimeOffset? to, string after, int limit) =>
        database.Read(session => session.Query(
            """
            SELECT id FROM instances
            WHERE id > $0 AND ($1 IS NULL OR completed_at >= $1) AND ($2 IS NULL OR completed_at <= $2)
                AND ($3 IS NULL OR status IN (SELECT value FROM json_each($3)))
            ORDER BY id LIMIT $4
            """,
            row => row.GetString(0),
            after,
            from?.UtcTicks,
            to?.UtcTicks,
            Numbers(statuses),
            limit));

    private static InstanceRecord? Find(SqliteSession session, string id) =>
        session.Query($"SELECT {Columns} FROM instances WHERE id = $0", Read, id).FirstOrDefault();

    private static InstanceRecord Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Version = row.GetString(2),
        Execution = row.GetInt64(3),
        Status = (OrchestrationRuntimeStatus)row.GetInt32(4),
        Input = Text(row, 5),
        Output = Text(row, 6),
        Failure = Text(row, 7),
        CustomStatus = Text(row, 8),
        Tags = Text(row, 9),
        CreatedAt = Time(row, 10)!.Value,
        UpdatedAt = Time(row, 11)!.Value,
        CompletedAt = Time(row, 12),
        StartAt = Time(row, 13),
        Parent = row.IsDBNull(14) ? null : new ParentLink(row.GetString(14), row.GetString(15), row.GetInt64(16), row.GetInt32(17)),
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);

    private static string? Numbers(IEnumerable<OrchestrationRuntimeStatus>? statuses) =>
        statuses?.ToArray() is { Length: > 0 } some ? $"[{string.Join(',', some.Select(status => (int)status))}]" : null;
}
