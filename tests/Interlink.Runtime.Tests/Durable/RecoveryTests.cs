using System.Diagnostics;
using Interlink.Runtime.Durable;
using Interlink.Testing;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>Nothing that was started is lost, however the host ends.</summary>
public sealed class RecoveryTests : DurableTest
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

    [Fact]
    public async Task A_host_that_is_killed_loses_no_orchestration_and_repeats_no_history()
    {
        using var folder = new TemporaryFolder();
        HashSet<string> started = [];
        for (var kill = 0; kill < 2; kill++) started.UnionWith(await StartAndKill(folder["runtime.db"]));

        await using var host = await TestHost.Start(folder);
        foreach (var id in started)
        {
            var ended = await host.Durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true)
                .WaitAsync(TimeSpan.FromSeconds(120));
            Assert.Equal(["Hello a", "Hello b", "Hello c", "Hello d", "Hello e"], Succeeded<string[]>(ended));
        }

        Assert.NotEmpty(started);
    }

    /// <summary>Runs a host in a process of its own and kills it in the midst of its work; tells what it says it has started.</summary>
    private static async Task<List<string>> StartAndKill(string database)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [CrashingHost.Argument, database]) { RedirectStandardOutput = true })!;
        List<string> started = [];
        while (started.Count < 20 && await process.StandardOutput.ReadLineAsync() is { } id) started.Add(id);
        process.Kill();
        await process.WaitForExitAsync();
        return started;
    }
}
