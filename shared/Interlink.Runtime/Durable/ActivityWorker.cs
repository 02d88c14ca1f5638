using System.Text.Json;
using System.Threading.Channels;
using Interlink.Runtime.Hosting;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Durable;

/// <summary>
/// Runs activities, a bounded number at once. A result counts when the orchestration's next turn is committed: a host that dies
/// before runs the activity again.
/// </summary>
internal sealed partial class ActivityWorker(
    FunctionCatalogue catalogue,
    FunctionPipeline pipeline,
    IServiceScopeFactory scopes,
    DataConverter converter,
    FunctionsRuntimeOptions options,
    ILogger<ActivityWorker> logger)
{
    private readonly Channel<ActivityCall> _calls = Channel.CreateUnbounded<ActivityCall>();

    public void Add(ActivityCall call) => _calls.Writer.TryWrite(call);

    /// <summary>
    /// Works until stopped, handing each result to <paramref name="deliver"/>. What is not run by then is run after the next start.
    /// </summary>
    public async Task Run(Action<Message> deliver, CancellationToken stopping)
    {
        await using var registration = stopping.Register(() => _calls.Writer.TryComplete());
        var workers = Enumerable.Range(0, options.MaxConcurrentActivities);
        await Task.WhenAll(workers.Select(_ => Task.Run(() => Work(deliver, stopping), CancellationToken.None)));
    }

    private async Task Work(Action<Message> deliver, CancellationToken stopping)
    {
        await foreach (var call in _calls.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (stopping.IsCancellationRequested) return;
            if (await Run(call, stopping) is { } message) deliver(message);
        }
    }

    /// <summary>Runs one activity; null when the host's stopping cut it short.</summary>
    private async Task<Message?> Run(ActivityCall call, CancellationToken stopping)
    {
        try
        {
            var output = await Invoke(call, stopping);
            return new Message(call.Instance, EventKind.TaskCompleted, call.Execution, call.Task, call.Name, output);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            Failed(logger, exception, call.Name, call.Instance);
            var failure = JsonSerializer.Serialize(TaskFailureDetails.FromException(exception));
            return new Message(call.Instance, EventKind.TaskFailed, call.Execution, call.Task, call.Name, failure);
        }
    }

    private async Task<string?> Invoke(ActivityCall call, CancellationToken stopping)
    {
        var entry = catalogue.Activity(call.Name) ?? throw new InvalidOperationException($"There is no activity '{call.Name}'.");
        await using var scope = scopes.CreateAsyncScope();
        var context = new HostFunctionContext(entry, scope.ServiceProvider, new ActivityInput(call.Input), stopping)
        {
            BindingData = new Dictionary<string, object> { ["instanceId"] = call.Instance },
        };
        await pipeline.Run(context);
        return converter.Serialize(context.Results.Untyped.Value);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The activity {Activity} of the orchestration {Instance} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string activity, string instance);

    private sealed record ActivityInput(string? Data) : ISerializedInput;
}
