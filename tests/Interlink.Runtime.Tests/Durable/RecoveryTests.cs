using Interlink.Runtime.Durable;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>Nothing that was started is lost, however the host ends.</summary>
public class RecoveryTests : DurableTest
{
    [Fact]
    public async Task An_orchestration_goes_on_waiting_after_a_restart()
    {
        var id = await Start("Listen", 2);
        await Client.RaiseEventAsync(id, "word", "before");
        await Restart();
        await Client.RaiseEventAsync(id, "word", "after");
        Assert.Equal("before after", Succeeded<string>(await Completion(id)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_activity_that_was_cut_short_runs_again(bool abruptly)
    {
        var id = await Start("Hanging", "gate");
        await Host.Probe.Gate("gate began");
        await Restart(abruptly);
        Host.Probe.Open("gate");
        Assert.Equal("gate in run 2", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task A_timer_that_fell_due_while_the_host_was_down_fires_at_the_start()
    {
        var id = await Start("Sleep", TimeSpan.FromDays(1));
        await Reached(id, found => found.RuntimeStatus == OrchestrationRuntimeStatus.Running);
        await Restart();
        Assert.True((await Client.GetInstanceAsync(id))!.IsRunning);
        Succeeded<DateTime>(await Advance(TimeSpan.FromHours(1), Completion(id)));
    }

    [Fact]
    public async Task Parents_and_children_find_each_other_again()
    {
        var id = await Start("ParentOfListener", "child");
        await Reached("child", found => found.RuntimeStatus == OrchestrationRuntimeStatus.Running);
        await Restart();
        await Client.RaiseEventAsync("child", "word", "found");
        Assert.Equal("found", Succeeded<string>(await Completion(id)));
    }

    [Fact]
    public async Task A_second_host_on_the_same_file_is_refused_until_the_first_lets_go()
    {
        var refusal = await Assert.ThrowsAsync<DatabaseInUseException>(() => TestHost.Start(Database, Clock));
        Assert.Contains(Database, refusal.Message, StringComparison.Ordinal);
        await Restart();
        Assert.Equal(1, await Output<int>("FanOut", 2));
    }
}
