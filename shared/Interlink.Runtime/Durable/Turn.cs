namespace Interlink.Runtime.Durable;

/// <summary>An activity to run.</summary>
internal sealed record ActivityCall(string Instance, long Execution, int Task, string Name, string? Input)
{
    /// <summary>The orchestration's place in a trace.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether a retry policy asks for it after a failure.</summary>
    public bool IsRetry { get; init; }
}

/// <summary>A timer to fire; <paramref name="Task"/> is -1 for the start of an instance.</summary>
internal readonly record struct TimerCall(string Instance, long Key, long Execution, int Task, DateTimeOffset Due)
    : IComparable<TimerCall>
{
    /// <summary>In the order they fall due.</summary>
    public int CompareTo(TimerCall other)
    {
        var order = Due.CompareTo(other.Due);
        if (order == 0) order = Key.CompareTo(other.Key);
        return order == 0 ? Task.CompareTo(other.Task) : order;
    }
}

/// <summary>What one turn of an orchestrator came to: committed as a whole, then acted on.</summary>
internal sealed record Turn
{
    /// <summary>The instance as it is after the turn.</summary>
    public required InstanceRecord Instance { get; init; }

    /// <summary>Whether the row of the instance is other than before; its time alone stands with the turn as well.</summary>
    public bool IsChanged { get; init; }

    /// <summary>When the turn was taken.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The new lines of history; null when there are none.</summary>
    public byte[]? History { get; init; }

    /// <summary>Whether the instance starts over: its earlier history goes.</summary>
    public bool StartsOver { get; init; }

    /// <summary>Whether all timers of the instance go, whichever they are.</summary>
    public bool ClearsTimers { get; init; }

    /// <summary>Whether the unfinished children are terminated as well.</summary>
    public Message? TerminationOfChildren { get; init; }

    /// <summary>The messages that are dealt with: their inbox rows and timers go.</summary>
    public IReadOnlyList<Message> Consumed { get; init; } = [];

    /// <summary>The messages that wait for a later turn.</summary>
    public IReadOnlyList<Message> Held { get; init; } = [];

    public IReadOnlyList<ActivityCall> Activities { get; init; } = [];

    /// <summary>Activities that an orchestration leaves behind when it ends: they run all the same, and nobody hears of it.</summary>
    public IReadOnlyList<ActivityCall> Leftovers { get; init; } = [];

    public IReadOnlyList<TimerCall> Timers { get; init; } = [];

    public IReadOnlyList<TimerCall> CanceledTimers { get; init; } = [];

    public IReadOnlyList<InstanceRecord> Children { get; init; } = [];

    /// <summary>Messages to other orchestrations, and to this one from itself.</summary>
    public IReadOnlyList<Message> Sent { get; init; } = [];

    /// <summary>Events that an instance that starts over takes along.</summary>
    public IReadOnlyList<HistoryEvent> Carried { get; init; } = [];

    /// <summary>Whether there is anything to commit.</summary>
    public bool IsEmpty => !IsChanged && History is null && Held.Count == 0
        && Consumed.All(message => message is { Sequence: 0, IsFromTimer: false, Kind: EventKind.Start });
}

/// <summary>What a commit made of a turn's messages.</summary>
internal sealed record CommittedTurn(Turn Turn, IReadOnlyList<Message> Sent, IReadOnlyList<Message> Held);
