using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Webhooks;

/// <summary>The log of messages as CSV: what each tells of, how it stands, and how its last attempt went. What a message says is not in it.</summary>
public static class MessageCsv
{
    /// <summary>A line with the names, then one for each message, without line ends.</summary>
    public static async IAsyncEnumerable<string> Write(IAsyncEnumerable<WebhookMessage> messages, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return CsvLine.Of("id", "type", "at", "state", "failure", "attempts", "lastAttemptAt", "lastStatus", "lastFault", "nextAt", "expungedAt");
        await foreach (var message in messages.WithCancellation(cancellation))
        {
            var last = message.Attempts is [.., var latest] ? latest : null;
            yield return CsvLine.Of(
                message.Id, message.Type, Time(message.At), MessageFacets.Value(message.State), message.Failure is { } failure ? JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.ToString()) : null,
                message.Attempts.Count.ToString(CultureInfo.InvariantCulture), Time(last?.At), last?.Status?.ToString(CultureInfo.InvariantCulture), last?.Fault, Time(message.NextAt), Time(message.ExpungedAt));
        }
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
