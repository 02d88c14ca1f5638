using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Tests.Durable;

public static class SemanticsOrchestrators
{
    [Function("Inflated")]
    public static string Inflated([ActivityTrigger] int length) => new('x', length);

    [Function("Reversed")]
    public static string Reversed([ActivityTrigger] string text) => new([.. text.Reverse()]);

    [Function(nameof(Inflate))]
    public static async Task<string> Inflate([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        await context.WaitForExternalEvent<string?>("word");
        return await context.CallActivityAsync<string>("Inflated", length);
    }

    [Function(nameof(CarryLarge))]
    public static async Task<int> CarryLarge([OrchestrationTrigger] TaskOrchestrationContext context, string large)
    {
        var reversed = await context.CallActivityAsync<string>("Reversed", large);
        context.SetCustomStatus(reversed);
        var heard = await context.WaitForExternalEvent<string>("large");
        var below = await context.CallSubOrchestratorAsync<string>(nameof(Echo), heard);
        return below.Length + reversed.Length;
    }

    [Function(nameof(Echo))]
    public static Task<string> Echo([OrchestrationTrigger] TaskOrchestrationContext context, string text) => Task.FromResult(text);

    [Function(nameof(Times))]
    public static async Task<DateTime[]> Times([OrchestrationTrigger] TaskOrchestrationContext context, int ticks)
    {
        List<DateTime> times = [context.CurrentUtcDateTime];
        for (var i = 0; i < ticks; i++)
        {
            await context.WaitForExternalEvent<string?>("tick");
            times.Add(context.CurrentUtcDateTime);
        }

        return [.. times];
    }

    [Function(nameof(VersionBelow))]
    public static async Task<string> VersionBelow([OrchestrationTrigger] TaskOrchestrationContext context, int depth)
    {
        if (depth == 0) return context.Version;
        var options = new SubOrchestrationOptions { Version = $"{depth}.5" };
        var below = await context.CallSubOrchestratorAsync<string>(nameof(VersionBelow), depth - 1, options);
        return $"{context.Version}>{below}";
    }

    [Function(nameof(Upgrade))]
    public static string? Upgrade([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        if (context.CompareVersionTo("2") >= 0) return context.Version;
        context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2.1" });
        return null;
    }

    /// <summary>Waits for "go" in each of its runs, then for so many words.</summary>
    [Function(nameof(Runs))]
    public static async Task<string?> Runs([OrchestrationTrigger] TaskOrchestrationContext context, int[] input)
    {
        var (runs, words, keeps) = (input[0], input[1], input[2] == 1);
        await context.WaitForExternalEvent<string?>("go");
        if (runs > 1)
        {
            context.ContinueAsNew(new[] { runs - 1, words, input[2] }, keeps);
            return null;
        }

        List<string> heard = [];
        while (heard.Count < words) heard.Add(await context.WaitForExternalEvent<string>("word"));
        return string.Concat(heard);
    }

    [Function(nameof(TwoListeners))]
    public static async Task<string> TwoListeners([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var source = new CancellationTokenSource();
        var first = context.WaitForExternalEvent<string>("word");
        var given = context.WaitForExternalEvent<string>("Word", source.Token);
        var second = context.WaitForExternalEvent<string>("WORD");
        source.Cancel();
        return $"{await first} {await second} {given.IsCanceled}";
    }

    [Function(nameof(Tree))]
    public static async Task<int> Tree([OrchestrationTrigger] TaskOrchestrationContext context, int depth)
    {
        if (depth == 0) return await context.WaitForExternalEvent<int>("number");
        var options = new TaskOptions().WithInstanceId($"{context.InstanceId}:{depth}");
        return await context.CallSubOrchestratorAsync<int>(nameof(Tree), depth - 1, options);
    }

    [Function(nameof(Detach))]
    public static string Detach([OrchestrationTrigger] TaskOrchestrationContext context, string gate)
    {
        _ = context.CallActivityAsync("Hang", gate);
        return "gone";
    }

    [Function(nameof(RetryBelow))]
    public static async Task<int> RetryBelow([OrchestrationTrigger] TaskOrchestrationContext context, string childId)
    {
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(1)) { HandleAsync = _ => Task.FromResult(true) };
        return await context.CallSubOrchestratorAsync<int>(nameof(TryOnce), 3, TaskOptions.FromRetryPolicy(policy).WithInstanceId(childId));
    }

    [Function(nameof(TryOnce))]
    public static Task<int> TryOnce([OrchestrationTrigger] TaskOrchestrationContext context, int attempts) =>
        context.CallActivityAsync<int>("FailUntil", attempts);

    [Function(nameof(FirstOf))]
    public static async Task<string> FirstOf([OrchestrationTrigger] TaskOrchestrationContext context, string[] gates)
    {
        var running = gates.Select(gate => context.CallActivityAsync<string>("Hang", gate)).ToList();
        var first = await Task.WhenAny(running);
        return await first;
    }

    [Function("Note")]
    public static string Note([ActivityTrigger] string what, FunctionContext context)
    {
        ((Probe)context.InstanceServices.GetService(typeof(Probe))!).Seen.Enqueue(what);
        return what;
    }

    [Function("TraceOf")]
    public static string TraceOf([ActivityTrigger] string nothing) => System.Diagnostics.Activity.Current?.TraceId.ToHexString() ?? nothing;

    [Function(nameof(TraceOfActivity))]
    public static Task<string> TraceOfActivity([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("TraceOf", "none");

    [Function(nameof(NoteAll))]
    public static Task NoteAll([OrchestrationTrigger] TaskOrchestrationContext context, string[] notes) =>
        Task.WhenAll(notes.Select(note => context.CallActivityAsync("Note", note)));
}
