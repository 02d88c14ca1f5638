namespace Interlink.Runtime.Durable;

/// <summary>Brings what the first form of the tables held into the second.</summary>
internal static class SchemaMoves
{
    /// <summary>Makes room for tables of the same names.</summary>
    public static void SetAside(SqliteSession session) => session.Script(
        """
        DROP INDEX instances_by_creation; DROP INDEX instances_by_parent; DROP INDEX instances_open; DROP INDEX inbox_by_instance;
        ALTER TABLE instances RENAME TO old_instances;
        ALTER TABLE history RENAME TO old_history;
        ALTER TABLE inbox RENAME TO old_inbox;
        ALTER TABLE timers RENAME TO old_timers;
        ALTER TABLE activities RENAME TO old_activities;
        """);

    /// <summary>Fills the new tables and drops the old.</summary>
    public static void BringBack(SqliteSession session)
    {
        // An instance needs attention at the next start when it has not begun, unless a timer starts it, or waits for an activity.
        session.Script(
            """
            INSERT INTO instances
            SELECT row_number() OVER (ORDER BY created_at, id), id, name, version, execution, status,
                status IN (0, 6, 7) AND (
                    EXISTS (SELECT 1 FROM old_activities WHERE instance = id AND old_activities.execution = old_instances.execution)
                    OR (start_at IS NULL AND NOT EXISTS (SELECT 1 FROM old_history WHERE instance = id))),
                created_at, updated_at, completed_at, start_at, parent_id, parent_name, parent_execution, parent_task,
                tags, custom_status, failure, input, output
            FROM old_instances;
            INSERT INTO inbox
            SELECT sequence, key, kind, old_inbox.execution, task, old_inbox.name, data
            FROM old_inbox JOIN instances ON id = instance;
            INSERT INTO timers
            SELECT key, task, old_timers.execution, due
            FROM old_timers JOIN instances ON id = instance AND old_timers.execution = instances.execution;
            INSERT INTO timers
            SELECT key, -1, execution, start_at FROM instances
            WHERE status IN (6, 7) AND start_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM old_history WHERE instance = id);
            INSERT INTO leftovers
            SELECT old_activities.execution, task, key, old_activities.name, old_activities.input
            FROM old_activities JOIN instances ON id = instance WHERE status NOT IN (0, 6, 7);
            """);
        foreach (var (key, id) in session.Query("SELECT key, id FROM instances ORDER BY key", row => (row.Number(0), row.Words(1))))
            BringHistory(session, key, id);
        session.Script(
            """
            DROP TABLE old_history; DROP TABLE old_inbox; DROP TABLE old_timers; DROP TABLE old_activities; DROP TABLE old_instances;
            """);
    }

    /// <summary>One row for each turn, with what stood elsewhere: the inputs of activities, the times of timers.</summary>
    private static void BringHistory(SqliteSession session, long key, string id)
    {
        var lines = session.Query(
            """
            SELECT kind, h.task, h.name, coalesce(data, a.input), at, due FROM old_history h
            LEFT JOIN old_activities a ON kind = 3 AND a.instance = h.instance AND a.task = h.task
            LEFT JOIN old_timers t ON kind = 6 AND t.instance = h.instance AND t.task = h.task
            WHERE h.instance = ?1 ORDER BY sequence
            """,
            row => new HistoryEvent(
                (EventKind)row.Small(0), row.Small(1), row.Text(2), row.Text(3), row.NumberOrNull(5) ?? row.Number(4)),
            id);
        List<HistoryEvent> turn = [];
        foreach (var line in lines)
        {
            if (line.Kind == EventKind.TurnStarted) Keep(session, key, turn);
            turn.Add(line);
        }

        Keep(session, key, turn);
    }

    private static void Keep(SqliteSession session, long key, List<HistoryEvent> turn)
    {
        if (turn.Count == 0) return;
        session.Execute("INSERT INTO turns(instance, at, data) VALUES (?1, ?2, ?3)", key, turn[0].At, HistoryCodec.Encode(turn));
        turn.Clear();
    }
}
