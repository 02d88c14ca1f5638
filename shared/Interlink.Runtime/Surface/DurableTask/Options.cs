using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>How to call an activity or sub-orchestration.</summary>
public record TaskOptions
{
    public TaskOptions(TaskRetryOptions? retry)
        : this(retry, null)
    {
    }

    public TaskOptions(TaskRetryOptions? retry = null, IDictionary<string, string>? tags = null)
    {
        Retry = retry;
        Tags = tags;
    }

    public TaskOptions(TaskOptions options)
    {
        Retry = options.Retry;
        Tags = options.Tags;
        Version = options.Version;
    }

    /// <summary>When a failed call is made again; never when absent.</summary>
    public TaskRetryOptions? Retry { get; init; }

    public IDictionary<string, string>? Tags { get; init; }

    public TaskVersion? Version { get; init; }

    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(handler);

    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>The same options for a sub-orchestration with an id of the caller's choice.</summary>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}

/// <summary>How to call a sub-orchestration.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options)
    {
        InstanceId = instanceId;
        Version = options.Version;
        if (options is SubOrchestrationOptions sub)
        {
            InstanceId ??= sub.InstanceId;
            Version = sub.Version;
        }
    }

    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options)
    {
        InstanceId = options.InstanceId;
        Version = options.Version;
    }

    /// <summary>The id to give; a derived one when absent.</summary>
    public string? InstanceId { get; init; }

    public new TaskVersion? Version { get; init; }
}

/// <summary>How to start an orchestration.</summary>
public record StartOrchestrationOptions
{
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = default)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The id to give; a new one when absent.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When to start; at once when absent or past.</summary>
    public DateTimeOffset? StartAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TaskVersion? Version { get; init; }

    /// <summary>The statuses in which an orchestration of the same id refuses a new start.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}

/// <summary>How to continue as new.</summary>
public class ContinueAsNewOptions
{
    public ContinueAsNewOptions()
    {
    }

    public object? NewInput { get; set; }

    /// <summary>Whether events that nobody has waited for yet are handed on; they are unless told otherwise.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;

    /// <summary>The version to go on with; the present one when absent.</summary>
    public string? NewVersion { get; set; }
}
