namespace Interlink.Runtime.Durable;

/// <summary>An activity to run.</summary>
internal sealed record ActivityCall(string Instance, long Execution, int Task, string Name, string? Input);

/// <summary>A timer to fire; <paramref name="Task"/> is -1 for the start of an instance.</summary>
internal readonly record struct TimerCall(string Instance, long Execution, int Task, DateTimeOffset Due);

/// <summary>What one turn of an orchestrator came to: committed as a whole, then acted on.</summary>
internal sealed record Turn
{
    /// <summary>The instance as it is after the turn.</summary>
    public required InstanceRecord Instance { get; init; }

    /// <summary>Where in history the new events go.</summary>
    public int FirstSequence { get; init; }

    public IReadOnlyList<HistoryEvent> Appended { get; init; } = [];

    /// <summary>Whether the instance starts over: its history, timers and activities go.</summary>
    public bool StartsOver { get; init; }

    /// <summary>The messages that are dealt with: their inbox rows, activities and timers go.</summary>
    public IReadOnlyList<Message> Consumed { get; init; } = [];

    /// <summary>The messages that wait for a later turn.</summary>
    public IReadOnlyList<Message> Held { get; init; } = [];

    /// <summary>When an instance that may not begin yet is to be looked at again.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    public IReadOnlyList<ActivityCall> Activities { get; init; } = [];

    public IReadOnlyList<TimerCall> Timers { get; init; } = [];

    public IReadOnlyList<TimerCall> CanceledTimers { get; init; } = [];

    public IReadOnlyList<InstanceRecord> Children { get; init; } = [];

    /// <summary>Messages to other orchestrations, and to this one from itself.</summary>
    public IReadOnlyList<Message> Sent { get; init; } = [];
}
