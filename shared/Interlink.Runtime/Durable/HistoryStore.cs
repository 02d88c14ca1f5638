using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

/// <summary>What is kept of orchestrations. Reads see commits; writes are committed when their task completes.</summary>
internal sealed partial class HistoryStore(RuntimeDatabase database)
{
    private const string Columns =
        "key, id, name, version, execution, status, busy, created_at, updated_at, completed_at, start_at, " +
        "parent_id, parent_name, parent_execution, parent_task, tags, custom_status, failure, input, output, trace";

    /// <summary>The columns with the time of the last turn, which the row itself need not have.</summary>
    private const string Current =
        "key, id, name, version, execution, status, busy, created_at, " +
        "max(updated_at, ifnull((SELECT at FROM turns WHERE instance = key ORDER BY sequence DESC LIMIT 1), 0)), completed_at, start_at, " +
        "parent_id, parent_name, parent_execution, parent_task, tags, custom_status, failure, " +
        "ifnull(input, (SELECT data FROM inputs WHERE inputs.instance = key)), output, trace";

    private long _lastKey;

    /// <summary>A key that no orchestration has or had while anything of it is stored.</summary>
    public long NewKey() => Interlocked.Increment(ref _lastKey);

    /// <summary>An orchestration; null when the id is unknown.</summary>
    public InstanceRecord? Find(string id) => database.Read(session => Find(session, id));

    /// <summary>An orchestration that has not finished, with its history; throws when that cannot be read.</summary>
    public Loaded? Load(string id) => database.Read(session =>
    {
        session.Execute("BEGIN");
        try
        {
            return Find(session, id) is { IsFinished: false } instance ? new Loaded(instance, History(session, instance.Key)) : null;
        }
        finally
        {
            session.Execute("COMMIT");
        }
    });

    /// <summary>What has happened to an orchestration since it began, or began again; null when the id is unknown.</summary>
    public Loaded? Tell(string id) => database.Read(session =>
        Find(session, id) is { } instance ? new Loaded(instance, History(session, instance.Key)) : null);

    /// <summary>Orchestrations in the order they were stored, from after the key given.</summary>
    public List<InstanceRecord> List(OrchestrationQuery query, long after, int limit)
    {
        // An index serves the prefix, which is what callers with a tenant ask by; without one the order of keys is served.
        var isPrefixed = !string.IsNullOrEmpty(query.InstanceIdPrefix);
        var prefix = isPrefixed ? "AND id >= ?4 AND id < ?4 || char(0x10ffff)" : "AND ?4 IS NULL";
        return database.Read(session => session.Query(
            $"""
            SELECT {Current} FROM instances
            WHERE key > ?1 AND created_at >= ?2 AND created_at <= ?3 {prefix}
                AND (?5 IS NULL OR status IN (SELECT value FROM json_each(?5)))
            ORDER BY key LIMIT ?6
            """,
            Read,
            after,
            query.CreatedFrom?.UtcTicks ?? 0,
            query.CreatedTo?.UtcTicks ?? long.MaxValue,
            isPrefixed ? query.InstanceIdPrefix : null,
            Numbers(query.Statuses),
            limit));
    }

    /// <summary>Ids in their own order, from after the one given.</summary>
    public List<string> Ids(
        IEnumerable<OrchestrationRuntimeStatus>? statuses, DateTimeOffset? from, DateTimeOffset? to, string after, int limit) =>
        database.Read(session => session.Query(
            """
            SELECT id FROM instances
            WHERE id > ?1 AND (?2 IS NULL OR completed_at >= ?2) AND (?3 IS NULL OR completed_at <= ?3)
                AND (?4 IS NULL OR status IN (SELECT value FROM json_each(?4)))
            ORDER BY id LIMIT ?5
            """,
            row => row.Words(0),
            after,
            from?.UtcTicks,
            to?.UtcTicks,
            Numbers(statuses),
            limit));

    private static InstanceRecord? Find(SqliteSession session, string id) =>
        session.First($"SELECT {Current} FROM instances WHERE id = ?1", Read, id);

    private static List<HistoryEvent> History(SqliteSession session, long key)
    {
        List<HistoryEvent> history = [];
        session.Query(
            "SELECT at, data FROM turns WHERE instance = ?1 ORDER BY sequence",
            row =>
            {
                HistoryCodec.Decode(row.Number(0), row.Bytes(1), history);
                return true;
            },
            key);
        return history;
    }

    private static InstanceRecord Read(SqlRow row) => new()
    {
        Key = row.Number(0),
        Id = row.Words(1),
        Name = row.Words(2),
        Version = row.Words(3),
        Execution = row.Number(4),
        Status = (OrchestrationRuntimeStatus)row.Small(5),
        IsBusy = row.Small(6) != 0,
        CreatedAt = row.Time(7)!.Value,
        UpdatedAt = row.Time(8)!.Value,
        CompletedAt = row.Time(9),
        StartAt = row.Time(10),
        Parent = row.Text(11) is { } parent ? new ParentLink(parent, row.Words(12), row.Number(13), row.Small(14)) : null,
        Tags = row.Text(15),
        CustomStatus = row.Text(16),
        Failure = row.Text(17),
        Input = row.Text(18),
        Output = row.Text(19),
        Trace = row.Text(20),
    };

    private static string? Numbers(IEnumerable<OrchestrationRuntimeStatus>? statuses) =>
        statuses?.ToArray() is { Length: > 0 } some ? $"[{string.Join(',', some.Select(status => (int)status))}]" : null;
}
