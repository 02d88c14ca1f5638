using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Webhooks;

/// <summary>Which messages to list. Of several values of one filter, one must hold.</summary>
public sealed record ListWebhookMessagesQuery : PagedQuery
{
    /// <summary>Of which endpoint.</summary>
    [RegularExpression("[0-9a-hjkmnp-tv-z]{26}")]
    public string? Endpoint { get; init; }

    /// <summary>With this id, at whichever endpoint.</summary>
    [RegularExpression("msg_[0-9a-hjkmnp-tv-z]{26}")]
    public string? Id { get; init; }

    /// <summary>How they stand.</summary>
    public IReadOnlyList<MessageState> State { get; init; } = [];

    /// <summary>Of which event types.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Type { get; init; } = [];

    /// <summary>Of events from this time on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of events before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    internal MessageQuery Filter => new() { Endpoint = Endpoint, Id = Id, States = State, Types = Type, Since = Since, Until = Until, Page = Page };
}

/// <summary>Which messages to hand out as a file. Of several values of one filter, one must hold.</summary>
public sealed record ExportWebhookMessagesQuery
{
    /// <summary>Of which endpoint.</summary>
    [Required, RegularExpression("[0-9a-hjkmnp-tv-z]{26}")]
    public string Endpoint { get; init; } = "";

    /// <summary>How they stand.</summary>
    public IReadOnlyList<MessageState> State { get; init; } = [];

    /// <summary>Of which event types.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Type { get; init; } = [];

    /// <summary>Of events from this time on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of events before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    internal MessageQuery Filter => new() { States = State, Types = Type, Since = Since, Until = Until };
}

/// <summary>One event on its way to one endpoint.</summary>
/// <param name="Id">Names it; what the receiver sees as <c>webhook-id</c>.</param>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Type">The type of its event.</param>
/// <param name="At">When that happened, UTC.</param>
/// <param name="EnqueuedAt">Since when it is to be sent, UTC.</param>
/// <param name="State">How it stands.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="NextAt">When the next attempt is due, UTC.</param>
/// <param name="ExpungedAt">When its particulars were expunged, UTC.</param>
/// <param name="Attempts">Its attempts, the oldest first.</param>
public sealed record WebhookMessageView(
    string Id, string Endpoint, string Type, DateTimeOffset At, DateTimeOffset EnqueuedAt, MessageState State, MessageFailure? Failure, DateTimeOffset? NextAt,
    DateTimeOffset? ExpungedAt, IReadOnlyList<MessageAttempt> Attempts)
{
    internal static WebhookMessageView Of(WebhookMessage message) => new(
        message.Id, message.Endpoint, message.Type, message.At, message.EnqueuedAt, message.State, message.Failure, message.NextAt, message.ExpungedAt, message.Attempts);
}

/// <summary>A message with what it says and what was answered.</summary>
/// <param name="Message">The message.</param>
/// <param name="Body">What is sent, in the endpoint's present framing; absent once expunged.</param>
/// <param name="Answers">What was answered to its attempts, as far as it is kept, the oldest first.</param>
public sealed record WebhookMessageDetailView(WebhookMessageView Message, JsonElement? Body, IReadOnlyList<AttemptAnswer> Answers)
{
    internal static WebhookMessageDetailView Of(TenantId tenant, WebhookMessage message, WebhookFraming framing, IReadOnlyList<AttemptAnswer> answers) => new(
        WebhookMessageView.Of(message),
        message.Data is null ? null : JsonSerializer.Deserialize<JsonElement>(WebhookBody.Write(message, framing, WebhookBody.SourceOf(tenant)), Json.Options),
        answers);
}

/// <summary>From when on to send once more.</summary>
/// <param name="Since">The time of the first event; at most 90 days back.</param>
public sealed record ReplayWebhookMessagesRequest(DateTimeOffset Since);
