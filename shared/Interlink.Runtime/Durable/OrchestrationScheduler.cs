namespace Interlink.Runtime.Durable;

/// <summary>Runs an orchestrator's code on the thread that takes its turn, one piece after another, in the order it became ready.</summary>
internal sealed class OrchestrationScheduler : TaskScheduler
{
    private readonly Queue<Task> _ready = new();
    private int _thread = -1;

    /// <summary>Whether something continued from outside: the orchestrator awaited what is not durable.</summary>
    public bool Strayed { get; private set; }

    public override int MaximumConcurrencyLevel => 1;

    public bool IsOwnThread => Environment.CurrentManagedThreadId == _thread;

    /// <summary>The thread that calls takes the turn.</summary>
    public void Begin() => _thread = Environment.CurrentManagedThreadId;

    /// <summary>The turn is over: from here on everything comes from outside.</summary>
    public void End() => _thread = -1;

    /// <summary>Runs all that is ready.</summary>
    public void Run()
    {
        while (Next() is { } task) TryExecuteTask(task);
    }

    protected override void QueueTask(Task task)
    {
        lock (_ready)
        {
            if (IsOwnThread) _ready.Enqueue(task);
            else Strayed = true;
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsOwnThread && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_ready) return [.. _ready];
    }

    private Task? Next()
    {
        lock (_ready) return _ready.TryDequeue(out var task) ? task : null;
    }
}
