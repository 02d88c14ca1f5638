using System.Collections.Concurrent;
using Interlink.Runtime.Hosting;
using Interlink.Runtime.Observability;
using SQLitePCL;

namespace Interlink.Runtime.Durable;

/// <summary>The host's database file: locked to this process, brought to the present schema, written by one thread.</summary>
internal sealed class RuntimeDatabase(FunctionsRuntimeOptions options, DurableTelemetry telemetry, TimeProvider time) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly string _path = Path.GetFullPath(options.DatabasePath);
    private FileStream? _lock;
    private GroupCommitWriter? _writer;
    private volatile bool _closed;

    /// <summary>What waits to be written; nothing before the file is open.</summary>
    public IWorkQueue Queue => new Writes(this);

    /// <summary>Locks and opens the file; throws when another process has it.</summary>
    public void Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _lock = Lock(_path);
        Batteries_V2.Init();
        var session = new SqliteSession(_path, options.FlushEveryCommit);
        Schema.Migrate(session);
        _writer = new GroupCommitWriter(session, telemetry, time);
    }

    /// <summary>
    /// Does something in the next transaction; completes when it is committed. <paramref name="then"/> is called right after the
    /// commit, in the order of the commits; it must be quick and must not throw.
    /// </summary>
    /// <param name="instance">The orchestration that it is for; empty when it is for none.</param>
    /// <param name="work">Reads and changes; may be run more than once.</param>
    /// <param name="then">Sees the result first.</param>
    public Task<T> Write<T>(string instance, Func<SqliteSession, T> work, Action<T>? then = null)
    {
        var write = new Write<T>(work, then);
        Write(instance, write);
        return write.Result;
    }

    /// <summary>Does something in the next transaction; its own ends are called.</summary>
    public void Write(string instance, Write write) =>
        (_writer ?? throw new InvalidOperationException("The functions host has not been started.")).Enqueue(instance, write);

    /// <summary>Reads what is committed.</summary>
    public T Read<T>(Func<SqliteSession, T> work)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!_readers.TryTake(out var session)) session = new SqliteSession(_path, options.FlushEveryCommit);
        try
        {
            return work(session);
        }
        finally
        {
            _readers.Add(session);
            if (_closed) CloseReaders();
        }
    }

    public void Dispose()
    {
        _closed = true;
        _writer?.Dispose();
        CloseReaders();
        _lock?.Dispose();
    }

    /// <summary>Held by the operating system, so that a process that dies in any way lets go of it.</summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse)
        {
            throw new DatabaseInUseException(path, inUse);
        }
    }

    private sealed class Writes(RuntimeDatabase database) : IWorkQueue
    {
        public int Waiting => database._writer?.Waiting ?? 0;

        public TimeSpan OldestAge => database._writer?.OldestAge ?? TimeSpan.Zero;
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader)) reader.Dispose();
    }
}
