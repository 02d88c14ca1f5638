using SQLitePCL;

namespace Interlink.Runtime.Durable;

/// <summary>A value for a parameter of a statement, kept without a box.</summary>
internal readonly struct SqlValue
{
    private readonly object? _reference;
    private readonly long _number;
    private readonly bool _isNumber;

    private SqlValue(object? reference) => _reference = reference;

    private SqlValue(long number) => (_number, _isNumber) = (number, true);

    /// <summary>The number, when it is one.</summary>
    public long? Number => _isNumber ? _number : null;

    /// <summary>The text or the bytes; null for a number and for NULL.</summary>
    public object? Reference => _reference;

    public static implicit operator SqlValue(long number) => new(number);

    public static implicit operator SqlValue(int number) => new((long)number);

    public static implicit operator SqlValue(long? number) => number is { } some ? new SqlValue(some) : default;

    public static implicit operator SqlValue(int? number) => number is { } some ? new SqlValue((long)some) : default;

    public static implicit operator SqlValue(bool flag) => new(flag ? 1L : 0L);

    public static implicit operator SqlValue(string? text) => new(text);

    public static implicit operator SqlValue(byte[]? bytes) => new(bytes);
}

/// <summary>The row a statement stands on; valid until the next.</summary>
internal readonly struct SqlRow(sqlite3_stmt statement)
{
    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public int Small(int column) => raw.sqlite3_column_int(statement, column);

    public string? Text(int column) =>
        IsNull(column) ? null : System.Text.Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public string Words(int column) => Text(column)!;

    public DateTimeOffset? Time(int column) => IsNull(column) ? null : new DateTimeOffset(Number(column), TimeSpan.Zero);

    /// <summary>The bytes, in memory of SQLite.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    private bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;
}
