using System.Text.RegularExpressions;
using Interlink.Runtime.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>The finer points of what the official API documents.</summary>
public class SemanticsTests : DurableTest
{
    [Fact]
    public async Task A_timer_may_be_years_long()
    {
        var began = Clock.GetUtcNow().UtcDateTime;
        var id = await Start("Sleep", TimeSpan.FromDays(5 * 365));
        await Client.WaitForInstanceStartAsync(id);
        await Restart();
        var woke = Succeeded<DateTime>(await Advance(TimeSpan.FromDays(30), Completion(id)));
        Assert.True(woke >= began.AddDays(5 * 365), $"{woke}");
    }

    [Fact]
    public async Task Large_inputs_outputs_events_and_statuses_travel_whole()
    {
        const int Length = 3_000_000;
        var id = await Start("CarryLarge", new string('ä', Length));
        var found = await Reached(id, found => found.SerializedCustomStatus is not null);
        Assert.Equal(Length, found.ReadCustomStatusAs<string>()!.Length);
        await Restart();
        await Client.RaiseEventAsync(id, "large", new string('ö', Length));
        Assert.Equal(2 * Length, Succeeded<int>(await Completion(id)));
    }

    [Fact]
    public async Task A_sub_orchestration_has_the_version_it_is_called_with()
    {
        Assert.Equal("9>2.5>1.5", await Output<string>("VersionBelow", 2, new StartOrchestrationOptions { Version = "9" }));
        Assert.Equal("2.1", await Output<string>("Upgrade", options: new StartOrchestrationOptions { Version = "1.9" }));
    }

    [Fact]
    public async Task Events_that_nobody_waited_for_are_dropped_by_a_new_run_that_does_not_want_them()
    {
        var id = await Start("Runs", new[] { 2, 1, 0 });
        await Client.RaiseEventAsync(id, "word", "dropped");
        await Client.RaiseEventAsync(id, "go");
        await Client.RaiseEventAsync(id, "go");
        await Client.RaiseEventAsync(id, "other");
        await Quiet(id);
        await Client.RaiseEventAsync(id, "go");
        await Client.RaiseEventAsync(id, "word", "kept");
        Assert.Equal("kept", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task Events_keep_their_order_through_new_runs_and_crashes()
    {
        var id = await Start("Runs", new[] { 4, 8, 1 });
        for (var i = 0; i < 4; i++)
        {
            await Client.RaiseEventAsync(id, "word", $"{2 * i}");
            await Client.RaiseEventAsync(id, "go");
            await Client.RaiseEventAsync(id, "word", $"{(2 * i) + 1}");
            await Restart();
        }

        Assert.Equal("01234567", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task Events_held_while_suspended_come_after_those_that_a_new_run_keeps()
    {
        var id = await Start("Runs", new[] { 2, 3, 1 });
        await Client.RaiseEventAsync(id, "word", "a");
        await Client.RaiseEventAsync(id, "go");
        await Client.SuspendInstanceAsync(id);
        await Reached(id, found => found.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await Client.RaiseEventAsync(id, "word", "b");
        await Restart();
        await Client.RaiseEventAsync(id, "word", "c");
        await Client.ResumeInstanceAsync(id);
        await Client.RaiseEventAsync(id, "go");
        Assert.Equal("abc", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task Those_who_wait_first_are_served_first_and_one_who_gave_up_is_passed_over()
    {
        var id = await Start("TwoListeners");
        await Client.RaiseEventAsync(id, "word", "one");
        await Client.RaiseEventAsync(id, "word", "two");
        Assert.Equal("one two True", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task An_orchestration_may_be_suspended_before_its_scheduled_start()
    {
        var id = await Start("FanOut", 3, new StartOrchestrationOptions("later", Clock.GetUtcNow().AddHours(1)));
        await Client.SuspendInstanceAsync(id);
        await Reached(id, found => found.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        Clock.Advance(TimeSpan.FromHours(2));
        await Restart();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await Client.GetInstanceAsync(id))!.RuntimeStatus);
        await Client.ResumeInstanceAsync(id);
        Assert.Equal(5, Succeeded<int>(await Completion(id)));
    }

    [Fact]
    public async Task An_orchestration_that_is_terminated_before_its_scheduled_start_never_starts()
    {
        var id = await Start("FanOut", 3, new StartOrchestrationOptions("later", Clock.GetUtcNow().AddHours(1)));
        await Client.TerminateInstanceAsync(id, "no longer");
        Assert.Equal("no longer", (await Completion(id)).ReadOutputAs<string>());
        Clock.Advance(TimeSpan.FromHours(2));
        await Restart();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await Client.GetInstanceAsync(id))!.RuntimeStatus);
    }

    [Fact]
    public async Task Terminating_and_purging_reach_every_level_below_when_asked()
    {
        string[] ids = ["t:root", "t:root:3", "t:root:3:2", "t:root:3:2:1"];
        await Start("Tree", 3, new StartOrchestrationOptions(ids[0]));
        await Reached(ids[3], found => found.RuntimeStatus == OrchestrationRuntimeStatus.Running);
        await Client.SuspendInstanceAsync(ids[2]);
        await Client.TerminateInstanceAsync(ids[0], new TerminateInstanceOptions("enough", Recursive: true));
        foreach (var id in ids) Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await Completion(id)).RuntimeStatus);
        Assert.Equal(4, (await Client.PurgeInstanceAsync(ids[0], new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
    }

    [Fact]
    public async Task Terminating_one_alone_leaves_what_is_below_running_and_tells_what_is_above()
    {
        await Start("Tree", 2, new StartOrchestrationOptions("root"));
        await Reached("root:2:1", found => found.RuntimeStatus == OrchestrationRuntimeStatus.Running);
        await Client.TerminateInstanceAsync("root:2", "enough");
        var above = await Completion("root");
        Assert.Contains("'root:2' was terminated", above.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await Client.GetInstanceAsync("root:2:1"))!.RuntimeStatus);
    }

    [Fact]
    public async Task An_activity_that_nobody_waits_for_runs_all_the_same_also_after_a_crash()
    {
        Assert.Equal("gone", await Output<string>("Detach", "gate", new StartOrchestrationOptions("t:detach")));
        await Host.Probe.Gate("gate began");
        await Restart();
        await Reached("t:detach", _ => Host.Probe.Counted("gate") == 2);
        Host.Probe.Open("gate");
        var store = Host.Part<RuntimeDatabase>();
        while (store.Read(session => session.First("SELECT count(*) FROM leftovers", row => row.Number(0))) > 0) await Task.Delay(10);
        await Host.DisposeAsync();
        await Reopen();
        Assert.Equal(2, Host.Probe.Counted("gate"));
    }

    [Fact]
    public async Task A_sub_orchestration_is_retried_under_its_own_id() =>
        Assert.Equal(3, Succeeded<int>(await Advance(TimeSpan.FromSeconds(1), Completion(await Start("RetryBelow", "below")))));

    [Fact]
    public async Task The_first_of_several_wins_and_the_others_run_on()
    {
        var id = await Start("FirstOf", new[] { "slow", "quick" });
        Host.Probe.Open("quick");
        Assert.Equal("quick in run 1", Succeeded<string>(await Completion(id)));
        while (Host.Probe.Counted("slow") < 1) await Task.Delay(10);
        Host.Probe.Open("slow");
    }

    [Fact]
    public async Task A_thousand_activities_side_by_side_come_together() =>
        Assert.Equal(Enumerable.Range(0, 1000).Sum(i => i * i), await Output<int>("FanOut", 1000));

    [Fact]
    public async Task Queries_take_a_prefix_to_the_letter_and_pages_stay_whole_while_others_start()
    {
        foreach (var id in (string[])["a%b:1", "a%b:2", "axb:1", "a%c:1"]) await Start("Listen", 1, new StartOrchestrationOptions(id));
        List<string> found = [];
        await foreach (var page in Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "a%b:", PageSize: 1)).AsPages())
        {
            found.AddRange(page.Values.Select(instance => instance.InstanceId));
            if (found.Count == 1) await Start("Listen", 1, new StartOrchestrationOptions("a%b:0"));
        }

        Assert.Equal(["a%b:1", "a%b:2", "a%b:0"], found);
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Client.GetAllInstancesAsync(new OrchestrationQuery(ContinuationToken: "nonsense")).GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task Waiting_orchestrations_are_not_loaded_by_a_start_of_the_host()
    {
        var ids = Enumerable.Range(0, 50).Select(i => $"t:sleep:{i}").ToArray();
        foreach (var id in ids) await Start("Sleep", TimeSpan.FromDays(1), new StartOrchestrationOptions(id));
        foreach (var id in ids) await Client.WaitForInstanceStartAsync(id);
        await Restart();
        await Host.Part<Engine>().Recovered;
        Assert.Equal(0, Host.Part<Engine>().Alive);
        foreach (var ended in await Advance(TimeSpan.FromHours(1), Task.WhenAll(ids.Select(Completion)))) Succeeded<DateTime>(ended);
    }

    [Fact]
    public async Task A_restarted_orchestration_begins_with_nothing_of_the_earlier_one()
    {
        var id = await Start("Listen", 1, new StartOrchestrationOptions("again"));
        await Client.RaiseEventAsync(id, "surplus", "left over");
        await Client.RaiseEventAsync(id, "word", "first");
        Assert.Equal("first", Succeeded<string>(await Completion(id)));
        await Client.RestartAsync(id);
        await Client.RaiseEventAsync(id, "word", "second");
        Assert.Equal("second", Succeeded<string>(await Completion(id)));
        var other = await Client.RestartAsync(id, restartWithNewInstanceId: true);
        Assert.Matches(new Regex("^[0-9a-f]{32}$"), other);
        Assert.Equal(1, (await Client.GetInstanceAsync(other, getInputsAndOutputs: true))!.ReadInputAs<int>());
    }

    /// <summary>Waits until everything that was raised has been seen.</summary>
    private async Task Quiet(string id)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Client.RaiseEventAsync(id, "other");
        await Reached(id, found => found.LastUpdatedAt >= Clock.GetUtcNow());
    }
}

/// <summary>The same, with every turn beginning with a replay of history.</summary>
public sealed class ReplayedSemanticsTests : SemanticsTests
{
    protected override int? LiveOrchestrations => 0;
}
