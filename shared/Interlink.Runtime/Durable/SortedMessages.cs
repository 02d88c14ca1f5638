using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

/// <summary>What the messages at hand mean for an orchestration that may be suspended, not yet due, or about to be terminated.</summary>
internal sealed class SortedMessages
{
    private readonly List<Message> _events = [];
    private readonly List<Message> _held = [];
    private readonly List<Message> _consumed = [];

    private SortedMessages(bool isSuspended, bool isDue) => (IsSuspended, IsDue) = (isSuspended, isDue);

    /// <summary>What the code is to see in this turn.</summary>
    public IReadOnlyList<Message> Events => _events;

    /// <summary>What waits until the orchestration is resumed or due.</summary>
    public IReadOnlyList<Message> Held => _held;

    /// <summary>What is dealt with after this turn, events included.</summary>
    public IReadOnlyList<Message> Consumed => _consumed;

    public bool IsSuspended { get; private set; }

    /// <summary>Whether the time of a scheduled start has come, or there was none.</summary>
    public bool IsDue { get; }

    /// <summary>Ends the orchestration when present.</summary>
    public Message? Termination { get; private set; }

    public static SortedMessages Sort(InstanceRecord instance, IReadOnlyList<Message> messages, bool isDue)
    {
        var sorted = new SortedMessages(instance.Status == OrchestrationRuntimeStatus.Suspended, isDue);
        foreach (var message in messages) sorted.Add(message, instance);
        if (!sorted.IsSuspended && isDue) sorted.Release();
        sorted._consumed.AddRange(sorted._events);
        return sorted;
    }

    private void Add(Message message, InstanceRecord instance)
    {
        var isStale = (message.Execution != 0 && message.Execution != instance.Execution)
            || (message.Key != 0 && message.Key != instance.Key);
        switch (message.Kind)
        {
            case var _ when isStale:
                break;
            case EventKind.Suspend:
                IsSuspended = true;
                break;
            case EventKind.Resume:
                IsSuspended = false;
                if (IsDue) Release();
                break;
            case EventKind.Terminate:
                Termination = message;
                break;
            case not EventKind.Start:
                (IsSuspended || !IsDue ? _held : _events).Add(message);
                return;
        }

        _consumed.Add(message);
    }

    private void Release()
    {
        _events.AddRange(_held);
        _held.Clear();
    }
}
