using System.Threading.Channels;
using Interlink.Storage.Local.Observability;
using Interlink.Storage.Local.Searching;

namespace Interlink.Storage.Local.Sqlite;

/// <summary>The only one who writes: takes what is waiting, applies it in one transaction, and answers when that is durable (group commit).</summary>
internal sealed class Writer : IDisposable
{
    private const int MaxGroup = 256;

    private readonly Connection _connection;
    private readonly SearchIndexes _indexes;
    private readonly TimeProvider _clock;
    private readonly StorageTelemetry? _telemetry;
    private readonly Channel<WriteRequest> _queue = Channel.CreateUnbounded<WriteRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Thread _thread;

    public Writer(Connection connection, SearchIndexes indexes, TimeProvider clock, StorageTelemetry? telemetry)
    {
        _connection = connection;
        _indexes = indexes;
        _clock = clock;
        _telemetry = telemetry;
        _thread = new Thread(Run) { IsBackground = true, Name = "interlink.db writer" };
        _thread.Start();
    }

    /// <summary>Queues work and waits until it is durable.</summary>
    /// <param name="work">Runs on the writer's thread inside a transaction; says with its result whether to keep what it did. May run twice.</param>
    public async Task<T> Write<T>(Func<WriteSession, (T Result, bool Keep)> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var request = new WriteRequest<T>(work);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(request), typeof(LocalStorage));
        await using var registration = cancellation.UnsafeRegister(_ => request.Cancel(cancellation), null);
        return await request.Completion;
    }

    /// <summary>Writes what is queued, then stops.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
    }

    private void Run()
    {
        var group = new List<WriteRequest>(MaxGroup);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out var request))
            {
                if (request.Take())
                {
                    group.Add(request);
                }
            }

            Commit(group);
            group.Clear();
        }
    }

    /// <summary>Commits a group; when the group as a whole fails, each request on its own, so that only the culprit hears of it.</summary>
    private void Commit(List<WriteRequest> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            foreach (var (request, failure) in Transact(group))
            {
                Answer(request, failure);
            }
        }
        catch (Exception fault) when (group.Count == 1)
        {
            group[0].Fail(fault);
        }
        catch (Exception)
        {
            foreach (var request in group)
            {
                Commit([request]);
            }
        }
    }

    private static void Answer(WriteRequest request, Exception? failure)
    {
        if (failure is null)
        {
            request.Complete();
        }
        else
        {
            request.Fail(failure);
        }
    }

    private List<(WriteRequest Request, Exception? Failure)> Transact(List<WriteRequest> group)
    {
        var session = new WriteSession(_connection, _clock.GetUtcNow());
        var answers = new List<(WriteRequest, Exception?)>(group.Count);
        var began = _telemetry?.CommitBegins() ?? 0;
        _connection.Run("BEGIN IMMEDIATE");
        try
        {
            foreach (var request in group)
            {
                answers.Add((request, Try(request, session)));
            }

            _indexes.Publish(session.Changes, commit: () => _connection.Run("COMMIT"));
            _telemetry?.Committed(group.Count, began);
            return answers;
        }
        finally
        {
            if (!_connection.Idle)
            {
                _connection.Run("ROLLBACK");
            }
        }
    }

    /// <summary>Applies one request inside a savepoint; what it throws stays its own affair as long as the transaction survives.</summary>
    private Exception? Try(WriteRequest request, WriteSession session)
    {
        var before = session.Changes.Count;
        var keep = false;
        Exception? failure = null;
        _connection.Run("SAVEPOINT request");
        try
        {
            keep = request.Apply(session);
        }
        catch (Exception thrown) when (!_connection.Idle)
        {
            failure = thrown;
        }

        if (!keep)
        {
            _connection.Run("ROLLBACK TO request");
            session.Forget(before);
        }

        _connection.Run("RELEASE request");
        return failure;
    }
}
