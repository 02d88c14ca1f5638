using Interlink.Runtime.Hosting;

namespace Interlink.Runtime.Durable;

/// <summary>An orchestration in memory: its row, and its code as it waits. Only for the turn that is being taken.</summary>
internal sealed class LiveOrchestration(Loaded loaded) : IDisposable
{
    /// <summary>What an orchestration that waits takes about, its data apart: contexts, tasks, the state of its code.</summary>
    private const int OwnSize = 4096;

    /// <summary>The orchestration as it is stored.</summary>
    public InstanceRecord Instance { get; set; } = loaded.Instance;

    /// <summary>What the code has not been through yet; empty once it is alive.</summary>
    public IReadOnlyList<HistoryEvent> Unseen { get; private set; } = loaded.History;

    /// <summary>Whether the code has been started, in this process or before.</summary>
    public bool HasBegun { get; private set; } = loaded.History.Any(line => line.Kind == EventKind.ExecutionStarted);

    /// <summary>The time of the first turn of this run; 0 before that.</summary>
    public long BeganAt { get; private set; } = loaded.History.Count > 0 ? loaded.History[0].At : 0;

    /// <summary>The time of the last turn; no later one is earlier.</summary>
    public long LastAt { get; private set; } = loaded.History.FindLast(line => line.Kind == EventKind.TurnStarted).At;

    /// <summary>What the code sees; null until it is alive.</summary>
    public ReplayContext? Context { get; set; }

    /// <summary>The invocation that the code belongs to; null until it is alive.</summary>
    public HostFunctionContext? Invocation { get; set; }

    /// <summary>About how much memory it takes.</summary>
    public long Size { get; private set; } = OwnSize + SizeOf(loaded.Instance.Input) + loaded.History.Sum(line => SizeOf(line.Data));

    /// <summary>The code has been through everything, this included.</summary>
    public void Saw(IReadOnlyList<HistoryEvent> news)
    {
        Unseen = [];
        HasBegun = true;
        LastAt = news[0].At;
        if (BeganAt == 0) BeganAt = LastAt;
        foreach (var line in news) Size += SizeOf(line.Data);
    }

    public void Dispose() => Invocation?.Abandon();

    private static long SizeOf(string? text) => 2L * (text?.Length ?? 0);
}
