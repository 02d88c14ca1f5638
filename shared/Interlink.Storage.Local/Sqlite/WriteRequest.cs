using Interlink.Storage.Local.Searching;

namespace Interlink.Storage.Local.Sqlite;

/// <summary>Something that the writer does in a transaction, and somebody waiting for it.</summary>
internal abstract class WriteRequest
{
    private int _taken;

    /// <summary>Whether the writer may still do it; afterwards it can no longer be cancelled.</summary>
    public bool Take() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    /// <summary>Does the work; may run again when the transaction around it had to be given up.</summary>
    /// <returns>False when nothing of it is to be kept.</returns>
    public abstract bool Apply(WriteSession session);

    /// <summary>Tells the waiting caller that the work is durable, or was refused.</summary>
    public abstract void Complete();

    /// <summary>Tells the waiting caller that nothing was done.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A request with a result.</summary>
internal sealed class WriteRequest<T>(Func<WriteSession, (T Result, bool Keep)> work) : WriteRequest
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public override bool Apply(WriteSession session)
    {
        (_result, var keep) = work(session);
        return keep;
    }

    public override void Complete() => _completion.TrySetResult(_result!);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    /// <summary>Gives up waiting, unless the writer has begun.</summary>
    public void Cancel(CancellationToken cancellation)
    {
        if (Take())
        {
            _completion.TrySetCanceled(cancellation);
        }
    }
}

/// <summary>What a request works with.</summary>
/// <param name="Connection">The connection, inside the transaction.</param>
/// <param name="Now">The time of this transaction, UTC.</param>
internal sealed record WriteSession(Connection Connection, DateTimeOffset Now)
{
    private readonly List<EntryChange> _changes = [];

    /// <summary>What the requests of this transaction changed in search entries.</summary>
    public IReadOnlyList<EntryChange> Changes => _changes;

    /// <summary>Notes a change, to be shown to the indexes in memory when the transaction is durable.</summary>
    public void Note(EntryChange change) => _changes.Add(change);

    /// <summary>Forgets the changes after the first <paramref name="count"/>: their request was rolled back.</summary>
    public void Forget(int count) => _changes.RemoveRange(count, _changes.Count - count);
}
