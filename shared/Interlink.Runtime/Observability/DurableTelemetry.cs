using System.Diagnostics;
using System.Diagnostics.Metrics;
using Interlink.Runtime.Durable;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Observability;

/// <summary>
/// The figures of orchestrations, named after Microsoft.DurableTask; <c>docs/observability.md</c> says what each means. No tag tells
/// the tenant: tenants come without bound, and each would multiply every series. Spans tell it, by the instance id.
/// </summary>
internal sealed class DurableTelemetry
{
    /// <summary>The name of the meter, and of the activity source.</summary>
    public const string Name = "Microsoft.DurableTask";

    private const string TaskName = "durabletask.task.name";

    private readonly Counter<long> _started;
    private readonly Counter<long> _completed;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _terminated;
    private readonly Counter<long> _activitiesRun;
    private readonly Counter<long> _activitiesFailed;
    private readonly Counter<long> _activitiesRetried;
    private readonly Histogram<double> _turnDuration;
    private readonly Histogram<double> _activityDuration;
    private readonly Histogram<double> _orchestrationDuration;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<long> _commitSize;

    public DurableTelemetry(IMeterFactory meters)
    {
        Meter = meters.Create(Name);
        _started = Meter.CreateCounter<long>("durabletask.orchestrations.started", "{orchestration}", "Orchestrations created, children included.");
        _completed = Meter.CreateCounter<long>("durabletask.orchestrations.completed", "{orchestration}", "Orchestrations that came to their end.");
        _failed = Meter.CreateCounter<long>("durabletask.orchestrations.failed", "{orchestration}", "Orchestrations that ended with an exception.");
        _terminated = Meter.CreateCounter<long>("durabletask.orchestrations.terminated", "{orchestration}", "Orchestrations ended from outside.");
        _activitiesRun = Meter.CreateCounter<long>("durabletask.activities.run", "{activity}", "Activities run, whatever came of them.");
        _activitiesFailed = Meter.CreateCounter<long>("durabletask.activities.failed", "{activity}", "Activities that ended with an exception.");
        _activitiesRetried = Meter.CreateCounter<long>("durabletask.activities.retried", "{activity}", "Attempts after the first that retry policies asked for.");
        _turnDuration = Seconds("durabletask.turn.duration", "One turn of an orchestrator: replay, code, without the commit.");
        _activityDuration = Seconds("durabletask.activity.duration", "One run of an activity.");
        _orchestrationDuration = Meter.CreateHistogram(
            "durabletask.orchestration.duration", "s", "From the creation of an orchestration to its end.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.1, 0.5, 1, 5, 10, 60, 300, 3600, 86_400, 604_800] });
        _commitDuration = Seconds("durabletask.commit.duration", "One transaction of runtime.db, flush included.");
        _commitSize = Meter.CreateHistogram(
            "durabletask.commit.size", "{write}", "How many writes shared a transaction.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] });
    }

    /// <summary>Where the gauges belong.</summary>
    public Meter Meter { get; }

    /// <summary>A timestamp when somebody wants durations of turns, else 0.</summary>
    public long TurnBegins() => _turnDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void TurnTaken(string orchestrator, long began)
    {
        if (began != 0) _turnDuration.Record(Since(began), new KeyValuePair<string, object?>(TaskName, orchestrator));
    }

    /// <summary>A timestamp when somebody wants durations of activities, else 0.</summary>
    public long ActivityBegins() => _activityDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void ActivityEnded(string activity, long began, Exception? error)
    {
        var name = new KeyValuePair<string, object?>(TaskName, activity);
        _activitiesRun.Add(1, name);
        if (error is not null) _activitiesFailed.Add(1, name);
        if (began != 0) _activityDuration.Record(Since(began), name);
    }

    /// <summary>A timestamp when somebody wants durations of commits, else 0.</summary>
    public long CommitBegins() => _commitDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void Committed(int writes, long began)
    {
        if (began != 0) _commitDuration.Record(Since(began));
        _commitSize.Record(writes);
    }

    public void Started(string orchestrator) => _started.Add(1, new KeyValuePair<string, object?>(TaskName, orchestrator));

    /// <summary>Counts what a committed turn came to.</summary>
    public void Committed(Turn turn)
    {
        foreach (var child in turn.Children) Started(child.Name);
        if (_activitiesRetried.Enabled)
        {
            foreach (var call in turn.Activities.Where(call => call.IsRetry)) _activitiesRetried.Add(1, new KeyValuePair<string, object?>(TaskName, call.Name));
        }

        var instance = turn.Instance;
        if (!instance.IsFinished) return;
        var name = new KeyValuePair<string, object?>(TaskName, instance.Name);
        (instance.Status switch
        {
            OrchestrationRuntimeStatus.Completed => _completed,
            OrchestrationRuntimeStatus.Terminated => _terminated,
            _ => _failed,
        }).Add(1, name);
        if (_orchestrationDuration.Enabled)
            _orchestrationDuration.Record(Math.Max(0, (turn.At - (instance.StartAt ?? instance.CreatedAt)).TotalSeconds), name);
    }

    private static double Since(long began) => Stopwatch.GetElapsedTime(began).TotalSeconds;

    private Histogram<double> Seconds(string name, string description) => Meter.CreateHistogram(
        name, "s", description, advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10, 60],
        });
}
