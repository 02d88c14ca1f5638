using System.Diagnostics.Metrics;
using Interlink.Runtime.Durable;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Observability;

/// <summary>What waits and what is under way. Looked up when a listener asks; the file is counted at most once in a while.</summary>
internal sealed class DurableGauges
{
    /// <summary>Counting reads the rows of all orchestrations, so a listener in a hurry gets the last count.</summary>
    private static readonly TimeSpan s_countsLast = TimeSpan.FromSeconds(10);

    private readonly HistoryStore _store;
    private readonly TimeProvider _time;
    private readonly Func<bool> _isRunning;
    private readonly Lock _gate = new();
    private long _countedAt;
    private OpenCounts? _counts;

    /// <param name="telemetry">Where the gauges belong.</param>
    /// <param name="store">Where orchestrations and timers are counted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isRunning">Whether there is anything to observe: the file is open.</param>
    /// <param name="queues">The queues by kind.</param>
    /// <param name="alive">How many waiting orchestrations are in memory.</param>
    public DurableGauges(
        DurableTelemetry telemetry, HistoryStore store, TimeProvider time, Func<bool> isRunning, IReadOnlyList<(string Kind, IWorkQueue Queue)> queues, Func<int> alive)
    {
        _store = store;
        _time = time;
        _isRunning = isRunning;
        var meter = telemetry.Meter;
        meter.CreateObservableUpDownCounter(
            "durabletask.work_items.queued", () => Each(queues, queue => (long)queue.Waiting), "{work_item}", "Work that waits for a thread, or for the writer.");
        meter.CreateObservableGauge(
            "durabletask.work_items.oldest_age", () => Each(queues, queue => queue.OldestAge.TotalSeconds), "s", "How long the oldest of them has waited.");
        meter.CreateObservableUpDownCounter(
            "durabletask.orchestrations.alive", alive, "{orchestration}", "Waiting orchestrations that are held in memory.");
        meter.CreateObservableUpDownCounter("durabletask.orchestrations.unfinished", Unfinished, "{orchestration}", "Orchestrations that have not ended.");
        meter.CreateObservableUpDownCounter("durabletask.timers.waiting", Timers, "{timer}", "Durable timers that are not due yet.");
    }

    private static IEnumerable<Measurement<T>> Each<T>(IReadOnlyList<(string Kind, IWorkQueue Queue)> queues, Func<IWorkQueue, T> look)
        where T : struct =>
        [.. queues.Select(queue => new Measurement<T>(look(queue.Queue), new KeyValuePair<string, object?>("durabletask.work_item.kind", queue.Kind)))];

    private IEnumerable<Measurement<long>> Unfinished() => Counts() is not { } counts ? [] :
    [
        State(OrchestrationRuntimeStatus.Pending, counts.Pending),
        State(OrchestrationRuntimeStatus.Running, counts.Running),
        State(OrchestrationRuntimeStatus.Suspended, counts.Suspended),
    ];

    private IEnumerable<Measurement<long>> Timers() => Counts() is { } counts ? [new Measurement<long>(counts.Timers)] : [];

    private static Measurement<long> State(OrchestrationRuntimeStatus status, long count) =>
        new(count, new KeyValuePair<string, object?>("durabletask.task.status", $"{status}"));

    private OpenCounts? Counts()
    {
        lock (_gate)
        {
            if (!_isRunning()) return null;
            if (_counts is not null && _time.GetElapsedTime(_countedAt) < s_countsLast) return _counts;
            _countedAt = _time.GetTimestamp();
            return _counts = _store.CountOpen();
        }
    }
}

/// <summary>A queue that can be looked at.</summary>
internal interface IWorkQueue
{
    /// <summary>How many items wait.</summary>
    int Waiting { get; }

    /// <summary>How long the oldest of them has waited; zero when none does.</summary>
    TimeSpan OldestAge { get; }
}
