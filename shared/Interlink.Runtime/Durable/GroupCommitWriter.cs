using System.Collections.Concurrent;

namespace Interlink.Runtime.Durable;

/// <summary>
/// The only thread that writes. What waits while a commit reaches the disk shares the next one: one flush for many. Each piece of
/// work succeeds or fails alone; none is reported done before its commit.
/// </summary>
internal sealed class GroupCommitWriter : IDisposable
{
    private const int LargestBatch = 256;

    private readonly BlockingCollection<IWork> _queue = [];
    private readonly SqliteSession _session;
    private readonly Thread _thread;

    public GroupCommitWriter(SqliteSession session)
    {
        _session = session;
        _thread = new Thread(Run) { IsBackground = true, Name = "runtime.db writer" };
        _thread.Start();
    }

    public Task<T> Enqueue<T>(Func<SqliteSession, T> work)
    {
        var item = new Work<T>(work);
        try
        {
            _queue.Add(item);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(GroupCommitWriter), "The functions host is stopping.");
        }

        return item.Committed;
    }

    /// <summary>Finishes what is queued, then closes the connection.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _session.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        var batch = new List<IWork>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < LargestBatch && _queue.TryTake(out var next)) batch.Add(next);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<IWork> batch)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var work in batch) Attempt(work);
            _session.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            if (_session.IsInTransaction) _session.Execute("ROLLBACK");
            foreach (var work in batch) work.Fail(exception);
        }

        foreach (var work in batch) work.Finish();
    }

    private void Attempt(IWork work)
    {
        _session.Execute("SAVEPOINT work");
        try
        {
            work.Run(_session);
        }
        catch (Exception exception)
        {
            work.Fail(exception);
            _session.Execute("ROLLBACK TO work");
        }

        _session.Execute("RELEASE work");
    }

    private interface IWork
    {
        void Run(SqliteSession session);

        void Fail(Exception exception);

        void Finish();
    }

    private sealed class Work<T>(Func<SqliteSession, T> work) : IWork
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;
        private Exception? _failure;

        public Task<T> Committed => _source.Task;

        public void Run(SqliteSession session) => _result = work(session);

        public void Fail(Exception exception) => _failure ??= exception;

        public void Finish()
        {
            if (_failure is null) _source.SetResult(_result);
            else _source.SetException(_failure);
        }
    }
}
