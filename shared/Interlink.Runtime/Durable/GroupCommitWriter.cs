using Interlink.Runtime.Observability;
using Microsoft.Data.Sqlite;

namespace Interlink.Runtime.Durable;

/// <summary>
/// The only thread that writes. What waits while a commit reaches the disk shares the next one: one flush for many. Tenants take turns, so
/// that one who floods it delays the others by a batch. Each piece of work succeeds or fails alone; none is reported done before its commit.
/// </summary>
internal sealed class GroupCommitWriter : IDisposable, IWorkQueue
{
    private const int LargestBatch = 1024;

    private readonly SqliteSession _session;
    private readonly DurableTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly FairQueue<Write> _waiting = new();
    private bool _isIdle;
    private bool _isClosed;

    public GroupCommitWriter(SqliteSession session, DurableTelemetry telemetry, TimeProvider time)
    {
        _session = session;
        _telemetry = telemetry;
        _time = time;
        _thread = new Thread(Run) { IsBackground = true, Name = "runtime.db writer" };
        _thread.Start();
    }

    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    public TimeSpan OldestAge
    {
        get
        {
            lock (_gate) return _waiting.Oldest is { } oldest ? _time.GetElapsedTime(oldest) : TimeSpan.Zero;
        }
    }

    /// <summary>Queues work of an orchestration's tenant; the work of one tenant is done in the order it came.</summary>
    public void Enqueue(string instance, Write write)
    {
        bool wakes;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _waiting.Enqueue(instance, write, _time.GetTimestamp());
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
        List<Write> batch = new(LargestBatch);
        while (Next(batch))
        {
            Commit(batch);
            batch.Clear();
        }
    }

    /// <summary>What shares the next commit; false when closed and nothing is left.</summary>
    private bool Next(List<Write> batch)
    {
        while (true)
        {
            lock (_gate)
            {
                while (batch.Count < LargestBatch && _waiting.TryDequeue(out var write)) batch.Add(write);
                if (batch.Count > 0) return true;
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
        var began = _telemetry.CommitBegins();
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

        _telemetry.Committed(batch.Count, began);
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
