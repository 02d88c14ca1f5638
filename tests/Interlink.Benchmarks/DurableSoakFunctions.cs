using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Benchmarks;

/// <summary>What the soak runs: one orchestrator for each thing an orchestration can do for long.</summary>
public static class DurableSoakFunctions
{
    private static readonly TaskOptions s_retried = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(200)));

    [Function("SoakFlaky")]
    public static int Flaky([ActivityTrigger] int number) =>
        Random.Shared.Next(3) > 0 ? number : throw new TimeoutException("One in three fails.");

    [Function("SoakSleep")]
    public static async Task<int> Sleep([OrchestrationTrigger] TaskOrchestrationContext context, int seconds)
    {
        using var source = new CancellationTokenSource();
        var loser = context.CreateTimer(TimeSpan.FromHours(1), source.Token);
        var winner = context.CreateTimer(TimeSpan.FromSeconds(seconds), CancellationToken.None);
        await Task.WhenAny(loser, winner);
        source.Cancel();
        return seconds;
    }

    [Function("SoakListen")]
    public static async Task<int> Listen([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { Heard = 0 });
        var first = await context.WaitForExternalEvent<int>("go");
        context.SetCustomStatus(new { Heard = 1 });
        return first + await context.WaitForExternalEvent<int>("go", TimeSpan.FromMinutes(10));
    }

    [Function("SoakFamily")]
    public static async Task<int> Family([OrchestrationTrigger] TaskOrchestrationContext context, int children)
    {
        var ended = await Task.WhenAll(Enumerable.Range(0, children).Select(_ => context.CallSubOrchestratorAsync<int>("BenchmarkChain", 2)));
        return ended.Sum();
    }

    [Function("SoakRounds")]
    public static async Task<int> Rounds([OrchestrationTrigger] TaskOrchestrationContext context, int left)
    {
        await context.CallActivityAsync<int>("BenchmarkAdd", left);
        if (left > 0) context.ContinueAsNew(left - 1);
        return left;
    }

    [Function("SoakRetry")]
    public static Task<int> Retry([OrchestrationTrigger] TaskOrchestrationContext context, int number) =>
        context.CallActivityAsync<int>("SoakFlaky", number, s_retried);

    [Function("SoakForever")]
    public static Task Forever([OrchestrationTrigger] TaskOrchestrationContext context) => Task.WhenAll(
        context.CallSubOrchestratorAsync<int>("SoakListen"), context.CreateTimer(TimeSpan.FromDays(400), CancellationToken.None));
}
