using System.Collections.Concurrent;

namespace Interlink.Runtime.Durable;

/// <summary>Lets callers wait for the next change of an orchestration.</summary>
internal sealed class InstanceWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();

    /// <summary>Completes at the next change after this call.</summary>
    public Task Next(string instance) =>
        _waiting.GetOrAdd(instance, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string instance)
    {
        if (_waiting.TryRemove(instance, out var source)) source.SetResult();
    }
}
