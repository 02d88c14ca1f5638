using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Tests.Durable.Model;

public sealed class ModelActivities(Probe probe)
{
    [Function("ModelDouble")]
    public static int Double([ActivityTrigger] int number) => number * 2;

    [Function("ModelRefuse")]
    public static Task Refuse([ActivityTrigger] int number) => throw new ArgumentException($"refused-{number}");

    [Function("ModelDetached")]
    public int Detached([ActivityTrigger] string root) => probe.Count("detached " + root);

    /// <summary>Fails until it has been tried often enough.</summary>
    [Function("ModelAttempt")]
    public int Attempt([ActivityTrigger] string step)
    {
        var attempt = probe.Count(step);
        return attempt >= int.Parse(step.Split(' ')[0]) ? attempt : throw new TimeoutException("not yet");
    }
}

/// <summary>Does what a program says, with the operations of the engine.</summary>
public static class ModelOrchestrators
{
    [Function(nameof(Interpret))]
    public static async Task<string?> Interpret([OrchestrationTrigger] TaskOrchestrationContext context, Script script)
    {
        var log = new StringBuilder(script.Log);
        if (script.Round == 0 && context.Parent is null) await context.WaitForExternalEvent<string?>("Begin");
        for (var i = 0; i < script.Ops.Length; i++)
        {
            var op = script.Ops[i];
            if (op.Kind.StartsWith("renew", StringComparison.Ordinal))
            {
                var rest = new Script(script.Ops[(i + 1)..], log.ToString(), script.Round + 1);
                context.ContinueAsNew(rest, preserveUnprocessedEvents: op.Kind == "renew");
                return null;
            }

            if (await Do(context, op, $"{script.Round}.{i}") is { } line) log.Append(line).Append(' ');
        }

        return log.ToString();
    }

    private static async Task<string?> Do(TaskOrchestrationContext context, Op op, string step) => op.Kind switch
    {
        "ok" => $"{await context.CallActivityAsync<int>("ModelDouble", op.Number)}",
        "fail" => await Caught(() => context.CallActivityAsync("ModelRefuse", op.Number)),
        "handled" => await Handled(context, op.Number),
        "retry" => await Retried(context, $"{op.Number} {context.InstanceId} {step}"),
        "sleep" => await Slept(context, op.Number),
        "cancel" => await Canceled(context),
        "all" => $"{(await Task.WhenAll(Enumerable.Range(0, op.Number).Select(i => context.CallActivityAsync<int>("modeldouble", i)))).Sum()}",
        "guid" => context.NewGuid() == context.NewGuid() ? "same" : "distinct",
        "echo" => await Echoed(context, op.Number),
        "silence" => await Silence(context, op.Number),
        "hear" => await context.WaitForExternalEvent<string>($"e{op.Number}"),
        "hear-in-time" => await context.WaitForExternalEvent<string>($"E{op.Number}", TimeSpan.FromDays(400)),
        "throw" => throw new InvalidOperationException($"thrown-{op.Number}"),
        "child" => await Child(context, op.Body!),
        "status" => Status(context, op.Number),
        "detach" => Detached(context),
        "hang" => await Hang(context),
        _ => throw new NotSupportedException(op.Kind),
    };

    private static async Task<string> Caught(Func<Task> call)
    {
        try
        {
            await call();
            return "nothing";
        }
        catch (TaskFailedException failure)
        {
            return failure.FailureDetails.ErrorMessage;
        }
    }

    private static async Task<string> Handled(TaskOrchestrationContext context, int number)
    {
        var failures = 0;
        var options = TaskOptions.FromRetryHandler(retry =>
        {
            failures = retry.LastAttemptNumber;
            return failures < number;
        });
        await Caught(() => context.CallActivityAsync("ModelRefuse", number, options));
        return $"handled-{failures}";
    }

    private static async Task<string> Retried(TaskOrchestrationContext context, string step)
    {
        try
        {
            var policy = new RetryPolicy(3, TimeSpan.FromSeconds(20), 2);
            return $"attempt-{await context.CallActivityAsync<int>("ModelAttempt", step, TaskOptions.FromRetryPolicy(policy))}";
        }
        catch (TaskFailedException)
        {
            return "gave-up";
        }
    }

    private static async Task<string> Slept(TaskOrchestrationContext context, int minutes)
    {
        var due = context.CurrentUtcDateTime.AddMinutes(minutes);
        await context.CreateTimer(due, CancellationToken.None);
        return context.CurrentUtcDateTime >= due ? "slept" : "woke early";
    }

    private static async Task<string> Canceled(TaskOrchestrationContext context)
    {
        using var source = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromDays(1000), source.Token);
        await context.CallActivityAsync("ModelDouble", 1);
        source.Cancel();
        try
        {
            await timer;
            return "fired";
        }
        catch (TaskCanceledException)
        {
            return "canceled";
        }
    }

    private static async Task<string> Echoed(TaskOrchestrationContext context, int number)
    {
        context.SendEvent(context.InstanceId, "echo", number);
        return $"echo-{await context.WaitForExternalEvent<int>("ECHO")}";
    }

    private static async Task<string> Silence(TaskOrchestrationContext context, int minutes)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("never", TimeSpan.FromMinutes(minutes));
        }
        catch (TaskCanceledException)
        {
            return "silence";
        }
    }

    private static async Task<string> Child(TaskOrchestrationContext context, Op[] body)
    {
        try
        {
            return $"[{await context.CallSubOrchestratorAsync<string>(nameof(Interpret), new Script(body, string.Empty, 0))}]";
        }
        catch (TaskFailedException failure)
        {
            return $"[{failure.FailureDetails.ErrorMessage}]";
        }
    }

    private static string? Status(TaskOrchestrationContext context, int number)
    {
        context.SetCustomStatus(number);
        return null;
    }

    private static string? Detached(TaskOrchestrationContext context)
    {
        _ = context.CallActivityAsync("ModelDetached", context.InstanceId);
        return null;
    }

    private static async Task<string> Hang(TaskOrchestrationContext context)
    {
        context.SetCustomStatus("hanging");
        return await context.WaitForExternalEvent<string>("never");
    }
}
