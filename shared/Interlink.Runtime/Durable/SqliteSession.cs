using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Interlink.Runtime.Durable;

/// <summary>
/// A connection that prepares each statement once and speaks to SQLite without a layer between: the writer runs tens of
/// thousands of statements a second. Not for two threads at a time.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>A log of 32 MiB is moved into the file at once: pages that change often are moved once.</summary>
    private const int PagesPerCheckpoint = 8000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, sqlite3_stmt> _statements = [];

    public SqliteSession(string path, bool flush)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        _connection.Open();
        Script(
            $"""
            PRAGMA busy_timeout = 5000;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {(flush ? "FULL" : "NORMAL")};
            PRAGMA wal_autocheckpoint = {PagesPerCheckpoint};
            """);
    }

    /// <summary>Whether a transaction is open; SQLite closes one by itself when, say, the disk is full.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>How many rows this connection has changed so far.</summary>
    public int Changes => raw.sqlite3_total_changes(Handle);

    /// <summary>The key of the row inserted last.</summary>
    public long LastKey => raw.sqlite3_last_insert_rowid(Handle);

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>Runs a statement whose parameters are <c>?1</c>, <c>?2</c> and so on.</summary>
    public void Execute(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(sql, values);
        try
        {
            while (Step(statement))
            {
            }
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>The rows of a query.</summary>
    public List<T> Query<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(sql, values);
        try
        {
            var rows = new List<T>();
            while (Step(statement)) rows.Add(read(new SqlRow(statement)));
            return rows;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>The first row of a query, read; the default when there is none.</summary>
    public T? First<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(sql, values);
        try
        {
            return Step(statement) ? read(new SqlRow(statement)) : default;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Runs statements without parameters, one after another.</summary>
    public void Script(string sql) => Check(raw.sqlite3_exec(Handle, sql));

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }

    private static int BindText(sqlite3_stmt statement, int index, string text)
    {
        // An empty span would bind NULL.
        if (text.Length == 0) return raw.sqlite3_bind_text(statement, index, text);

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, buffer);
            return raw.sqlite3_bind_text(statement, index, buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sqlite3_stmt Bind(string sql, ReadOnlySpan<SqlValue> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(Handle, sql, out statement));
            _statements.Add(sql, statement);
        }

        for (var i = 0; i < values.Length; i++)
        {
            Check((values[i].Number, values[i].Reference) switch
            {
                ({ } number, _) => raw.sqlite3_bind_int64(statement, i + 1, number),
                (_, string text) => BindText(statement, i + 1, text),
                (_, byte[] bytes) => raw.sqlite3_bind_blob(statement, i + 1, bytes),
                _ => raw.sqlite3_bind_null(statement, i + 1),
            });
        }

        return statement;
    }

    private bool Step(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        throw Failure(code);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    private SqliteException Failure(int code) => new(
        $"SQLite error {code}: '{raw.sqlite3_errmsg(Handle).utf8_to_string()}'.", code & 0xff, raw.sqlite3_extended_errcode(Handle));
}
