using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>Everything that a data folder keeps, but for what requests may leave behind whether they are granted or not.</summary>
internal static class StateDigest
{
    /// <summary>Kept besides: the audit (refusals), where the dispatcher stands, keys of requests that are being worked on, when people were seen last, what a daily run did.</summary>
    private const string Besides = "kind NOT IN ('account-session', 'retention-run') AND aggregate NOT IN ('audit', 'idempotency', 'mail', 'operations') AND NOT (tenant = 'interlink-platform' AND aggregate = 'events')";

    /// <summary>What timers go on with: only which mails and operations there are is looked at, not how far each is.</summary>
    private const string GoesOn = "(aggregate = 'mail' AND kind = 'mail') OR (aggregate = 'operations' AND kind = 'operation')";

    /// <summary>A line for each document and blob, and one for each event that is not for the audit alone.</summary>
    public static IReadOnlyList<string> Of(string dataFolder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataFolder, "interlink.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return
        [
            .. Lines(connection, $"SELECT tenant, aggregate, kind, id, revision, body FROM documents WHERE {Besides} ORDER BY 1, 2, 3, 4"),
            .. Lines(connection, $"SELECT tenant, aggregate, kind, id FROM documents WHERE {GoesOn} ORDER BY 1, 2, 3, 4"),
            .. Lines(connection, "SELECT tenant, path, sha256 FROM blobs ORDER BY 1, 2"),
            .. Lines(connection, "SELECT tenant, id, type FROM outbox WHERE audit_only = 0 ORDER BY 1, 2"),
        ];
    }

    private static List<string> Lines(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var lines = new List<string>();
        while (row.Read())
        {
            var cells = Enumerable.Range(0, row.FieldCount).Select(row.GetString).ToList();
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', cells))))[..16];
            lines.Add($"{string.Join(' ', cells.Take(4))} {hash}");
        }

        return lines;
    }
}
