using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>A host whose container is disposed of while an activity is under way, without having been stopped.</summary>
public sealed class TornDownTests : DurableTest
{
    [Fact]
    public async Task What_an_activity_meets_in_a_container_that_is_gone_is_not_its_result()
    {
        var id = await Start(nameof(TornDownFunctions.AskLate), "late");
        await Host.Probe.Gate("late began");
        Host.Part<FirstToGo>().Activity = "late";
        await Host.Abandon();
        Assert.Contains("late met ObjectDisposedException", Host.Probe.Seen);

        await Reopen();
        Assert.Equal(2, Succeeded<int>(await Completion(id)));
    }
}

/// <summary>Made last, therefore disposed of first: at that moment it lets the activity go on, and everything else of the host is still alive.</summary>
public sealed class FirstToGo(Probe probe) : IDisposable
{
    /// <summary>The gate of the activity that waits for this moment.</summary>
    public string? Activity { get; set; }

    public void Dispose()
    {
        if (Activity is { } gate)
        {
            probe.Open(gate);
            probe.Gate(gate + " over").Wait(TimeSpan.FromSeconds(30));

            // Long enough for a result to be written down, if somebody took the failure for one.
            Thread.Sleep(250);
        }
    }
}

/// <summary>Functions that ask the container for something when it may be gone.</summary>
public sealed class TornDownFunctions(Probe probe, IServiceScopeFactory scopes)
{
    [Function(nameof(AskLate))]
    public static Task<int> AskLate([OrchestrationTrigger] TaskOrchestrationContext context, string gate) =>
        context.CallActivityAsync<int>(nameof(AskContainer), gate);

    [Function(nameof(AskContainer))]
    public async Task<int> AskContainer([ActivityTrigger] string gate)
    {
        var run = probe.Count(gate);
        probe.Open(gate + " began");
        await probe.Gate(gate);
        try
        {
            using var scope = scopes.CreateScope();
            return run;
        }
        catch (ObjectDisposedException gone)
        {
            probe.Seen.Enqueue($"{gate} met {gone.GetType().Name}");
            throw;
        }
        finally
        {
            probe.Open(gate + " over");
        }
    }
}
