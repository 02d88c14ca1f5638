using Interlink.Runtime.Hosting;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Durable;

/// <summary>Takes an orchestrator's turn: history and messages in, a <see cref="Turn"/> to commit out. Changes nothing itself.</summary>
internal sealed class OrchestrationExecutor(
    FunctionCatalogue catalogue,
    FunctionPipeline pipeline,
    IServiceScopeFactory scopes,
    DataConverter converter,
    ILoggerFactory loggers,
    TimeProvider time)
{
    /// <summary>Takes one turn of an orchestration that has not finished.</summary>
    public async Task<Turn> Take(InstanceRecord instance, IReadOnlyList<HistoryEvent> history, IReadOnlyList<Message> messages)
    {
        var now = time.GetUtcNow();
        var hasBegun = history.Count > 0;
        var isDue = hasBegun || instance.StartAt is null || instance.StartAt <= now;
        var sorted = SortedMessages.Sort(instance, messages, isDue);
        if (sorted.Termination is { } termination) return TurnBuilder.Terminate(instance, termination, messages, now);
        if (sorted.Events.Count == 0 && (hasBegun || sorted.IsSuspended || !isDue))
            return TurnBuilder.Wait(instance, sorted, hasBegun, isDue, now);

        var news = News(sorted.Events, hasBegun, history, now);
        var context = new ReplayContext(instance, converter, loggers);
        var result = await Run(context, instance, history, news);
        var builder = new TurnBuilder(instance, context, sorted, history.Count, news, now);
        return result switch
        {
            { HasFinished: true, Error: { } error } => builder.Fail(error),
            { HasFinished: true } when context.Next is { } next => builder.ContinueAsNew(next),
            { HasFinished: true } => builder.Complete(converter.Serialize(result.Output)),
            _ => builder.GoOn(),
        };
    }

    private static List<HistoryEvent> News(
        IReadOnlyList<Message> events, bool hasBegun, IReadOnlyList<HistoryEvent> history, DateTimeOffset now)
    {
        // Time never runs backwards inside an orchestration, whatever the clock of the machine does.
        var last = history.Count == 0 ? 0 : history.Max(line => line.At);
        List<HistoryEvent> news = [new HistoryEvent(EventKind.TurnStarted, At: Math.Max(now.UtcTicks, last))];
        if (!hasBegun) news.Add(new HistoryEvent(EventKind.ExecutionStarted));
        news.AddRange(events.Select(message => message.ToHistory()));
        return news;
    }

    private async Task<TurnResult> Run(
        ReplayContext context, InstanceRecord instance, IReadOnlyList<HistoryEvent> history, IReadOnlyList<HistoryEvent> news)
    {
        if (catalogue.Orchestrator(instance.Name) is not { } entry)
            return Failed(new InvalidOperationException($"There is no orchestrator '{instance.Name}'."));

        TurnResult? result = null;
        await using var scope = scopes.CreateAsyncScope();
        var invocation = new HostFunctionContext(entry, scope.ServiceProvider, context, CancellationToken.None)
        {
            BindingData = new Dictionary<string, object> { ["instanceId"] = instance.Id },
            Body = function =>
            {
                result = context.Take(history, news, () => FunctionInvoker.Call(function));
                return Task.CompletedTask;
            },
        };
        try
        {
            await pipeline.Run(invocation);
        }
        catch (Exception exception)
        {
            return Failed(exception);
        }

        return result ?? Failed(new InvalidOperationException($"Middleware kept the orchestrator '{instance.Name}' from running."));
    }

    private static TurnResult Failed(Exception exception) => new(true, null, exception);
}
