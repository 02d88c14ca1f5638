using DurableTask.Core.Exceptions;
using Interlink.Runtime.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>What a client can do to orchestrations.</summary>
public class ClientTests : DurableTest
{
    [Fact]
    public async Task The_status_of_an_unknown_id_is_null() => Assert.Null(await Client.GetInstanceAsync("tenant:process:unknown"));

    [Fact]
    public async Task Inputs_and_outputs_are_told_only_when_asked_for()
    {
        var options = new StartOrchestrationOptions("tenant:chain:1") { Tags = new Dictionary<string, string> { ["k"] = "v" } };
        var ended = await Run("Chain", new[] { "Ada" }, options);
        Assert.Equal(["Ada"], ended.ReadInputAs<string[]>()!);
        var bare = await Client.GetInstanceAsync("tenant:chain:1");
        Assert.Null(bare!.SerializedInput);
        Assert.Null(bare.SerializedOutput);
        Assert.Equal("Chain", bare.Name);
        Assert.Equal("v", bare.Tags["k"]);
        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<string[]>());
    }

    [Fact]
    public async Task Starting_an_orchestrator_that_does_not_exist_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Start("NoSuch"));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    public async Task An_id_that_some_backend_would_not_accept_is_refused(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Start("Listen", 1, new StartOrchestrationOptions(id)));
        if (id.Length == 0) return;
        var ended = await Run("ParentOfListener", id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
    }

    [Fact]
    public async Task A_running_id_cannot_be_started_again()
    {
        await Start("Listen", 1, new StartOrchestrationOptions("one"));
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => Start("Listen", 1, new StartOrchestrationOptions("one")));
    }

    [Fact]
    public async Task A_finished_id_can_be_started_again_unless_its_status_is_refused()
    {
        await Run("FanOut", 2, new StartOrchestrationOptions("one"));
        Assert.Equal(5, await Output<int>("FanOut", 3, new StartOrchestrationOptions("one")));
        var refused = new StartOrchestrationOptions("one").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => Start("FanOut", 4, refused));
        Assert.Equal(5, (await Completion("one")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Events_wait_until_they_are_waited_for_whatever_their_letter_case()
    {
        var id = await Start("Listen", 3);
        foreach (var word in new[] { "one", "two", "three" }) await Client.RaiseEventAsync(id, "WORD", word);
        Assert.Equal("one two three", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task The_custom_status_can_be_read_while_it_runs()
    {
        var id = await Start("Listen", 2);
        await Client.RaiseEventAsync(id, "word", "one");
        var found = await Reached(id, found => found.SerializedCustomStatus?.Contains('1', StringComparison.Ordinal) == true);
        Assert.Equal(1, found.ReadCustomStatusAs<Dictionary<string, int>>()!["Heard"]);
    }

    [Fact]
    public async Task Waiting_for_an_event_ends_canceled_when_the_time_is_over()
    {
        var ended = await Advance(TimeSpan.FromMinutes(1), Completion(await Start("ListenBriefly")));
        Assert.Equal("silence", Succeeded<string>(ended));
    }

    [Fact]
    public async Task An_event_in_time_ends_the_waiting_and_its_timer()
    {
        var id = await Start("ListenBriefly");
        await Client.RaiseEventAsync(id, "word", "in time");
        Assert.Equal("in time", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task A_suspended_orchestration_holds_what_arrives_until_it_is_resumed()
    {
        var id = await Start("Listen", 1);
        await Client.SuspendInstanceAsync(id, "lunch");
        await Reached(id, found => found.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await Client.RaiseEventAsync(id, "word", "patience");
        await Restart(abruptly: false);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await Client.GetInstanceAsync(id))!.RuntimeStatus);
        await Client.ResumeInstanceAsync(id);
        Assert.Equal("patience", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task A_result_that_comes_while_suspended_is_held_too()
    {
        var id = await Start("Hanging", "gate");
        await Host.Probe.Gate("gate began");
        await Client.SuspendInstanceAsync(id);
        await Reached(id, found => found.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        Host.Probe.Open("gate");
        await Client.ResumeInstanceAsync(id);
        Assert.Equal("gate in run 1", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task Terminating_ends_an_orchestration_with_an_output_and_its_children_when_asked()
    {
        await Start("ParentOfListener", "below", new StartOrchestrationOptions("above"));
        await Reached("below", found => found.RuntimeStatus == OrchestrationRuntimeStatus.Running);
        await Client.TerminateInstanceAsync("above", new TerminateInstanceOptions("enough", Recursive: true));
        var ended = await Completion("above");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal("enough", ended.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await Completion("below")).RuntimeStatus);
    }

    [Fact]
    public async Task What_is_unknown_or_finished_cannot_be_steered()
    {
        await Run("FanOut", 1, new StartOrchestrationOptions("done"));
        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => Client.RaiseEventAsync("nobody", "word"));
        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => Client.TerminateInstanceAsync("nobody"));
        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => Client.WaitForInstanceCompletionAsync("nobody"));
        await Assert.ThrowsAsync<OrchestrationStatusException>(() => Client.RaiseEventAsync("done", "word"));
        await Assert.ThrowsAsync<OrchestrationStatusException>(() => Client.TerminateInstanceAsync("done"));
        await Assert.ThrowsAsync<OrchestrationStatusException>(() => Client.SuspendInstanceAsync("done"));
    }

    [Fact]
    public async Task A_scheduled_start_waits_until_its_time_also_across_a_restart()
    {
        var at = Clock.GetUtcNow().AddHours(2);
        var id = await Start("Sleep", TimeSpan.FromSeconds(1), new StartOrchestrationOptions("later", at));
        await Restart();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await Client.GetInstanceAsync(id))!.RuntimeStatus);
        var woke = Succeeded<DateTime>(await Advance(TimeSpan.FromMinutes(5), Completion(id)));
        Assert.True(woke >= at.UtcDateTime);
    }

    [Fact]
    public async Task Purging_deletes_finished_orchestrations_and_leaves_running_ones()
    {
        await Run("Parent", "child", new StartOrchestrationOptions("parent"));
        await Start("Listen", 1, new StartOrchestrationOptions("running"));
        Assert.Equal(0, (await Client.PurgeInstanceAsync("running")).PurgedInstanceCount);
        Assert.Equal(0, (await Client.PurgeInstanceAsync("nobody")).PurgedInstanceCount);
        Assert.Equal(2, (await Client.PurgeInstanceAsync("parent", new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
        Assert.Null(await Client.GetInstanceAsync("child"));
    }

    [Fact]
    public async Task Purging_by_filter_takes_age_and_status()
    {
        await Run("FanOut", 1, new StartOrchestrationOptions("old"));
        await Run("Uncaught", "why", new StartOrchestrationOptions("failed"));
        var between = Clock.GetUtcNow().AddMinutes(1);
        Clock.Advance(TimeSpan.FromMinutes(2));
        await Run("FanOut", 1, new StartOrchestrationOptions("new"));
        var filter = new PurgeInstancesFilter(CreatedTo: between, Statuses: [OrchestrationRuntimeStatus.Completed]);
        var purged = await Client.PurgeAllInstancesAsync(filter);
        Assert.Equal((1, true), (purged.PurgedInstanceCount, purged.IsComplete));
        Assert.Null(await Client.GetInstanceAsync("old"));
        Assert.NotNull(await Client.GetInstanceAsync("failed"));
        Assert.NotNull(await Client.GetInstanceAsync("new"));
    }

    [Fact]
    public async Task A_finished_orchestration_can_be_restarted_under_its_own_id_or_a_new_one()
    {
        await Run("FanOut", 3, new StartOrchestrationOptions("again"));
        Assert.Equal("again", await Client.RestartAsync("again"));
        Assert.Equal(5, Succeeded<int>(await Completion("again")));
        var other = await Client.RestartAsync("again", restartWithNewInstanceId: true);
        Assert.NotEqual("again", other);
        Assert.Equal(5, Succeeded<int>(await Completion(other)));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.RestartAsync("nobody"));
        await Start("Listen", 1, new StartOrchestrationOptions("running"));
        await Assert.ThrowsAsync<OrchestrationStatusException>(() => Client.RestartAsync("running"));
    }

    [Fact]
    public async Task Queries_filter_by_prefix_status_and_time_and_go_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            await Run("FanOut", 1, new StartOrchestrationOptions($"a:{i}"));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Start("Listen", 1, new StartOrchestrationOptions("a:listening"));
        await Start("Listen", 1, new StartOrchestrationOptions("b:listening"));
        var done = new OrchestrationQuery(InstanceIdPrefix: "a:", Statuses: [OrchestrationRuntimeStatus.Completed], PageSize: 2);
        List<string[]> pages = [];
        await foreach (var page in Client.GetAllInstancesAsync(done).AsPages())
            pages.Add([.. page.Values.Select(found => found.InstanceId)]);
        Assert.Equal([["a:0", "a:1"], ["a:2", "a:3"], ["a:4"]], pages);

        var from = Clock.GetUtcNow().AddMinutes(-2);
        Assert.Equal(["a:3", "a:4"], await Ids(done with { CreatedFrom = from, PageSize = 100 }));
        Assert.Equal(6, (await Ids(new OrchestrationQuery(InstanceIdPrefix: "a:"))).Count);

        var ids = await Client.ListInstanceIdsAsync([OrchestrationRuntimeStatus.Completed], pageSize: 3);
        Assert.Equal(["a:0", "a:1", "a:2"], ids.Values);
        var rest = await Client.ListInstanceIdsAsync(
            [OrchestrationRuntimeStatus.Completed], pageSize: 3, lastInstanceKey: ids.ContinuationToken);
        Assert.Equal(["a:3", "a:4"], rest.Values);
        Assert.Null(rest.ContinuationToken);
    }

    private async Task<List<string>> Ids(OrchestrationQuery query)
    {
        List<string> ids = [];
        await foreach (var found in Client.GetAllInstancesAsync(query)) ids.Add(found.InstanceId);
        return ids;
    }
}

/// <summary>The same, with every turn beginning with a replay of history.</summary>
public sealed class ReplayedClientTests : ClientTests
{
    protected override int? LiveOrchestrations => 0;
}
