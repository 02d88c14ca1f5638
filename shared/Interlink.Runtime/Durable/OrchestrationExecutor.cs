using Interlink.Runtime.Hosting;
using Interlink.Runtime.Observability;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Durable;

/// <summary>Takes an orchestrator's turn: messages in, a <see cref="Turn"/> to commit out. Stores nothing itself.</summary>
internal sealed class OrchestrationExecutor(
    FunctionCatalogue catalogue,
    FunctionPipeline pipeline,
    IServiceScopeFactory scopes,
    DataConverter converter,
    ILoggerFactory loggers,
    DurableTelemetry telemetry,
    TimeProvider time)
{
    /// <summary>Takes one turn of an orchestration that has not finished. When it throws, what is alive is not to be used again.</summary>
    public async ValueTask<Turn> Take(LiveOrchestration live, IReadOnlyList<Message> messages)
    {
        var now = time.GetUtcNow();
        var instance = live.Instance;
        var isDue = live.HasBegun || instance.StartAt is null || instance.StartAt <= now
            || messages.Any(message => message.Kind == EventKind.Start);
        var sorted = SortedMessages.Sort(instance, messages, isDue);
        if (sorted.Termination is { } termination) return TurnBuilder.Terminate(instance, termination, messages, now);
        if (sorted.Events.Count == 0 && (live.HasBegun || sorted.IsSuspended || !isDue))
            return TurnBuilder.Wait(instance, sorted, live.HasBegun, now);

        var news = News(live, sorted.Events, now);
        var context = live.Context ??= new ReplayContext(instance, converter, loggers);
        var began = telemetry.TurnBegins();
        var result = await Run(live, context, news);
        telemetry.TurnTaken(instance.Name, began);
        live.Saw(news);
        var builder = new TurnBuilder(instance, context, sorted, news, new DateTimeOffset(news[0].At, TimeSpan.Zero));
        return result switch
        {
            { HasFinished: true, Error: { } error } => builder.Fail(error),
            { HasFinished: true } when context.Next is { } next => builder.ContinueAsNew(next),
            { HasFinished: true } => Complete(builder, result.Output),
            _ => builder.GoOn(),
        };
    }

    private Turn Complete(TurnBuilder builder, object? output)
    {
        string? text;
        try
        {
            text = converter.Serialize(output);
        }
        catch (Exception exception)
        {
            // What cannot be written down cannot be an output, now or later.
            return builder.Fail(exception);
        }

        return builder.Complete(text);
    }

    private static List<HistoryEvent> News(LiveOrchestration live, IReadOnlyList<Message> events, DateTimeOffset now)
    {
        // Time never runs backwards inside an orchestration, whatever the clock of the machine does.
        List<HistoryEvent> news = [new HistoryEvent(EventKind.TurnStarted, At: Math.Max(now.UtcTicks, live.LastAt))];
        if (!live.HasBegun) news.Add(new HistoryEvent(EventKind.ExecutionStarted));
        foreach (var message in events) news.Add(message.ToHistory());
        return news;
    }

    private async ValueTask<TurnResult> Run(LiveOrchestration live, ReplayContext context, List<HistoryEvent> news)
    {
        var name = live.Instance.Name;
        if (catalogue.Orchestrator(name) is not { } entry)
            return Failed(new InvalidOperationException($"There is no orchestrator '{name}'."));

        var invocation = live.Invocation ??= new HostFunctionContext(entry, scopes, context, CancellationToken.None)
        {
            InstanceId = live.Instance.Id,
        };
        TurnResult? result = null;
        Task Body(HostFunctionContext function)
        {
            result = context.Take(live.Unseen, news, () => FunctionInvoker.Call(function));
            return Task.CompletedTask;
        }

        try
        {
            invocation.Body = Body;
            await pipeline.Run(invocation);
        }
        catch (Exception exception) when (!scopes.IsGone())
        {
            return Failed(exception);
        }

        return result ?? Failed(new InvalidOperationException($"Middleware kept the orchestrator '{name}' from running."));
    }

    private static TurnResult Failed(Exception exception) => new(true, null, exception);
}
