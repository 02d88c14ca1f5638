using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Audit;

/// <summary>The audit as a table for people (RFC 4180). Whoever wants to verify takes the lines of <see cref="AuditFile"/>.</summary>
public static class AuditCsv
{
    private const string Head = "sequence,at,recordedAt,outcome,actor,action,object,changes,details,correlation,id,previous,hash";

    /// <summary>Writes the rows, the names of the columns first.</summary>
    public static async IAsyncEnumerable<string> Lines(
        AuditLog log, TenantId tenant, DateTimeOffset? from, DateTimeOffset? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return Head;
        await foreach (var made in log.Read(tenant, from, to, cancellation))
        {
            var entry = made.Read();
            string?[] cells =
            [
                entry.Sequence.ToString(CultureInfo.InvariantCulture), Time(entry.At), Time(entry.RecordedAt), JsonNamingPolicy.SnakeCaseLower.ConvertName($"{entry.Outcome}"),
                entry.Actor, entry.Action, entry.Object, entry.Changes.Count == 0 ? null : JsonSerializer.Serialize(entry.Changes, Json.Options),
                entry.Details.GetRawText(), entry.Correlation, entry.Id, made.Previous, made.Hash,
            ];
            yield return CsvLine.Of(cells);
        }
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
