using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

/// <summary>What was under way when the host last stopped.</summary>
internal sealed record Unfinished(
    IReadOnlyList<string> NotBegun,
    IReadOnlyList<Message> Messages,
    IReadOnlyList<ActivityCall> Activities,
    IReadOnlyList<TimerCall> Timers);

internal sealed partial class HistoryStore
{
    /// <summary>Everything to take up again. Read between writes, so that it overlaps with none.</summary>
    public Task<Unfinished> Recover() => database.Write(session => new Unfinished(
        session.Query(
            "SELECT id FROM instances WHERE status IN (0, 6) AND NOT EXISTS (SELECT 1 FROM history WHERE instance = id)",
            row => row.GetString(0)),
        session.Query(
            "SELECT sequence, instance, kind, execution, task, name, data FROM inbox ORDER BY sequence",
            row => new Message(row.GetString(1), (EventKind)row.GetInt32(2), row.GetInt64(3), row.GetInt32(4), Text(row, 5), Text(row, 6))
            {
                Sequence = row.GetInt64(0),
            }),
        session.Query(
            "SELECT instance, execution, task, name, input FROM activities",
            row => new ActivityCall(row.GetString(0), row.GetInt64(1), row.GetInt32(2), row.GetString(3), Text(row, 4))),
        session.Query(
            "SELECT instance, execution, task, due FROM timers",
            row => new TimerCall(row.GetString(0), row.GetInt64(1), row.GetInt32(2), Time(row, 3)!.Value))));

    /// <summary>The orchestrations below one, itself left out.</summary>
    public List<InstanceRecord> Descendants(string id) => database.Read(session => session.Query(
        $"""
        WITH RECURSIVE below(child) AS (
            SELECT id FROM instances WHERE parent_id = $0 UNION SELECT id FROM instances JOIN below ON parent_id = child)
        SELECT {Columns} FROM instances WHERE id IN below
        """,
        Read,
        id));

    /// <summary>Deletes those of the given orchestrations that have finished; tells which.</summary>
    public Task<List<string>> Purge(IReadOnlyList<string> ids) => database.Write(session =>
    {
        List<string> purged = [];
        foreach (var id in ids)
        {
            if (Status(session, id) is not { } status || !InstanceRecord.Finished(status)) continue;
            Clear(session, id, history: true);
            session.Execute("DELETE FROM instances WHERE id = $0", id);
            purged.Add(id);
        }

        return purged;
    });

    /// <summary>The finished orchestrations that a purge filter lets through.</summary>
    public List<string> Finished(PurgeInstancesFilter filter) => database.Read(session => session.Query(
        """
        SELECT id FROM instances
        WHERE status IN (1, 3, 4, 5) AND created_at >= $0 AND created_at <= $1
            AND ($2 IS NULL OR status IN (SELECT value FROM json_each($2)))
        ORDER BY created_at, id
        """,
        row => row.GetString(0),
        filter.CreatedFrom?.UtcTicks ?? 0,
        filter.CreatedTo?.UtcTicks ?? long.MaxValue,
        Numbers(filter.Statuses)));

    /// <summary>When a timer function ran last and was to run next; null when it never ran.</summary>
    public (DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset Updated)? Schedule(string name) => database.Read(session =>
        session.Query(
            "SELECT last, next, updated FROM schedules WHERE name = $0",
            row => ((DateTimeOffset, DateTimeOffset, DateTimeOffset)?)(Time(row, 0)!.Value, Time(row, 1)!.Value, Time(row, 2)!.Value),
            name).FirstOrDefault());

    /// <summary>Keeps when a timer function ran last and runs next.</summary>
    public Task<int> KeepSchedule(string name, DateTimeOffset last, DateTimeOffset next, DateTimeOffset now) => database.Write(session =>
        session.Execute(
            "INSERT OR REPLACE INTO schedules(name, last, next, updated) VALUES ($0, $1, $2, $3)",
            name, last.UtcTicks, next.UtcTicks, now.UtcTicks));
}
