using Microsoft.DurableTask;

namespace Interlink.Runtime.Durable;

/// <summary>
/// External events of one orchestration: those that came before anyone waited, and those that wait. First come, first served;
/// letter case of names does not matter.
/// </summary>
internal sealed class EventBuffer
{
    private readonly List<HistoryEvent> _unprocessed = [];
    private readonly List<(string Name, Action<string?> Receive)> _waiting = [];

    public IEnumerable<HistoryEvent> Unprocessed => _unprocessed;

    public bool IsAwaited => _waiting.Count > 0;

    public void Add(HistoryEvent raised)
    {
        var index = _waiting.FindIndex(waiter => Same(waiter.Name, raised.Name));
        if (index < 0)
        {
            _unprocessed.Add(raised);
            return;
        }

        var receive = _waiting[index].Receive;
        _waiting.RemoveAt(index);
        receive(raised.Data);
    }

    /// <summary>The next event of a name, typed.</summary>
    public Task<T> Next<T>(string name, DataConverter converter, CancellationToken cancellation)
    {
        var index = _unprocessed.FindIndex(raised => Same(raised.Name, name));
        var source = new TaskCompletionSource<T>();
        if (index >= 0)
        {
            var data = _unprocessed[index].Data;
            _unprocessed.RemoveAt(index);
            Receive(source, data, converter);
            return source.Task;
        }

        (string Name, Action<string?> Receive) waiter = (name, data => Receive(source, data, converter));
        _waiting.Add(waiter);
        cancellation.Register(() =>
        {
            if (_waiting.Remove(waiter)) source.TrySetCanceled(cancellation);
        });
        return source.Task;
    }

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static void Receive<T>(TaskCompletionSource<T> source, string? data, DataConverter converter)
    {
        try
        {
            source.TrySetResult(converter.Deserialize<T>(data)!);
        }
        catch (Exception exception)
        {
            source.TrySetException(exception);
        }
    }
}
