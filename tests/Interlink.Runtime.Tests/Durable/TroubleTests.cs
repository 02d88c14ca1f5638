using Interlink.Runtime.Durable;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>What happens when the file, the disk or the clock is not as it should be.</summary>
public sealed class TroubleTests : DurableTest
{
    [Fact]
    public async Task An_orchestration_whose_history_cannot_be_read_fails_alone()
    {
        var bad = await Start("Listen", 1, new StartOrchestrationOptions("bad"));
        var good = await Start("Listen", 1, new StartOrchestrationOptions("good"));
        await Task.WhenAll(Client.WaitForInstanceStartAsync(bad), Client.WaitForInstanceStartAsync(good));
        await Host.DisposeAsync();
        Change("UPDATE turns SET data = x'01ffff' WHERE instance = (SELECT key FROM instances WHERE id = 'bad')");
        await Reopen();
        await Client.RaiseEventAsync(bad, "word", "lost");
        await Client.RaiseEventAsync(good, "word", "heard");
        Assert.Equal("heard", Succeeded<string>(await Completion(good)));
        var ended = await Advance(TimeSpan.FromSeconds(5), Completion(bad));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("could not go on", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("cannot be read", ended.FailureDetails.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_can_never_be_committed_fails_its_orchestration_and_no_other()
    {
        await Write("""
            CREATE TRIGGER poison BEFORE INSERT ON turns WHEN NEW.instance = (SELECT key FROM instances WHERE id = 'bad')
            BEGIN SELECT RAISE(ABORT, 'not this one'); END
            """);
        await Start("ParentOfListener", "bad", new StartOrchestrationOptions("parent"));
        Assert.Equal(5, await Output<int>("FanOut", 3));
        await Reached("bad", _ => true);
        var ended = await Advance(TimeSpan.FromSeconds(5), Completion("bad"));
        Assert.Contains("not this one", ended.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Completion("parent")).RuntimeStatus);
    }

    [Fact]
    public async Task A_full_disk_refuses_what_is_new_and_loses_nothing_that_was_promised()
    {
        var id = await Start("Listen", 2);
        await Client.RaiseEventAsync(id, "word", "before");
        await Write("PRAGMA max_page_count = 1");
        var refusal = await Assert.ThrowsAsync<SqliteException>(() => Start("Listen", new string('x', 2_000_000)));
        Assert.Equal(13, refusal.SqliteErrorCode);
        await Write("PRAGMA max_page_count = 1000000");
        await Client.RaiseEventAsync(id, "word", "after");
        Assert.Equal("before after", Succeeded<string>(await Advance(TimeSpan.FromSeconds(1), Completion(id))));
        Assert.Equal(5, await Output<int>("FanOut", 3));
    }

    [Fact]
    public async Task A_turn_that_meets_a_full_disk_is_taken_again_when_there_is_room()
    {
        var id = await Start("Inflate", 300_000);
        await Client.WaitForInstanceStartAsync(id);
        await Write("PRAGMA max_page_count = 1");
        await Client.RaiseEventAsync(id, "word");
        for (var i = 0; i < 12; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await Client.GetInstanceAsync(id))!.RuntimeStatus);
        await Write("PRAGMA max_page_count = 1000000");
        Assert.Equal(300_000, Succeeded<string>(await Advance(TimeSpan.FromSeconds(1), Completion(id))).Length);
    }

    [Fact]
    public async Task A_file_that_somebody_else_holds_is_waited_for()
    {
        var id = await Start("Listen", 1);
        await Client.RaiseEventAsync(id, "other");
        await Write("PRAGMA busy_timeout = 1");
        using (var other = Open())
        {
            Run(other, "BEGIN IMMEDIATE");
            var refusal = await Assert.ThrowsAsync<SqliteException>(() => Client.RaiseEventAsync(id, "word", "refused"));
            Assert.Equal(5, refusal.SqliteErrorCode);
            Run(other, "ROLLBACK");
        }

        await Client.RaiseEventAsync(id, "word", "accepted");
        Assert.Equal("accepted", Succeeded<string>(await Advance(TimeSpan.FromSeconds(1), Completion(id))));
    }

    [Fact]
    public async Task A_file_that_somebody_else_holds_at_the_start_is_waited_for_and_all_goes_on()
    {
        var asleep = await Start("Sleep", TimeSpan.FromHours(1));
        var hanging = await Start("Hanging", "gate");
        await Task.WhenAll(Client.WaitForInstanceStartAsync(asleep), Host.Probe.Gate("gate began"));
        await Host.Abandon();
        Clock.Advance(TimeSpan.FromHours(2));
        Task<string> started;
        using (var other = Open())
        {
            Run(other, "BEGIN IMMEDIATE");
            await Reopen();
            started = Start("Parent", string.Empty);
            while (!Host.Probe.Logs.Lines.Any(line => line.Contains("What was under way could not be read", StringComparison.Ordinal))) await Task.Delay(20);
            Assert.False(started.IsCompleted);
            Run(other, "ROLLBACK");
        }

        Host.Probe.Open("gate");
        Succeeded<DateTime>(await Advance(TimeSpan.FromSeconds(1), Completion(asleep)));
        Succeeded<string>(await Completion(hanging));
        Succeeded<string>(await Completion(await started));
    }

    [Fact]
    public async Task A_failure_inside_many_failures_is_kept_to_a_depth_that_can_be_read()
    {
        var ended = await Run("Nested");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        var depth = 0;
        for (var failure = ended.FailureDetails; failure is not null; failure = failure.InnerFailure) depth++;
        Assert.InRange(depth, 20, 34);
    }

    [Fact]
    public async Task Progress_is_written_without_the_large_input_that_it_is_about()
    {
        Assert.Equal(1 << 20, await Output<int>("ReportProgress", new string('i', 1 << 20)));
        var log = new FileInfo(Database + "-wal").Length;
        Assert.True(log < 20 << 20, $"{log >> 20} MiB were written.");
    }

    [Fact]
    public async Task Time_never_runs_backwards_inside_an_orchestration()
    {
        var id = await Start("Times", 3);
        await Reached(id, found => found.RuntimeStatus == OrchestrationRuntimeStatus.Running);
        Clock.Set(Clock.GetUtcNow().AddDays(-30));
        foreach (var _ in Enumerable.Range(0, 3)) await Client.RaiseEventAsync(id, "tick");
        var times = Succeeded<DateTime[]>(await Completion(id));
        Assert.Equal(times.Order(), times);
        var asleep = await Start("Sleep", TimeSpan.FromHours(1));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await Advance(TimeSpan.FromMinutes(30), Completion(asleep))).RuntimeStatus);
    }

    private async Task Write(string sql) => await Host.Part<RuntimeDatabase>().Write(string.Empty, session =>
    {
        session.Script(sql);
        return true;
    });

    private void Change(string sql)
    {
        using var connection = Open();
        Run(connection, sql);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
