using SQLitePCL;

namespace Interlink.Storage.Local.Sqlite;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 handle, string path) => (_handle, Path) = (handle, path);

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Whether no transaction is open; also after SQLite itself has rolled one back.</summary>
    public bool Idle => raw.sqlite3_get_autocommit(_handle) != 0;

    /// <summary>Opens the file, to write (making it when it is not there) or only to read.</summary>
    public static Connection Open(string path, bool readOnly, TimeSpan busyTimeout)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var connection = new Connection(handle, path);
        if (code != raw.SQLITE_OK)
        {
            var fault = connection.Fault(code);
            connection.Dispose();
            throw fault;
        }

        _ = raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
        return connection;
    }

    /// <summary>The prepared statement of the text, made once; dispose it to set it back, not to lose it.</summary>
    public Statement Query(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
            statement = code == raw.SQLITE_OK ? new Statement(this, handle) : throw Fault(code);
            _statements.Add(sql, statement);
        }

        return statement.Fresh();
    }

    /// <summary>Runs a prepared statement that needs nothing and answers nothing.</summary>
    public void Run(string sql) => Query(sql).Run();

    /// <summary>Runs one or more statements once.</summary>
    public void Script(string sql)
    {
        var code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    /// <summary>Reads one number, such as a pragma's.</summary>
    public long Number(string sql)
    {
        using var row = Query(sql);
        return row.Step() ? row.Int64(0) : throw new StorageException($"'{sql}' answered nothing.");
    }

    /// <summary>Reads inside one transaction: everything that <paramref name="read"/> sees is of one moment.</summary>
    public T Snapshot<T>(Func<Connection, T> read)
    {
        Run("BEGIN");
        try
        {
            return read(this);
        }
        finally
        {
            Run("COMMIT");
        }
    }

    /// <summary>What an error code means here.</summary>
    public StorageException Fault(int code)
    {
        var detail = raw.sqlite3_errmsg(_handle).utf8_to_string();
        return (code & 0xff) switch
        {
            raw.SQLITE_FULL => new(StorageFault.DiskFull, $"There is no room left for '{Path}'. Nothing of this write was kept."),
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
                new(StorageFault.NotWritable, $"'{Path}' cannot be opened or written by this account: {detail}."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                new(StorageFault.Corrupt, $"'{Path}' is damaged ({detail}). Stop the product and put back a copy of the data folder."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(StorageFault.InUse, $"Another program holds '{Path}': {detail}."),
            _ => new(StorageFault.Failed, $"SQLite failed on '{Path}': {detail} ({code})."),
        };
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        _ = raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }
}
