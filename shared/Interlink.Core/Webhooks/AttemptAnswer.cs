using System.Globalization;
using System.Text.Json.Serialization;
using Interlink.Core.Outbound;

namespace Interlink.Core.Webhooks;

/// <summary>What is kept of an attempt beside its outcome: what was sent along and what was answered.</summary>
/// <param name="Message">Of which message.</param>
/// <param name="Attempt">Of which attempt.</param>
/// <param name="Detail">More about the fault.</param>
/// <param name="Address">The address that was connected to; nothing where a connection was open already, or none was made.</param>
/// <param name="Body">The beginning of the body, at most 20,000 bytes.</param>
/// <param name="Truncated">Whether there was more.</param>
public sealed record AttemptAnswer(string Message, MessageAttempt Attempt, string? Detail, string? Address, string Body, bool Truncated)
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "webhook-answer";

    /// <summary>The headers of the request. What stands in headers of the partner's own is not kept.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Names it; those of one message begin with its id and sort by attempt.</summary>
    [JsonIgnore]
    public string Id => IdOf(Message, Attempt);

    internal static string IdOf(string message, MessageAttempt attempt) => string.Create(CultureInfo.InvariantCulture, $"{message}-{attempt.Run:D5}-{attempt.Number:D3}");

    /// <summary>What is kept of an answer.</summary>
    /// <param name="sent">The headers of the request that may be shown.</param>
    public static AttemptAnswer Of(WebhookMessage message, MessageAttempt attempt, OutboundAnswer answer, IReadOnlyDictionary<string, string> sent) =>
        new(message.Id, attempt, answer.Detail, answer.Address, answer.Body, answer.Truncated) { Headers = sent };
}
