using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>What orchestrators can do.</summary>
public class OrchestrationTests : DurableTest
{
    [Fact]
    public async Task Activities_run_one_after_another_with_their_inputs_and_outputs() =>
        Assert.Equal(["Hello Ada", "Hello Ben", "Hello Cy"], await Output<string[]>("Chain", new[] { "Ada", "Ben", "Cy" }));

    [Fact]
    public async Task Records_travel_and_names_ignore_letter_case() =>
        Assert.Equal(new Order("tea", 6), await Output<Order>("ONEORDER", new Order("tea", 3)));

    [Fact]
    public async Task An_activity_runs_in_a_scope_of_its_own_and_knows_its_orchestration()
    {
        await Run("OneOrder", new Order("tea", 3), new StartOrchestrationOptions("tenant:order:1"));
        Assert.Contains("Double tenant:order:1 False True", Host.Probe.Seen);
    }

    [Fact]
    public async Task Activities_run_side_by_side() =>
        Assert.Equal(Enumerable.Range(0, 200).Sum(i => i * i), await Output<int>("FanOut", 200));

    [Fact]
    public async Task A_failed_activity_is_an_exception_that_names_it_and_says_why() =>
        Assert.Equal("Refuse no room True", await Output<string>("Catch", "no room"));

    [Fact]
    public async Task An_uncaught_failure_fails_the_orchestration()
    {
        var ended = await Run("Uncaught", "no room");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, ended.FailureDetails!.ErrorType);
        Assert.Equal("no room", ended.FailureDetails.InnerFailure!.ErrorMessage);
        Assert.True(ended.FailureDetails.InnerFailure.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task A_retry_policy_tries_again_after_growing_waits()
    {
        var began = Clock.GetUtcNow();
        var ended = await Advance(TimeSpan.FromSeconds(10), Completion(await Start("Retry", 3)));
        Assert.Equal(3, Succeeded<int>(ended));
        Assert.True(ended.LastUpdatedAt - began >= TimeSpan.FromMinutes(3), $"{ended.LastUpdatedAt - began}");
    }

    [Fact]
    public async Task A_retry_policy_gives_up_after_its_attempts()
    {
        var ended = await Advance(TimeSpan.FromMinutes(1), Completion(await Start("Retry", 4)));
        Assert.Equal("Attempt 3 failed", ended.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(3, Host.Probe.Counted("attempts"));
    }

    [Fact]
    public async Task A_failure_that_the_policy_does_not_handle_is_not_tried_again() =>
        Assert.Equal("for good", (await Run("NoRetry")).FailureDetails!.InnerFailure!.ErrorMessage);

    [Fact]
    public async Task A_retry_handler_decides_and_may_wait() =>
        Assert.Equal(3, Succeeded<int>(await Advance(TimeSpan.FromMilliseconds(1), Completion(await Start("HandledRetry")))));

    [Fact]
    public async Task A_durable_timer_fires_when_it_is_due_and_not_before()
    {
        var began = Clock.GetUtcNow().UtcDateTime;
        var woke = Succeeded<DateTime>(await Advance(TimeSpan.FromHours(1), Completion(await Start("Sleep", TimeSpan.FromDays(3)))));
        Assert.True(woke >= began.AddDays(3), $"{woke}");
        Assert.Equal(DateTimeKind.Utc, woke.Kind);
    }

    [Fact]
    public async Task A_losing_timer_that_is_not_canceled_keeps_the_instance_running_until_it_fires()
    {
        var id = await Start("LoseTimer", false);
        var greeted = await Advance(TimeSpan.Zero, Reached(id, found => found.RuntimeStatus == OrchestrationRuntimeStatus.Running));
        Assert.Null(greeted.SerializedOutput);
        var ended = await Advance(TimeSpan.FromMinutes(5), Completion(id));
        Assert.Equal("Hello first", Succeeded<string>(ended));
        Assert.True(ended.LastUpdatedAt >= ended.CreatedAt.AddHours(1));
    }

    [Fact]
    public async Task A_canceled_timer_keeps_nothing_waiting() =>
        Assert.Equal("Hello first", await Output<string>("LoseTimer", true));

    [Fact]
    public async Task A_sub_orchestration_gives_its_result_and_knows_its_parent()
    {
        var output = await Output<string>("Parent", "tenant:child:7", new StartOrchestrationOptions("tenant:parent:7"));
        Assert.Equal("Parent/tenant:parent:7 > tenant:child:7", output);
    }

    [Fact]
    public async Task A_sub_orchestration_without_an_id_gets_one_below_its_parents()
    {
        var output = await Output<string>("Parent", string.Empty, new StartOrchestrationOptions("tenant:p"));
        Assert.StartsWith("Parent/tenant:p > tenant:p:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_sub_orchestration_is_an_exception_in_its_parent() =>
        Assert.Equal("from below", await Output<string>("ParentOfFailure"));

    [Fact]
    public async Task A_sub_orchestration_whose_id_is_taken_fails_in_its_parent()
    {
        await Start("Listen", 1, new StartOrchestrationOptions("taken"));
        var ended = await Run("ParentOfListener", "taken");
        Assert.Contains("taken", ended.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continuing_as_new_starts_over_with_the_new_input_and_keeps_events_nobody_waited_for()
    {
        var id = await Start("CountUp", 0);
        await Client.RaiseEventAsync(id, "Word", "kept");
        var ended = await Completion(id);
        Assert.Equal("5 kept", Succeeded<string>(ended));
        Assert.Equal(4, ended.ReadInputAs<int>());
    }

    [Fact]
    public async Task Ids_times_versions_and_logs_are_the_same_at_every_replay()
    {
        Assert.Equal("True True 1.10 1", await Output<string>("Identify", options: new StartOrchestrationOptions { Version = "1.10" }));
        Assert.Single(Host.Probe.Logs.Lines, line => line.StartsWith("Information: before", StringComparison.Ordinal));
        Assert.Single(Host.Probe.Logs.Lines, line => line.StartsWith("Information: after", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_orchestrator_may_say_that_it_needs_no_context() => Assert.Equal(16, await Output<int>("Unbound"));

    [Fact]
    public async Task Code_that_no_longer_does_what_history_says_fails_and_names_the_step()
    {
        var id = await Start("Fickle");
        await Settled(id);
        await Restart();
        Host.Probe.Switched = true;
        await Client.RaiseEventAsync(id, "Word", "go on");
        var ended = await Completion(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("step 0 was a call of the activity 'Greet1'", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("now asks for a call of the activity 'Square'", ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_does_more_than_history_says_fails_and_names_the_step()
    {
        var id = await Start("Greedy");
        await Settled(id);
        await Restart();
        Host.Probe.Switched = true;
        await Client.RaiseEventAsync(id, "Word", "go on");
        var ended = await Completion(id);
        Assert.Contains("'Square' at step 1, of which history knows nothing", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Awaiting_what_is_not_durable_fails_at_once()
    {
        var ended = await Run("Stray");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("not durable", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestration_can_send_events_to_others()
    {
        await Start("Listen", 1, new StartOrchestrationOptions("listener"));
        await Run("Tell", "listener");
        Assert.Equal("told", Succeeded<string>(await Completion("listener")));
    }

    // Its activity is done and it waits for an event: nothing goes on by itself.
    private Task Settled(string id) => Reached(id, found => found.SerializedCustomStatus is not null);
}

/// <summary>The same, with every turn beginning with a replay of history.</summary>
public sealed class ReplayedOrchestrationTests : OrchestrationTests
{
    protected override int? LiveOrchestrations => 0;
}
