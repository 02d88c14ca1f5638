using SQLitePCL;

namespace Interlink.Storage.Local.Sqlite;

/// <summary>A prepared statement: bind its parameters in order, step through its rows, dispose it to set it back for the next use.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    private int _bound;

    public Statement Bind(long value) => Checked(raw.sqlite3_bind_int64(handle, ++_bound, value));

    public Statement Bind(string value) => Checked(raw.sqlite3_bind_text(handle, ++_bound, value));

    /// <summary>Binds text that is UTF-8 already.</summary>
    public Statement Bind(ReadOnlySpan<byte> utf8) =>
        Checked(utf8.IsEmpty ? raw.sqlite3_bind_text(handle, ++_bound, "") : raw.sqlite3_bind_text(handle, ++_bound, utf8));

    /// <summary>Forgets what an earlier, broken-off use has bound.</summary>
    public Statement Fresh()
    {
        _bound = 0;
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            var fault = connection.Fault(code);
            Dispose();
            throw fault;
        }

        return false;
    }

    /// <summary>Steps to the end and sets the statement back.</summary>
    public void Run()
    {
        while (Step())
        {
        }

        Dispose();
    }

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    /// <summary>The text of a column as UTF-8; valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose()
    {
        // The code repeats the error that Step has reported.
        _ = raw.sqlite3_reset(handle);
        _bound = 0;
    }

    /// <summary>Gives the statement back to SQLite; only its connection does this.</summary>
    public void Close() => handle.Dispose();

    private Statement Checked(int code) => code == raw.SQLITE_OK ? this : throw connection.Fault(code);
}
