namespace Interlink.Runtime.Durable;

/// <summary>The tables, as a list of steps from nothing to the present; <c>user_version</c> counts the steps done.</summary>
internal static class Schema
{
    private const string First =
        """
        CREATE TABLE instances(
            id TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, execution INTEGER NOT NULL, status INTEGER NOT NULL,
            input TEXT, output TEXT, failure TEXT, custom_status TEXT, tags TEXT,
            created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, completed_at INTEGER, start_at INTEGER,
            parent_id TEXT, parent_name TEXT, parent_execution INTEGER, parent_task INTEGER) STRICT;
        CREATE INDEX instances_by_creation ON instances(created_at, id);
        CREATE INDEX instances_by_parent ON instances(parent_id) WHERE parent_id IS NOT NULL;
        CREATE INDEX instances_open ON instances(status, id) WHERE status IN (0, 6, 7);
        CREATE TABLE history(
            instance TEXT NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL, task INTEGER NOT NULL,
            name TEXT, data TEXT, at INTEGER NOT NULL, PRIMARY KEY(instance, sequence)) STRICT, WITHOUT ROWID;
        CREATE TABLE inbox(
            sequence INTEGER PRIMARY KEY, instance TEXT NOT NULL, kind INTEGER NOT NULL, execution INTEGER NOT NULL,
            task INTEGER NOT NULL, name TEXT, data TEXT) STRICT;
        CREATE INDEX inbox_by_instance ON inbox(instance);
        CREATE TABLE activities(
            instance TEXT NOT NULL, execution INTEGER NOT NULL, task INTEGER NOT NULL, name TEXT NOT NULL, input TEXT,
            PRIMARY KEY(instance, execution, task)) STRICT, WITHOUT ROWID;
        CREATE TABLE timers(
            instance TEXT NOT NULL, execution INTEGER NOT NULL, task INTEGER NOT NULL, due INTEGER NOT NULL,
            PRIMARY KEY(instance, execution, task)) STRICT, WITHOUT ROWID;
        CREATE TABLE schedules(
            name TEXT PRIMARY KEY, last INTEGER NOT NULL, next INTEGER NOT NULL, updated INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """;

    /// <summary>A row for each turn in the order of time, so that many turns touch few pages; numbers in place of ids.</summary>
    private const string Compact =
        """
        CREATE TABLE instances(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, version TEXT NOT NULL, execution INTEGER NOT NULL,
            status INTEGER NOT NULL, busy INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
            completed_at INTEGER, start_at INTEGER,
            parent_id TEXT, parent_name TEXT, parent_execution INTEGER, parent_task INTEGER,
            tags TEXT, custom_status TEXT, failure TEXT, input TEXT, output TEXT) STRICT;
        CREATE INDEX instances_by_creation ON instances(created_at);
        CREATE INDEX instances_by_parent ON instances(parent_id) WHERE parent_id IS NOT NULL;
        CREATE INDEX instances_busy ON instances(key) WHERE busy = 1;
        CREATE TABLE turns(sequence INTEGER PRIMARY KEY, instance INTEGER NOT NULL, at INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
        CREATE INDEX turns_by_instance ON turns(instance);
        CREATE TABLE inbox(
            sequence INTEGER PRIMARY KEY, instance INTEGER NOT NULL, kind INTEGER NOT NULL, execution INTEGER NOT NULL,
            task INTEGER NOT NULL, name TEXT, data TEXT) STRICT;
        CREATE TABLE timers(
            instance INTEGER NOT NULL, task INTEGER NOT NULL, execution INTEGER NOT NULL, due INTEGER NOT NULL,
            PRIMARY KEY(instance, task)) STRICT, WITHOUT ROWID;
        CREATE INDEX timers_by_due ON timers(due, instance, task);
        CREATE TABLE leftovers(
            execution INTEGER NOT NULL, task INTEGER NOT NULL, instance INTEGER NOT NULL, name TEXT NOT NULL, input TEXT,
            UNIQUE(execution, task)) STRICT;
        """;

    /// <summary>The place of an orchestration in a trace; large inputs apart, so that a changed status does not write them again.</summary>
    private const string Lean =
        """
        ALTER TABLE instances ADD COLUMN trace TEXT;
        CREATE TABLE inputs(instance INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
        INSERT INTO inputs SELECT key, input FROM instances WHERE length(CAST(input AS BLOB)) > 1024;
        UPDATE instances SET input = NULL WHERE key IN (SELECT instance FROM inputs);
        """;

    private static readonly Action<SqliteSession>[] s_steps =
    [
        session => session.Script(First),
        session =>
        {
            SchemaMoves.SetAside(session);
            session.Script(Compact);
            SchemaMoves.BringBack(session);
        },
        session => session.Script(Lean),
    ];

    /// <summary>Does the steps that are still to do, each as a whole; throws when the file is from a newer version of the host.</summary>
    public static void Migrate(SqliteSession session)
    {
        var done = session.First("PRAGMA user_version", row => row.Small(0));
        if (done > s_steps.Length)
            throw new InvalidOperationException($"The database has schema {done}; this version knows {s_steps.Length}: use the newer one.");

        for (var step = done; step < s_steps.Length; step++)
        {
            session.Script("BEGIN IMMEDIATE");
            try
            {
                s_steps[step](session);
                session.Script($"PRAGMA user_version = {step + 1}; COMMIT");
            }
            catch
            {
                if (session.IsInTransaction) session.Script("ROLLBACK");
                throw;
            }
        }
    }
}
