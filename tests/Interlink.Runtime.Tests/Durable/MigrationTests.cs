using Interlink.Runtime.Durable;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>A file that the first version of the host left behind goes on where it stood.</summary>
public sealed class MigrationTests : DurableTest
{
    private const int Running = 0;
    private const int Completed = 1;
    private const int Pending = 6;

    [Fact]
    public async Task What_was_under_way_in_the_first_form_of_the_file_goes_on_in_the_second()
    {
        await Host.DisposeAsync();
        File.Delete(Database);
        Prepare();
        await Reopen();

        Assert.Equal(700, Succeeded<int>(await Completion("t:large")));
        Assert.Equal(["Hello a"], Succeeded<string[]>(await Completion("t:done")));
        Assert.Equal(["Hello a", "Hello b"], Succeeded<string[]>(await Completion("t:chain")));
        Assert.Equal(["Hello new"], Succeeded<string[]>(await Completion("t:new")));
        Assert.Equal("stored then", Succeeded<string>(await Completion("t:listen")));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await Client.GetInstanceAsync("t:sleep"))!.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await Client.GetInstanceAsync("t:later"))!.RuntimeStatus);
        var both = Task.WhenAll(Completion("t:sleep"), Completion("t:later"));
        foreach (var ended in await Advance(TimeSpan.FromMinutes(10), both)) Assert.True(ended.IsCompleted);
        Assert.Equal("""{"k":"v"}""", System.Text.Json.JsonSerializer.Serialize((await Client.GetInstanceAsync("t:done"))!.Tags));
        foreach (var id in (string[])["t:done", "t:chain", "t:listen", "t:sleep"])
            Assert.Equal([], HistoryCheck.Faults(Host.Part<HistoryStore>().Tell(id)!));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await Host.DisposeAsync();
        Run("PRAGMA user_version = 99");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Start(Database, Clock));
        Assert.Contains("schema 99", refusal.Message, StringComparison.Ordinal);
        Run("PRAGMA user_version = 3");
        await Reopen();
    }

    private void Prepare()
    {
        var now = Clock.GetUtcNow().UtcTicks;
        var hour = TimeSpan.TicksPerHour;
        Run(FirstSchema.Sql);
        Instance("t:large", "ReportProgress", 17, Pending, $"\"{new string('é', 700)}\"");
        Instance("t:done", "Chain", 11, Completed, """["a"]""", """["Hello a"]""");
        Lines("t:done", (1, -1, null, null, now), (2, -1, null, null, 0), (3, 0, "Greet1", null, 0), (1, -1, null, null, now), (4, 0, "Greet1", "\"Hello a\"", 0));
        Instance("t:chain", "Chain", 12, Running, """["a","b"]""");
        Lines("t:chain", (1, -1, null, null, now), (2, -1, null, null, 0), (3, 0, "Greet1", null, 0), (1, -1, null, null, now), (4, 0, "Greet1", "\"Hello a\"", 0), (3, 1, "Greet1", null, 0));
        Run("""INSERT INTO activities VALUES ('t:chain', 12, 1, 'Greet1', '"b"')""");
        Instance("t:new", "Chain", 13, Pending, """["new"]""");
        Instance("t:listen", "Listen", 14, Running, "1");
        Lines("t:listen", (1, -1, null, null, now), (2, -1, null, null, 0));
        Run("""INSERT INTO inbox VALUES (7, 't:listen', 11, 0, -1, 'word', '"stored then"')""");
        Instance("t:sleep", "Sleep", 15, Running, "\"01:00:00\"");
        Lines("t:sleep", (1, -1, null, null, now), (2, -1, null, null, 0), (6, 0, "", null, 0));
        Run($"INSERT INTO timers VALUES ('t:sleep', 15, 0, {now + hour})");
        Instance("t:later", "FanOut", 16, Pending, "2", startAt: now + hour);
    }

    private void Instance(string id, string name, long execution, int status, string input, string? output = null, long? startAt = null)
    {
        var now = Clock.GetUtcNow().UtcTicks;
        var completed = output is null ? "NULL" : $"{now}";
        Run(
            $"""
            INSERT INTO instances(id, name, version, execution, status, input, output, tags, created_at, updated_at, completed_at, start_at)
            VALUES ('{id}', '{name}', '', {execution}, {status}, '{input}', {Quoted(output)}, {Quoted(output is null ? null : """{"k":"v"}""")},
                {now}, {now}, {completed}, {startAt?.ToString() ?? "NULL"})
            """);
    }

    private void Lines(string id, params (int Kind, int Task, string? Name, string? Data, long At)[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
            Run($"INSERT INTO history VALUES ('{id}', {i}, {lines[i].Kind}, {lines[i].Task}, {Quoted(lines[i].Name)}, {Quoted(lines[i].Data)}, {lines[i].At})");
    }

    private static string Quoted(string? text) => text is null ? "NULL" : $"'{text}'";

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>The tables as the first version of the host made them.</summary>
internal static class FirstSchema
{
    public const string Sql =
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
        PRAGMA user_version = 1;
        """;
}
