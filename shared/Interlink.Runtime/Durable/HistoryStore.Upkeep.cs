using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

/// <summary>What was under way when the host last stopped.</summary>
/// <param name="Starts">Orchestrations that are still to begin, and those whose history cannot be read, which fail when they try.</param>
/// <param name="Messages">What had arrived.</param>
/// <param name="Activities">What was to be run, or was being run.</param>
internal sealed record Unfinished(
    IReadOnlyList<Message> Starts, IReadOnlyList<Message> Messages, IReadOnlyList<ActivityCall> Activities);

/// <summary>How many orchestrations of each status have not ended, and how many timers are stored.</summary>
internal sealed record OpenCounts(long Pending, long Running, long Suspended, long Timers);

internal sealed partial class HistoryStore
{
    /// <summary>
    /// Everything to take up again, handed over before anything else is committed. What merely waits stays where it is: an
    /// orchestration that waits for a timer or an event costs nothing.
    /// </summary>
    public Task<Unfinished> Recover(Action<Unfinished> takeUp) => database.Write(
        string.Empty,
        session =>
        {
            _lastKey = session.First(
                """
                SELECT max(ifnull((SELECT max(key) FROM instances), 0), ifnull((SELECT max(instance) FROM turns), 0),
                    ifnull((SELECT max(instance) FROM inbox), 0), ifnull((SELECT max(instance) FROM timers), 0))
                """,
                row => row.Number(0));
            session.Execute("DELETE FROM inbox WHERE instance NOT IN (SELECT key FROM instances)");
            session.Execute("DELETE FROM leftovers WHERE instance NOT IN (SELECT key FROM instances)");
            var messages = session.Query(
                """
                SELECT sequence, id, kind, inbox.execution, task, inbox.name, data, instance
                FROM inbox JOIN instances ON key = instance ORDER BY sequence
                """,
                row => new Message(row.Words(1), (EventKind)row.Small(2), row.Number(3), row.Small(4), row.Text(5), row.Text(6))
                {
                    Sequence = row.Number(0),
                    Key = row.Number(7),
                });
            var ended = messages.Where(message => message.Kind is EventKind.TaskCompleted or EventKind.TaskFailed)
                .Select(message => (message.Execution, message.Task)).ToHashSet();
            var activities = session.Query(
                """
                SELECT id, leftovers.execution, task, leftovers.name, leftovers.input, trace FROM leftovers JOIN instances ON key = instance
                ORDER BY leftovers.rowid
                """,
                row => new ActivityCall(row.Words(0), row.Number(1), row.Small(2), row.Words(3), row.Text(4)) { Trace = row.Text(5) });
            List<Message> starts = [];
            foreach (var instance in session.Query($"SELECT {Current} FROM instances WHERE busy = 1 ORDER BY key", Read))
                TakeUp(session, instance, ended, activities, starts);
            return new Unfinished(starts, messages, activities);
        },
        takeUp);

    /// <summary>The next timers after one, in the order they fall due, handed over before anything else is committed.</summary>
    public Task Timers(TimerCall? after, int limit, Action<IReadOnlyList<TimerCall>> take) => database.Write(
        string.Empty,
        session => session.Query(
            """
            SELECT id, key, timers.execution, task, due FROM timers JOIN instances ON key = instance
            WHERE (due, instance, task) > (?1, ?2, ?3) ORDER BY due, instance, task LIMIT ?4
            """,
            row => new TimerCall(row.Words(0), row.Number(1), row.Number(2), row.Small(3), row.Time(4)!.Value),
            after?.Due.UtcTicks ?? 0,
            after?.Key ?? 0,
            after?.Task ?? 0,
            limit),
        take);

    /// <summary>Counts what has not ended. Goes through all orchestrations.</summary>
    public OpenCounts CountOpen() => database.Read(session => session.First(
        """
        SELECT count(*) FILTER (WHERE status = 6), count(*) FILTER (WHERE status = 0), count(*) FILTER (WHERE status = 7),
            (SELECT count(*) FROM timers) FROM instances
        """,
        row => new OpenCounts(row.Number(0), row.Number(1), row.Number(2), row.Number(3))))!;

    /// <summary>The orchestrations below one, itself left out.</summary>
    public List<string> Descendants(string id) => database.Read(session => session.Query(
        """
        WITH RECURSIVE below(child) AS (
            SELECT id FROM instances WHERE parent_id = ?1 UNION SELECT id FROM instances JOIN below ON parent_id = child)
        SELECT child FROM below
        """,
        row => row.Words(0),
        id));

    /// <summary>Deletes those of the given orchestrations that have finished; tells which.</summary>
    public Task<List<string>> Purge(IReadOnlyList<string> ids) => database.Write(ids.Count > 0 ? ids[0] : string.Empty, session =>
    {
        List<string> purged = [];
        foreach (var id in ids)
        {
            if (Target(session, id) is not { } target || !InstanceRecord.Finished(target.Status)) continue;
            Delete(session, target.Key);
            purged.Add(id);
        }

        return purged;
    });

    /// <summary>The finished orchestrations that a purge filter lets through.</summary>
    public List<string> Finished(PurgeInstancesFilter filter) => database.Read(session => session.Query(
        """
        SELECT id FROM instances
        WHERE status IN (1, 3, 4, 5) AND created_at >= ?1 AND created_at <= ?2
            AND (?3 IS NULL OR status IN (SELECT value FROM json_each(?3)))
        ORDER BY created_at
        """,
        row => row.Words(0),
        filter.CreatedFrom?.UtcTicks ?? 0,
        filter.CreatedTo?.UtcTicks ?? long.MaxValue,
        Numbers(filter.Statuses)));

    /// <summary>When a timer function ran last and was to run next; null when it never ran.</summary>
    public (DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset Updated)? Schedule(string name) => database.Read(session =>
        session.First(
            "SELECT last, next, updated FROM schedules WHERE name = ?1",
            row => ((DateTimeOffset, DateTimeOffset, DateTimeOffset)?)(row.Time(0)!.Value, row.Time(1)!.Value, row.Time(2)!.Value),
            name));

    /// <summary>Keeps when a timer function ran last and runs next.</summary>
    public Task<int> KeepSchedule(string name, DateTimeOffset last, DateTimeOffset next, DateTimeOffset now) => database.Write(string.Empty, session =>
    {
        session.Execute(
            "INSERT OR REPLACE INTO schedules(name, last, next, updated) VALUES (?1, ?2, ?3, ?4)",
            name, last.UtcTicks, next.UtcTicks, now.UtcTicks);
        return 1;
    });

    /// <summary>An orchestration that was busy: its activities without a result, or its start.</summary>
    private static void TakeUp(
        SqliteSession session,
        InstanceRecord instance,
        HashSet<(long Execution, int Task)> ended,
        List<ActivityCall> activities,
        List<Message> starts)
    {
        var start = new Message(instance.Id, EventKind.Start, instance.Execution);
        List<HistoryEvent> history;
        try
        {
            history = History(session, instance.Key);
        }
        catch (InvalidDataException)
        {
            // Its own turn will find the same, and fail it; the others go on.
            starts.Add(start);
            return;
        }

        if (!history.Exists(line => line.Kind == EventKind.ExecutionStarted))
        {
            starts.Add(start);
            return;
        }

        var heard = history.Where(line => line.Kind is EventKind.TaskCompleted or EventKind.TaskFailed)
            .Select(line => line.Task).ToHashSet();
        activities.AddRange(history
            .Where(line => line.Kind == EventKind.TaskScheduled && !heard.Contains(line.Task))
            .Where(line => !ended.Contains((instance.Execution, line.Task)))
            .Select(line => new ActivityCall(instance.Id, instance.Execution, line.Task, line.Name!, line.Data) { Trace = instance.Trace }));
    }

    /// <summary>The children of an orchestration that are under way.</summary>
    private static List<string> UnfinishedChildren(SqliteSession session, string id) => session.Query(
        "SELECT id FROM instances WHERE parent_id = ?1 AND status IN (0, 6, 7)", row => row.Words(0), id);
}
