namespace Interlink.Runtime.Durable;

/// <summary>
/// A piece of work for the writer. It may be run more than once, when it shared a transaction with one that failed; exactly one
/// of its ends is called, on the writer's thread and in the order of the commits, so an end must be quick and must not throw.
/// </summary>
internal abstract class Write
{
    /// <summary>Reads and changes; throws to refuse, best before anything is changed.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>It is on the disk.</summary>
    public abstract void Committed();

    /// <summary>It is not, and has left no trace.</summary>
    public abstract void Failed(Exception exception);
}

/// <summary>A piece of work with a result. <paramref name="then"/> sees it right after the commit, before whoever awaits it.</summary>
internal sealed class Write<T>(Func<SqliteSession, T> work, Action<T>? then = null) : Write
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    /// <summary>The result, when it is committed.</summary>
    public Task<T> Result => _source.Task;

    public override void Run(SqliteSession session) => _result = work(session);

    public override void Committed()
    {
        then?.Invoke(_result);
        _source.SetResult(_result);
    }

    public override void Failed(Exception exception) => _source.SetException(exception);
}
