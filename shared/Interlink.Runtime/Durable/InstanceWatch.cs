namespace Interlink.Runtime.Durable;

/// <summary>Lets callers wait until an orchestration has come to a status.</summary>
internal sealed class InstanceWatch
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Waiter>> _waiting = [];

    /// <summary>Begins to wait. Ask for the present status after this call, so that no change is missed in between.</summary>
    public Waiter Wait(string instance, Func<InstanceRecord, bool> isReached)
    {
        var waiter = new Waiter(instance, isReached);
        lock (_gate)
        {
            if (!_waiting.TryGetValue(instance, out var waiters)) _waiting.Add(instance, waiters = []);
            waiters.Add(waiter);
        }

        return waiter;
    }

    /// <summary>Waits no longer.</summary>
    public void Leave(Waiter waiter)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(waiter.Instance, out var waiters)) return;
            waiters.Remove(waiter);
            if (waiters.Count == 0) _waiting.Remove(waiter.Instance);
        }
    }

    /// <summary>An orchestration is now like this, and that is committed.</summary>
    public void Changed(InstanceRecord now) => Tell(now.Id, now);

    /// <summary>An orchestration has been deleted.</summary>
    public void Gone(string instance) => Tell(instance, null);

    private void Tell(string instance, InstanceRecord? now)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(instance, out var waiters)) return;
            foreach (var waiter in waiters)
            {
                if (now is null || waiter.IsReached(now)) waiter.Source.TrySetResult(now);
            }
        }
    }

    /// <summary>Somebody who waits.</summary>
    internal sealed class Waiter(string instance, Func<InstanceRecord, bool> isReached)
    {
        public string Instance => instance;

        public Func<InstanceRecord, bool> IsReached => isReached;

        public TaskCompletionSource<InstanceRecord?> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
