using System.Globalization;
using Interlink.Core.Outbound;

namespace Interlink.Core.Webhooks;

/// <summary>What an answer means for the message and for the endpoint (Standard Webhooks 1.0.0).</summary>
/// <param name="Outcome">What became of the attempt.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone; null when it did not, or not in words that mean anything.</param>
/// <param name="Overloaded">Whether the receiver is overloaded: slower is the only thing that helps.</param>
public sealed record AttemptVerdict(AttemptOutcome Outcome, TimeSpan? RetryAfter, bool Overloaded)
{
    /// <summary>The header with which a receiver ends the attempts of one message (Svix).</summary>
    public const string DeliveryHeader = "webhook-delivery";

    private const string Abort = "abort-message";

    /// <summary>The headers of an answer that count.</summary>
    public static IReadOnlyList<string> Headers { get; } = ["retry-after", DeliveryHeader];

    /// <summary>Reads an answer.</summary>
    public static AttemptVerdict Of(OutboundAnswer answer, DateTimeOffset now)
    {
        if (answer.IsSuccess)
        {
            return new AttemptVerdict(AttemptOutcome.Succeeded, null, false);
        }

        var overloaded = answer.Fault is "timeout" || answer.Status is 429 or 502 or 504;
        var outcome = answer.Status is 410 ? AttemptOutcome.Gone
            : answer.Headers.GetValueOrDefault(DeliveryHeader)?.Trim().Equals(Abort, StringComparison.OrdinalIgnoreCase) == true ? AttemptOutcome.Aborted
            : AttemptOutcome.Failed;
        return new AttemptVerdict(outcome, After(answer.Headers.GetValueOrDefault("retry-after"), now), overloaded);
    }

    // Seconds or a date (RFC 9110, 10.2.3); anything else, and what is past, says nothing.
    private static TimeSpan? After(string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, (long)TimeSpan.FromDays(365).TotalSeconds));
        }

        var at = DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : now;
        return at > now ? at - now : null;
    }
}

/// <summary>What became of an attempt.</summary>
public enum AttemptOutcome
{
    /// <summary>The receiver has taken the message.</summary>
    Succeeded,

    /// <summary>It has not; there may be another attempt.</summary>
    Failed,

    /// <summary>The receiver wants no further attempt of this message.</summary>
    Aborted,

    /// <summary>The receiver is gone for good.</summary>
    Gone,
}
