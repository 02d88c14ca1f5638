namespace Interlink.Runtime.Durable;

/// <summary>What can happen to an orchestration. The numbers are stored: never change one.</summary>
internal enum EventKind
{
    /// <summary>A turn of the orchestrator begins; carries its time.</summary>
    TurnStarted = 1,
    ExecutionStarted = 2,
    TaskScheduled = 3,
    TaskCompleted = 4,
    TaskFailed = 5,
    TimerCreated = 6,
    TimerFired = 7,
    ChildScheduled = 8,
    ChildCompleted = 9,
    ChildFailed = 10,
    EventRaised = 11,
    EventSent = 12,

    // Only ever messages: they steer the orchestration and leave no trace in its history.
    Suspend = 20,
    Resume = 21,
    Terminate = 22,

    /// <summary>Wakes an orchestration that has not begun.</summary>
    Start = 23,
}

/// <summary>
/// One line of an orchestration's history. <paramref name="Task"/> is the step it belongs to, -1 when none; <paramref name="At"/>
/// is when the turn began or the timer is to fire.
/// </summary>
internal readonly record struct HistoryEvent(EventKind Kind, int Task = -1, string? Name = null, string? Data = null, long At = 0);

/// <summary>
/// Something on its way to an orchestration. With an <paramref name="Execution"/> it is for that run only, and dropped when the
/// instance has started over since.
/// </summary>
internal sealed record Message(
    string Instance, EventKind Kind, long Execution = 0, int Task = -1, string? Name = null, string? Data = null)
{
    /// <summary>Its place in the stored inbox; 0 when it is in memory only, because it can be had again after a crash.</summary>
    public long Sequence { get; init; }

    /// <summary>The orchestration it is for, when the id may be somebody else's by now; 0 when the execution tells.</summary>
    public long Key { get; init; }

    /// <summary>Whether it comes from a timer, whose row goes when the message is dealt with.</summary>
    public bool IsFromTimer { get; init; }

    /// <summary>With a start: the orchestration as it begins, which spares a look into the file.</summary>
    public Loaded? Fresh { get; init; }

    /// <summary>Whether a termination goes for what is below as well.</summary>
    public bool IsRecursive => Kind == EventKind.Terminate && Name is not null;

    public static Message Termination(string instance, string? output, bool recursive) =>
        new(instance, EventKind.Terminate, Name: recursive ? "recursive" : null, Data: output);

    public HistoryEvent ToHistory() => new(Kind, Task, Name, Data);
}

/// <summary>An orchestration and what has happened to it.</summary>
internal sealed record Loaded(InstanceRecord Instance, List<HistoryEvent> History);

/// <summary>A step that an orchestrator asks for.</summary>
internal sealed record Step(EventKind Kind, int Task, string Name)
{
    /// <summary>The input or payload.</summary>
    public string? Data { get; init; }

    /// <summary>When a timer fires.</summary>
    public DateTime FireAt { get; init; }

    /// <summary>The instance a child gets or an event goes to.</summary>
    public string? Instance { get; init; }

    /// <summary>The version a child is started with.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it is another attempt at what has failed.</summary>
    public bool IsRetry { get; init; }

    /// <summary>The step as history keeps it: with all that is needed to do it after a crash, and to tell about it.</summary>
    public HistoryEvent ToHistory() => Kind switch
    {
        EventKind.TaskScheduled => new HistoryEvent(Kind, Task, Name, Data),
        EventKind.TimerCreated => new HistoryEvent(Kind, Task, At: FireAt.Ticks),
        _ => new HistoryEvent(Kind, Task, Name, Instance),
    };

    /// <summary>The step as people say it.</summary>
    public override string ToString() => Describe(Kind, Name);

    public static string Describe(EventKind kind, string? name) => kind switch
    {
        EventKind.TaskScheduled => $"a call of the activity '{name}'",
        EventKind.TimerCreated => "a timer",
        EventKind.ChildScheduled => $"a start of the sub-orchestration '{name}'",
        EventKind.EventSent => $"the event '{name}'",
        _ => kind.ToString(),
    };
}
