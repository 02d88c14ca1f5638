using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Tests.Durable;

public sealed record Order(string Item, int Amount);

public sealed class Activities(Probe probe, ScopedThing scoped)
{
    [Function("Greet1")]
    public static string Greet([ActivityTrigger] string name) => $"Hello {name}";

    [Function("Double")]
    public async Task<Order> Double(
        [ActivityTrigger] Order order, FunctionContext context, string instanceId, CancellationToken cancellation)
    {
        await Task.Yield();
        probe.Seen.Enqueue($"{context.FunctionDefinition.Name} {instanceId} {scoped.IsDisposed} {cancellation.CanBeCanceled}");
        return order with { Amount = order.Amount * 2 };
    }

    [Function("Square")]
    public static int Square([ActivityTrigger] int number) => number * number;

    [Function("Count")]
    public int Count([ActivityTrigger] string what) => probe.Count(what);

    [Function("FailUntil")]
    public int FailUntil([ActivityTrigger] int attempts)
    {
        var attempt = probe.Count("attempts");
        return attempt >= attempts ? attempt : throw new TimeoutException($"Attempt {attempt} failed");
    }

    [Function("Refuse")]
    public static Task Refuse([ActivityTrigger] string why) => throw new ArgumentException(why);

    [Function("FailDeeply")]
    public static void FailDeeply([ActivityTrigger] string? nothing) =>
        throw Enumerable.Range(0, 200).Aggregate(new InvalidOperationException("innermost"), (inner, i) => new InvalidOperationException($"level {i}", inner));

    [Function("Hang")]
    public async Task<string> Hang([ActivityTrigger] string gate, CancellationToken cancellation)
    {
        var run = probe.Count(gate);
        probe.Open(gate + " began");
        await probe.Gate(gate).WaitAsync(cancellation);
        return $"{gate} in run {run}";
    }
}

public static class Orchestrators
{
    [Function(nameof(Chain))]
    public static async Task<string[]> Chain([OrchestrationTrigger] TaskOrchestrationContext context, string[] names)
    {
        var greetings = new List<string>();
        foreach (var name in names) greetings.Add(await context.CallActivityAsync<string>("Greet1", name));
        return [.. greetings];
    }

    [Function(nameof(OneOrder))]
    public static Task<Order> OneOrder([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<Order>("double", context.GetInput<Order>());

    [Function(nameof(FanOut))]
    public static async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int width)
    {
        var squares = await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync<int>("Square", i)));
        return squares.Sum();
    }

    [Function(nameof(Catch))]
    public static async Task<string> Catch([OrchestrationTrigger] TaskOrchestrationContext context, string why)
    {
        try
        {
            await context.CallActivityAsync("Refuse", why);
            return "nothing happened";
        }
        catch (TaskFailedException failure)
        {
            return $"{failure.TaskName} {failure.FailureDetails.ErrorMessage} {failure.FailureDetails.IsCausedBy<ArgumentException>()}";
        }
    }

    [Function(nameof(Uncaught))]
    public static Task Uncaught([OrchestrationTrigger] TaskOrchestrationContext context, string why) =>
        context.CallActivityAsync("Refuse", why);

    [Function(nameof(Retry))]
    public static Task<int> Retry([OrchestrationTrigger] TaskOrchestrationContext context, int attempts)
    {
        var policy = new RetryPolicy(3, TimeSpan.FromMinutes(1), backoffCoefficient: 2)
        {
            HandleFailure = failure => failure.IsCausedBy<TimeoutException>(),
        };
        return context.CallActivityAsync<int>("FailUntil", attempts, TaskOptions.FromRetryPolicy(policy));
    }

    [Function(nameof(NoRetry))]
    public static Task NoRetry([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var policy = new RetryPolicy(9, TimeSpan.FromDays(1)) { HandleFailure = failure => failure.IsCausedBy<TimeoutException>() };
        return context.CallActivityAsync("Refuse", "for good", TaskOptions.FromRetryPolicy(policy));
    }

    [Function(nameof(HandledRetry))]
    public static Task<int> HandledRetry([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>("FailUntil", 3, TaskOptions.FromRetryHandler(async failed =>
        {
            await failed.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(1), failed.CancellationToken);
            return failed.LastAttemptNumber < 5 && failed.LastFailure.IsCausedBy<TimeoutException>();
        }));

    [Function(nameof(Sleep))]
    public static async Task<DateTime> Sleep([OrchestrationTrigger] TaskOrchestrationContext context, TimeSpan length)
    {
        await context.CreateTimer(length, CancellationToken.None);
        return context.CurrentUtcDateTime;
    }

    [Function(nameof(LoseTimer))]
    public static async Task<string> LoseTimer([OrchestrationTrigger] TaskOrchestrationContext context, bool cancels)
    {
        using var source = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromHours(1), source.Token);
        var greeting = context.CallActivityAsync<string>("Greet1", "first");
        await Task.WhenAny(timer, greeting);
        if (cancels) source.Cancel();
        return await greeting;
    }

    [Function(nameof(Listen))]
    public static async Task<string> Listen([OrchestrationTrigger] TaskOrchestrationContext context, int events)
    {
        var heard = new List<string>();
        for (var i = 0; i < events; i++)
        {
            context.SetCustomStatus(new { Heard = i });
            heard.Add(await context.WaitForExternalEvent<string>("Word"));
        }

        return string.Join(' ', heard);
    }

    [Function(nameof(ListenBriefly))]
    public static async Task<string> ListenBriefly([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("Word", TimeSpan.FromMinutes(10));
        }
        catch (TaskCanceledException)
        {
            return "silence";
        }
    }

    [Function(nameof(Parent))]
    public static async Task<string> Parent([OrchestrationTrigger] TaskOrchestrationContext context, string childId)
    {
        var options = childId.Length == 0 ? null : new TaskOptions().WithInstanceId(childId);
        return await context.CallSubOrchestratorAsync<string>(nameof(Child), childId, options);
    }

    [Function(nameof(Child))]
    public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync("Square", 2);
        return $"{context.Parent!.Name}/{context.Parent.InstanceId} > {context.InstanceId}";
    }

    [Function(nameof(ParentOfFailure))]
    public static async Task<string> ParentOfFailure([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.CallSubOrchestratorAsync(nameof(Uncaught), "from below");
            return "nothing happened";
        }
        catch (TaskFailedException failure)
        {
            return failure.FailureDetails.InnerFailure!.ErrorMessage;
        }
    }

    [Function(nameof(ParentOfListener))]
    public static Task<string> ParentOfListener([OrchestrationTrigger] TaskOrchestrationContext context, string childId) =>
        context.CallSubOrchestratorAsync<string>(nameof(Listen), 1, new TaskOptions().WithInstanceId(childId));

    [Function(nameof(TracedFamily))]
    public static async Task<string> TracedFamily([OrchestrationTrigger] TaskOrchestrationContext context, string name)
    {
        await context.CallActivityAsync("Greet1", name);
        var heard = await context.CallSubOrchestratorAsync<string>(nameof(Listen), 1, new TaskOptions().WithInstanceId($"{context.InstanceId}:child"));
        await context.CallActivityAsync("Greet1", name);
        return heard;
    }

    [Function(nameof(ReportProgress))]
    public static async Task<int> ReportProgress([OrchestrationTrigger] TaskOrchestrationContext context, string input)
    {
        for (var i = 0; i < 100; i++)
        {
            context.SetCustomStatus(new string('x', i));
            await context.CallActivityAsync("Square", i);
        }

        return input.Length;
    }

    [Function(nameof(EchoInput))]
    public static async Task<string> EchoInput([OrchestrationTrigger] TaskOrchestrationContext context, string input) =>
        $"{await context.WaitForExternalEvent<string>("word")} {input.Length}";

    [Function(nameof(Nested))]
    public static async Task Nested([OrchestrationTrigger] TaskOrchestrationContext context) => await context.CallActivityAsync("FailDeeply");

    [Function(nameof(CountUp))]
    public static async Task<string> CountUp([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        var next = await context.CallActivityAsync<int>("Square", 1) + count;
        if (next < 5)
        {
            context.ContinueAsNew(next);
            return "not the end";
        }

        return $"{next} {await context.WaitForExternalEvent<string>("word")}";
    }

    [Function(nameof(Identify))]
    public static async Task<string> Identify([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var logger = context.CreateReplaySafeLogger("test");
        var (first, time) = (context.NewGuid(), context.CurrentUtcDateTime);
        logger.LogInformation("before");
        var echoed = await context.CallActivityAsync<string>("Greet1", $"{first} {time:O}");
        logger.LogInformation("after");
        var second = context.NewGuid();
        await context.CallActivityAsync("Square", 3);
        return $"{echoed == $"Hello {first} {time:O}"} {first != second} {context.Version} {context.CompareVersionTo("1.9")}";
    }

    [Function(nameof(Fickle))]
    public static async Task<string> Fickle(
        [OrchestrationTrigger] TaskOrchestrationContext context, FunctionContext function)
    {
        var probe = function.InstanceServices.GetRequiredService<Probe>();
        await context.CallActivityAsync(probe.Switched ? "Square" : "Greet1", 1.ToString());
        context.SetCustomStatus("waits");
        return await context.WaitForExternalEvent<string>("Word");
    }

    [Function(nameof(Greedy))]
    public static async Task<string> Greedy([OrchestrationTrigger] TaskOrchestrationContext context, FunctionContext function)
    {
        var probe = function.InstanceServices.GetRequiredService<Probe>();
        var first = context.CallActivityAsync("Greet1", "one");
        if (probe.Switched) await context.CallActivityAsync("Square", 2);
        await first;
        context.SetCustomStatus("waits");
        return await context.WaitForExternalEvent<string>("Word");
    }

    [Function(nameof(Stray))]
    public static async Task<int> Stray([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.Delay(Timeout.Infinite);
        return await context.CallActivityAsync<int>("Square", 1);
    }

    [Function(nameof(Unbound))]
    public static async Task<int> Unbound([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = await context.CallActivityAsync<int>("Square", 2).ConfigureAwait(false);
        return await context.CallActivityAsync<int>("Square", first).ConfigureAwait(false);
    }

    [Function(nameof(Tell))]
    public static async Task Tell([OrchestrationTrigger] TaskOrchestrationContext context, string listener)
    {
        context.SendEvent("nobody at all", "word", "lost");
        context.SendEvent(listener, "word", "told");
        await context.CallActivityAsync("Square", 1);
    }

    [Function(nameof(Hanging))]
    public static Task<string> Hanging([OrchestrationTrigger] TaskOrchestrationContext context, string gate) =>
        context.CallActivityAsync<string>("Hang", gate);
}
