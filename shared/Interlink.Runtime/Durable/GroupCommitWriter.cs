using Microsoft.Data.Sqlite;

namespace Interlink.Runtime.Durable;

/// <summary>
/// The only thread that writes. What waits while a commit reaches the disk shares the next one: one flush for many. Each piece of
/// work succeeds or fails alone; none is reported done before its commit.
/// </summary>
internal sealed class GroupCommitWriter : IDisposable
{
    private const int LargestBatch = 1024;

    private readonly SqliteSession _session;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0);
    private List<Write> _waiting = [];
    private bool _isIdle;
    private bool _isClosed;

    public GroupCommitWriter(SqliteSession session)
    {
        _session = session;
        _thread = new Thread(Run) { IsBackground = true, Name = "runtime.db writer" };
        _thread.Start();
    }

    public void Enqueue(Write write)
    {
        bool wakes;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _waiting.Add(write);
            wakes = _isIdle;
            _isIdle = false;
        }

        if (wakes) _signal.Release();
    }

    /// <summary>Finishes what is queued, then closes the connection.</summary>
    public void Dispose()
    {
        lock (_gate) _isClosed = true;
        _signal.Release();
        _thread.Join();
        _session.Dispose();
        _signal.Dispose();
    }

    private void Run()
    {
        List<Write> batch = [];
        while (Next(ref batch))
        {
            for (var done = 0; done < batch.Count; done += LargestBatch)
                Commit(batch.GetRange(done, Math.Min(LargestBatch, batch.Count - done)));
            batch.Clear();
        }
    }

    /// <summary>Everything that waits, in exchange for an empty list; false when closed and nothing is left.</summary>
    private bool Next(ref List<Write> batch)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.Count > 0)
                {
                    (batch, _waiting) = (_waiting, batch);
                    return true;
                }

                if (_isClosed) return false;
                _isIdle = true;
            }

            _signal.Wait();
        }
    }

    private void Commit(List<Write> batch)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
        }
        catch (SqliteException exception)
        {
            // Somebody else holds the file: nobody in this batch would fare better alone.
            foreach (var write in batch) write.Failed(exception);
            return;
        }

        if (Try(batch) is not { } failure) return;
        if (batch.Count == 1)
        {
            batch[0].Failed(failure);
            return;
        }

        foreach (var write in batch) Commit([write]);
    }

    /// <summary>Runs and commits all; the reason when one failed after it had changed something, and nothing is kept.</summary>
    private Exception? Try(List<Write> batch)
    {
        var refused = new Exception?[batch.Count];
        try
        {
            for (var i = 0; i < batch.Count; i++) refused[i] = Attempt(batch[i]);
            _session.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            if (_session.IsInTransaction) _session.Execute("ROLLBACK");
            return exception;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            if (refused[i] is { } refusal) batch[i].Failed(refusal);
            else batch[i].Committed();
        }

        return null;
    }

    /// <summary>The exception of work that was refused before it changed anything, which harms nobody else.</summary>
    private Exception? Attempt(Write write)
    {
        var changes = _session.Changes;
        try
        {
            write.Run(_session);
            return null;
        }
        catch (Exception refusal) when (_session.Changes == changes && _session.IsInTransaction)
        {
            return refusal;
        }
    }
}
