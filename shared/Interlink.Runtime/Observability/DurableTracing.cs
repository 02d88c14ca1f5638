using System.Diagnostics;
using System.Runtime.CompilerServices;
using Interlink.Runtime.Durable;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Observability;

/// <summary>
/// The spans of orchestrations, named and tagged as Microsoft.DurableTask does. An orchestration's span is written once, when its end is
/// committed; what runs below it knows its id before. Replay writes none. The trace id is passed on also while nobody listens, so that what an
/// orchestration does can be told to belong to the request that started it.
/// </summary>
internal static class DurableTracing
{
    private const string Type = "durabletask.type";
    private const string Name = "durabletask.task.name";
    private const string Instance = "durabletask.task.instance_id";
    private const string Version = "durabletask.task.version";

    private static readonly ActivitySource s_source = new(DurableTelemetry.Name);

    /// <summary>Around the creation of an orchestration; null when nobody listens.</summary>
    public static Activity? Create(InstanceRecord instance)
    {
        if (!s_source.HasListeners()) return null;
        var span = s_source.StartActivity($"create_orchestration:{instance.Name}", ActivityKind.Producer);
        span?.SetTag(Type, "orchestration").SetTag(Name, instance.Name).SetTag(Instance, instance.Id);
        if (instance.Version.Length > 0) span?.SetTag(Version, instance.Version);
        return span;
    }

    /// <summary>Around an event for an orchestration; null when nobody listens.</summary>
    public static Activity? Raise(string instance, string name)
    {
        if (!s_source.HasListeners()) return null;
        var span = s_source.StartActivity($"orchestration_event:{name}", ActivityKind.Producer);
        return span?.SetTag(Type, "event").SetTag("durabletask.event.name", name).SetTag("durabletask.event.target_instance_id", instance);
    }

    /// <summary>The place of an orchestration that is created now; null when it is created outside any trace.</summary>
    public static string? Link(Activity? create) =>
        (create ?? Activity.Current) is { IdFormat: ActivityIdFormat.W3C } span ? TraceLink.New(span.Context) : null;

    /// <summary>Around one run of an activity; null when its orchestration was created outside any trace.</summary>
    public static Activity? Run(ActivityCall call)
    {
        if (call.Trace is null || TraceLink.Own(call.Trace) is not { } parent) return null;
        var span = s_source.StartActivity($"activity:{call.Name}", ActivityKind.Server, parent);
        if (span is null) return new Activity("activity").SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
        return span.SetTag(Type, "activity").SetTag(Name, call.Name).SetTag(Instance, call.Instance).SetTag("durabletask.task.task_id", call.Task);
    }

    /// <summary>Says of a span that it ended with an exception; its message may hold what no trace should, so only the type is told.</summary>
    public static void Fail(Activity? span, Exception exception) =>
        span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", exception.GetType().FullName);

    /// <summary>Writes the span of a run of an orchestration whose end is committed.</summary>
    /// <param name="turn">The turn that ended the run.</param>
    /// <param name="trace">Its place.</param>
    /// <param name="began">When the run began.</param>
    public static void Ended(Turn turn, string? trace, DateTimeOffset began)
    {
        if (trace is null || !s_source.HasListeners() || TraceLink.Parent(trace) is not { } parent) return;
        var instance = turn.Instance;
        using var span = s_source.StartActivity(
            $"orchestration:{instance.Name}", ActivityKind.Server, parent, startTime: began);
        if (span is null) return;
        SpanIdOf(span) = TraceLink.Own(trace)!.Value.SpanId.ToHexString();
        IdOf(span) = null;
        span.SetTag(Type, "orchestration").SetTag(Name, instance.Name).SetTag(Instance, instance.Id);
        if (instance.Version.Length > 0) span.SetTag(Version, instance.Version);
        span.SetTag("durabletask.task.status", turn.StartsOver ? "ContinuedAsNew" : $"{instance.Status}");
        if (instance.Status is OrchestrationRuntimeStatus.Failed) span.SetStatus(ActivityStatusCode.Error);
        span.SetEndTime((turn.At < began ? began : turn.At).UtcDateTime);
    }

    // .NET chooses the id of a span when it starts, and offers no other way to give it one that is known already. Microsoft.DurableTask sets
    // the same two fields; a test notices when a new .NET has them no more.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanIdOf(Activity span);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
    private static extern ref string? IdOf(Activity span);
}
