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

/// <summary>One line of an orchestration's history. <paramref name="Task"/> is the step it belongs to, -1 when none.</summary>
internal readonly record struct HistoryEvent(EventKind Kind, int Task = -1, string? Name = null, string? Data = null, long At = 0);

/// <summary>
/// Something on its way to an orchestration. With an <paramref name="Execution"/> it is for that run only, and dropped when the
/// instance has started over since.
/// </summary>
internal sealed record Message(
    string Instance, EventKind Kind, long Execution = 0, int Task = -1, string? Name = null, string? Data = null)
{
    /// <summary>Its place in the stored inbox; 0 when it is in memory only, because it can be had again after a crash.</summary>
    public long Sequence { get; set; }

    public HistoryEvent ToHistory() => new(Kind, Task, Name, Data);
}

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
