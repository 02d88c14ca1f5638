using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Storage;

namespace Interlink.Storage.Azure.Ledger;

/// <summary>
/// Partition and row keys of the ledger's table. An entry is two rows: one under its key, which makes it unique in its book whatever
/// its time, and one under its time, which is what is read. The latter's partitions are tenant, book and month.
/// </summary>
internal static class LedgerKeys
{
    /// <summary>Over how many partitions the keys of a book are spread.</summary>
    private const int Spread = 16;

    /// <summary>Characters of a key that stand in a row key; of longer ones the hash stands for the rest.</summary>
    private const int PlainLength = 120;

    /// <summary>The partition of an entry's unique row.</summary>
    public static string UniquePartition(Book book, string key) =>
        $"{Prefix(book)}k{SHA256.HashData(Encoding.UTF8.GetBytes(key))[0] % Spread:x}";

    /// <summary>The row key of an entry's unique row.</summary>
    public static string UniqueRow(string key) => Safe(key);

    /// <summary>The partition of an entry's row in time.</summary>
    public static string TimePartition(Book book, DateTimeOffset at) => $"{Prefix(book)}{at.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture)}";

    /// <summary>The row key of an entry's row in time.</summary>
    public static string TimeRow(DateTimeOffset at, string key) => $"{TimeRow(at)}|{Safe(key)}";

    /// <summary>The least row key of a time.</summary>
    public static string TimeRow(DateTimeOffset at) => at.UtcTicks.ToString("d19", CultureInfo.InvariantCulture);

    private static string Prefix(Book book) => $"{book.Tenant.Value}|{Safe(book.Name)}|";

    /// <summary>A text with nothing in it that keys may not have.</summary>
    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, PlainLength)))
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':')
            {
                safe.Append(c);
            }
            else
            {
                safe.Append('~').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return text.Length <= PlainLength ? safe.ToString() : safe.Append("~~").Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))).ToString();
    }
}
