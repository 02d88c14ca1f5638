using Interlink.Runtime.Observability;

namespace Interlink.Runtime.Durable;

/// <summary>Works through a fair queue on the thread pool, a bounded number of items at once. Costs nothing while it is empty.</summary>
/// <param name="atOnce">How many items may be worked on at the same time.</param>
/// <param name="work">Works on one item; must not throw.</param>
/// <param name="time">Tells how long items wait.</param>
internal sealed class WorkPump<T>(int atOnce, Func<T, ValueTask> work, TimeProvider time) : IThreadPoolWorkItem, IWorkQueue
{
    /// <summary>After so many items in a row a thread goes back to the pool, so that requests are served while a flood lasts.</summary>
    private const int ItemsInARow = 64;

    private readonly Lock _gate = new();
    private readonly FairQueue<T> _queue = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isStopping;

    /// <summary>How many items wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _queue.Count;
        }
    }

    public TimeSpan OldestAge
    {
        get
        {
            lock (_gate) return _queue.Oldest is { } oldest ? time.GetElapsedTime(oldest) : TimeSpan.Zero;
        }
    }

    /// <summary>Queues an item for an orchestration.</summary>
    public void Add(string instance, T item)
    {
        lock (_gate)
        {
            _queue.Enqueue(instance, item, time.GetTimestamp());
            if (_running >= atOnce || _isStopping) return;
            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Begins nothing more; completes when what is worked on is done.</summary>
    public Task Stop()
    {
        lock (_gate)
        {
            _isStopping = true;
            if (_running == 0) _stopped.TrySetResult();
        }

        return _stopped.Task;
    }

    public void Execute() => _ = Run();

    private async Task Run()
    {
        for (var done = 0; done < ItemsInARow; done++)
        {
            if (!Next(out var item)) return;
            await work(item);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool Next(out T item)
    {
        lock (_gate)
        {
            item = default!;
            if (!_isStopping && _queue.TryDequeue(out item)) return true;
            _running--;
            if (_isStopping && _running == 0) _stopped.TrySetResult();
            return false;
        }
    }
}
