using Interlink.Runtime.Hosting;
using Interlink.Runtime.Observability;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Durable;

/// <summary>
/// Runs activities, a bounded number at once, tenants in turn. A result counts when the orchestration's next turn is committed:
/// a host that dies before runs the activity again.
/// </summary>
internal sealed partial class ActivityWorker : IDisposable
{
    private readonly FunctionCatalogue _catalogue;
    private readonly FunctionPipeline _pipeline;
    private readonly IServiceScopeFactory _scopes;
    private readonly DataConverter _converter;
    private readonly DurableTelemetry _telemetry;
    private readonly ILogger<ActivityWorker> _logger;
    private readonly WorkPump<ActivityCall> _pump;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _token;
    private Action<Message> _deliver = _ => { };

    public ActivityWorker(
        FunctionCatalogue catalogue,
        FunctionPipeline pipeline,
        IServiceScopeFactory scopes,
        DataConverter converter,
        FunctionsRuntimeOptions options,
        DurableTelemetry telemetry,
        TimeProvider time,
        ILogger<ActivityWorker> logger)
    {
        _catalogue = catalogue;
        _pipeline = pipeline;
        _scopes = scopes;
        _converter = converter;
        _telemetry = telemetry;
        _logger = logger;
        _token = _stopping.Token;
        _pump = new WorkPump<ActivityCall>(options.MaxConcurrentActivities, Work, time);
    }

    /// <summary>The activities that wait to be run.</summary>
    public IWorkQueue Queue => _pump;

    /// <summary>Hands each result to <paramref name="deliver"/> from here on.</summary>
    public void Begin(Action<Message> deliver) => _deliver = deliver;

    public void Add(ActivityCall call) => _pump.Add(call.Instance, call);

    /// <summary>Asks what runs to stop; what is not run by then is run after the next start.</summary>
    public async Task Stop()
    {
        var stopped = _pump.Stop();
        await _stopping.CancelAsync();
        await stopped;
    }

    public void Dispose() => _stopping.Dispose();

    // Whoever sees that the orchestration went on finds the span and the figures of the activity whole.
    private async ValueTask Work(ActivityCall call)
    {
        if (await Ended(call, _token) is { } message)
        {
            _deliver(message);
        }
    }

    // Null when the host is stopping: the activity runs again after the next start.
    private async ValueTask<Message?> Ended(ActivityCall call, CancellationToken stopping)
    {
        using var span = DurableTracing.Run(call);
        var began = _telemetry.ActivityBegins();
        try
        {
            var output = await Invoke(call, stopping);
            _telemetry.ActivityEnded(call.Name, began, error: null);
            return new Message(call.Instance, EventKind.TaskCompleted, call.Execution, call.Task, call.Name, output);
        }
        catch (Exception) when (stopping.IsCancellationRequested || _scopes.IsGone())
        {
            return null;
        }
        catch (Exception exception)
        {
            Failed(_logger, exception, call.Name, call.Instance);
            _telemetry.ActivityEnded(call.Name, began, exception);
            DurableTracing.Fail(span, exception);
            return new Message(call.Instance, EventKind.TaskFailed, call.Execution, call.Task, call.Name, StoredFailure.Write(exception));
        }
    }

    private async ValueTask<string?> Invoke(ActivityCall call, CancellationToken stopping)
    {
        var entry = _catalogue.Activity(call.Name) ?? throw new InvalidOperationException($"There is no activity '{call.Name}'.");
        await using var context = new HostFunctionContext(entry, _scopes, new ActivityInput(_converter, call.Input), stopping)
        {
            InstanceId = call.Instance,
        };
        await _pipeline.Run(context);
        return _converter.Serialize(context.Results.Value);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The activity {Activity} of the orchestration {Instance} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string activity, string instance);

    private sealed class ActivityInput(DataConverter converter, string? data) : ISerializedInput
    {
        public bool IsPresent => data is not null;

        public object? Read(Type type) => converter.Deserialize(data, type);
    }
}
