using System.Collections.Concurrent;

namespace Interlink.Storage.Local.Sqlite;

/// <summary>Connections that only read, made when first needed, lent to one reader at a time.</summary>
internal sealed class Readers(string path, LocalStorageOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Readers, options.Readers);
    private readonly ConcurrentStack<Connection> _idle = new();
    private volatile bool _closed;

    /// <summary>Runs a read on a connection of its own.</summary>
    public async ValueTask<T> Read<T>(Func<Connection, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var connection = _idle.TryPop(out var idle) ? idle : Open();
            try
            {
                return read(connection);
            }
            finally
            {
                Return(connection);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Closes the connections; a read that is still running closes its own when it ends.</summary>
    public void Dispose()
    {
        _closed = true;
        while (_idle.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }

    private Connection Open()
    {
        var connection = Connection.Open(path, readOnly: true, options.BusyTimeout);
        connection.Script("PRAGMA query_only = ON; PRAGMA cache_size = -2048; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    private void Return(Connection connection)
    {
        if (connection.Idle)
        {
            _idle.Push(connection);
        }
        else
        {
            connection.Dispose();
        }

        if (_closed)
        {
            Dispose();
        }
    }
}
