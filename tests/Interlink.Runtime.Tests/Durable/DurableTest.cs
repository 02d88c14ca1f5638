using Interlink.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>A host on a folder of its own and a clock that is set by hand.</summary>
public abstract class DurableTest : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly TemporaryFolder _folder = new();

    protected FakeClock Clock { get; } = new();

    protected TestHost Host { get; private set; } = null!;

    protected DurableTaskClient Client => Host.Durable;

    protected string Database => _folder["runtime.db"];

    /// <summary>How many orchestrations stay alive between turns; none makes each turn begin with a replay.</summary>
    protected virtual int? LiveOrchestrations => null;

    public async ValueTask InitializeAsync() => Host = await TestHost.Start(Database, Clock, liveOrchestrations: LiveOrchestrations);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
        OnDispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Called when the host is gone.</summary>
    protected virtual void OnDispose()
    {
    }

    /// <summary>Starts a host on the same file, after the last has been disposed of.</summary>
    protected async Task Reopen() => Host = await TestHost.Start(Database, Clock, Host.Probe, liveOrchestrations: LiveOrchestrations);

    /// <summary>Tears the host down without a word and starts another on the same file.</summary>
    protected async Task Restart(bool abruptly = true)
    {
        if (abruptly) await Host.Abandon();
        else await Host.DisposeAsync();
        await Reopen();
    }

    protected Task<string> Start(string orchestrator, object? input = null, StartOrchestrationOptions? options = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options);

    protected Task<OrchestrationMetadata> Completion(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(s_patience);

    protected async Task<OrchestrationMetadata> Run(string orchestrator, object? input = null, StartOrchestrationOptions? options = null) =>
        await Completion(await Start(orchestrator, input, options));

    /// <summary>The output of a run that must succeed.</summary>
    protected async Task<T> Output<T>(string orchestrator, object? input = null, StartOrchestrationOptions? options = null) =>
        Succeeded<T>(await Run(orchestrator, input, options));

    protected static T Succeeded<T>(OrchestrationMetadata ended)
    {
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{ended} {ended.FailureDetails}");
        return ended.ReadOutputAs<T>()!;
    }

    /// <summary>Completes when an orchestration has come to a status.</summary>
    protected async Task<OrchestrationMetadata> Reached(string id, Func<OrchestrationMetadata, bool> isReached)
    {
        for (var i = 0; i < 12000; i++)
        {
            if (await Client.GetInstanceAsync(id, getInputsAndOutputs: true) is { } found && isReached(found)) return found;
            await Task.Delay(10);
        }

        throw new TimeoutException($"{await Client.GetInstanceAsync(id)}");
    }

    /// <summary>Moves the clock on until a task completes.</summary>
    protected async Task<T> Advance<T>(TimeSpan step, Task<T> until)
    {
        for (var i = 0; i < 12000 && !until.IsCompleted; i++)
        {
            Clock.Advance(step);
            await Task.Delay(10);
        }

        return await until.WaitAsync(s_patience);
    }
}
