using Interlink.Runtime.Durable;
using Interlink.Testing;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>Waiting orchestrations take as much memory as they may, and no more.</summary>
public sealed class LiveCacheTests
{
    [Fact]
    public async Task Those_idle_longest_leave_memory_when_all_together_are_too_large_and_come_back_by_replay()
    {
        using var folder = new TemporaryFolder();
        await using var host = await TestHost.Start(folder["runtime.db"], liveBytes: 1 << 20);
        var ids = Enumerable.Range(0, 20).Select(i => $"t:{i}").ToArray();
        foreach (var id in ids)
        {
            await host.Durable.ScheduleNewOrchestrationInstanceAsync("EchoInput", new string('e', 100_000), new StartOrchestrationOptions(id));
            await host.Durable.WaitForInstanceStartAsync(id);
        }

        // Each counts for 200,000 bytes and what a waiting orchestration takes by itself.
        while (host.Part<Engine>().Alive > 5) await Task.Delay(5, TestContext.Current.CancellationToken);
        foreach (var id in ids)
        {
            await host.Durable.RaiseEventAsync(id, "word", id, TestContext.Current.CancellationToken);
            var ended = await host.Durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
            Assert.Equal($"{id} 100000", ended.ReadOutputAs<string>());
        }

        Assert.InRange(host.Part<Engine>().Alive, 0, 5);
    }
}
