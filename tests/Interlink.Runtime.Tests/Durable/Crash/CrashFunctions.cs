using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Tests.Durable.Crash;

public sealed record CrashInput(int Pause, int Round, string[] Done);

/// <summary>What the activities of crashing hosts have done, in a file that outlives them.</summary>
public sealed class EffectLog(string path)
{
    private readonly Lock _gate = new();

    /// <summary>Writes one effect down, at once and whole.</summary>
    public void Add(string effect)
    {
        lock (_gate)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            file.Write(System.Text.Encoding.UTF8.GetBytes(effect + "\n"));
        }
    }
}

/// <summary>An orchestration of everything: activities in a row and side by side, a child, a timer, events, a new run.</summary>
public sealed class CrashFunctions(Probe probe)
{
    public static readonly string[] Words = ["first", "second"];

    /// <summary>How many steps a whole run leaves in its output.</summary>
    public const int Steps = 2 * 7;

    /// <summary>Does something to the outside, once or more often, and tells which time it was.</summary>
    [Function("CrashEffect")]
    public string Effect([ActivityTrigger] string step)
    {
        var effect = $"{step} {Guid.NewGuid():n}";
        probe.Effects?.Add(effect);
        return effect;
    }

    [Function("CrashChild")]
    public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context, string step) =>
        await context.CallActivityAsync<string>("CrashEffect", step);

    [Function("CrashMix")]
    public static async Task<string[]> Mix([OrchestrationTrigger] TaskOrchestrationContext context, CrashInput input)
    {
        List<string> done = [.. input.Done];
        string Step(string name) => $"{context.InstanceId}/{input.Round}/{name}";
        done.Add(await context.CallActivityAsync<string>("CrashEffect", Step("a")));
        done.Add(await context.CallSubOrchestratorAsync<string>("CrashChild", Step("child")));
        await context.CreateTimer(TimeSpan.FromMilliseconds(10 * input.Pause), CancellationToken.None);
        done.AddRange(await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallActivityAsync<string>("CrashEffect", Step($"b{i}")))));
        if (input.Round == 0)
        {
            done.Add(await context.WaitForExternalEvent<string>(Words[0]));
            done.Add(await context.CallActivityAsync<string>("CrashEffect", Step("c")));
            context.ContinueAsNew(new CrashInput(input.Pause, 1, [.. done]));
            return [];
        }

        done.Add(await context.WaitForExternalEvent<string>(Words[1]));
        done.Add(await context.CallActivityAsync<string>("CrashEffect", Step("c")));
        return [.. done];
    }
}
