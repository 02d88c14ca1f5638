using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary>One event on its way to one endpoint.</summary>
/// <param name="Id">Names the message, <c>msg_…</c>: derived from the event, the same at every attempt and for every endpoint. Sorts by the time of the event.</param>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="EventId">The event it tells of; null for a test.</param>
/// <param name="Type">The type of the event.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="EnqueuedAt">Since when it is to be sent, UTC.</param>
public sealed record WebhookMessage(string Id, string Endpoint, string? EventId, string Type, DateTimeOffset At, DateTimeOffset EnqueuedAt)
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "webhook-message";

    /// <summary>Most attempts that are remembered in short.</summary>
    public const int MaxAttempts = 50;

    private const string Prefix = "msg_";

    /// <summary>What the event is about.</summary>
    public string? Subject { get; init; }

    /// <summary>The particulars of the event; null once expunged.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>When the particulars were expunged, UTC.</summary>
    public DateTimeOffset? ExpungedAt { get; init; }

    /// <summary>How it stands.</summary>
    public MessageState State { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public MessageFailure? Failure { get; init; }

    /// <summary>Which series of attempts is the current one, from 1; a replay begins another.</summary>
    public int Run { get; init; } = 1;

    /// <summary>When the next attempt is due, UTC; null when none is.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The last attempts, the oldest first.</summary>
    public IReadOnlyList<MessageAttempt> Attempts { get; init; } = [];

    /// <summary>How many attempts of the current series were made.</summary>
    [JsonIgnore]
    public int InRun => Attempts.Count(attempt => attempt.Run == Run);

    /// <summary>Whether an attempt of it is being made, or is about to be. One that waits for a later attempt is not: it can be sent now, and the series that waits ends by itself.</summary>
    public bool IsUnderWay(DateTimeOffset now) => State is MessageState.Pending && !(NextAt > now);

    /// <summary>The id of the message that tells of an event.</summary>
    public static string IdOf(TenantId tenant, string eventId, DateTimeOffset at) => Prefix + Ulids.DeriveAt(at, "webhook", tenant.Value, eventId);

    /// <summary>Whether a text is formed like the id of a message.</summary>
    public static bool IsId(string text) => text.StartsWith(Prefix, StringComparison.Ordinal) && Ulids.IsId(text[Prefix.Length..]);

    /// <summary>The message that tells an endpoint of an event.</summary>
    public static WebhookMessage Of(TenantId tenant, WebhookEndpoint endpoint, OutboxEvent told, DateTimeOffset now) =>
        new(IdOf(tenant, told.Id, told.At), endpoint.Id, told.Id, told.Type, told.At, now)
        {
            Subject = told.Subject,
            Data = told.Data,
            State = endpoint.State is EndpointState.Active ? MessageState.Pending : MessageState.Held,
        };

    /// <summary>The message that tells an endpoint of an event that was handed on before.</summary>
    public static WebhookMessage Of(TenantId tenant, WebhookEndpoint endpoint, LoggedEvent told, DateTimeOffset now) =>
        new(IdOf(tenant, told.Id, told.At), endpoint.Id, told.Id, told.Type, told.At, now) { Subject = told.Subject, Data = told.Data };

    /// <summary>A message without an event: a test, or the question whether an endpoint wants messages.</summary>
    public static WebhookMessage Test(string key, WebhookEndpoint endpoint, string type, JsonElement data, DateTimeOffset now) =>
        new(Prefix + Ulids.DeriveAt(now, "webhook-test", endpoint.Id, key), endpoint.Id, null, type, now, now) { Subject = endpoint.Id, Data = data };

    /// <summary>Once more from the first attempt on, as a replay does.</summary>
    public WebhookMessage Again(DateTimeOffset now) => this with { Run = Run + 1, State = MessageState.Pending, Failure = null, NextAt = now };

    /// <summary>After an attempt.</summary>
    /// <param name="next">When the next one is due; null when none is.</param>
    /// <param name="failure">Why there is none, when it did not succeed.</param>
    public WebhookMessage After(MessageAttempt attempt, DateTimeOffset? next, MessageFailure? failure) => this with
    {
        Attempts = [.. Attempts.TakeLast(MaxAttempts - 1), attempt],
        NextAt = next,
        Failure = failure,
        State = attempt.Outcome is AttemptOutcome.Succeeded ? MessageState.Succeeded : next is not null ? MessageState.Pending : MessageState.Failed,
    };

    /// <summary>How it is found.</summary>
    public SearchEntry Entry() => new()
    {
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            [MessageFacets.State] = [MessageFacets.Value(State)],
            [MessageFacets.Type] = [Type],
            [MessageFacets.Endpoint] = [Endpoint],
        },
        Numbers = new Dictionary<string, double> { [MessageFacets.At] = At.ToUnixTimeMilliseconds(), [MessageFacets.Before] = -At.ToUnixTimeMilliseconds() },
    };
}

/// <summary>What messages are filtered and sorted by.</summary>
public static class MessageFacets
{
    /// <summary>How it stands.</summary>
    public const string State = "state";

    /// <summary>The type of its event.</summary>
    public const string Type = "type";

    /// <summary>Where it goes.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>When its event happened, in Unix milliseconds.</summary>
    public const string At = "at";

    /// <summary>The same below zero, so that "before" can be asked for too.</summary>
    public const string Before = "before";

    /// <summary>A state as a facet says it.</summary>
    public static string Value(MessageState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}

/// <summary>How a message stands.</summary>
[Example("succeeded")]
public enum MessageState
{
    /// <summary>It is being sent, or waits for its next attempt.</summary>
    Pending,

    /// <summary>It is kept for an endpoint that takes nothing at the moment.</summary>
    Held,

    /// <summary>The receiver has it.</summary>
    Succeeded,

    /// <summary>There is no further attempt; a replay makes some.</summary>
    Failed,
}

/// <summary>Why a message failed.</summary>
public enum MessageFailure
{
    /// <summary>Every attempt failed.</summary>
    Exhausted,

    /// <summary>The receiver wanted no further attempt.</summary>
    Aborted,

    /// <summary>The endpoint was disabled or removed meanwhile.</summary>
    EndpointGone,

    /// <summary>Its particulars were expunged before it was taken.</summary>
    Expunged,

    /// <summary>The platform could not send it for a week, by a fault of its own.</summary>
    Interrupted,
}

/// <summary>An attempt in short.</summary>
/// <param name="Run">In which series, from 1.</param>
/// <param name="Number">Which one of the series, from 1.</param>
/// <param name="At">When it began, UTC.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Status">The HTTP status; null when there was none.</param>
/// <param name="Fault">Why there was no whole answer: <c>timeout</c>, <c>unresolved</c>, <c>blocked</c>, <c>connect</c>, <c>tls</c>, <c>broken</c>, <c>malformed</c>.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record MessageAttempt(int Run, int Number, DateTimeOffset At, AttemptOutcome Outcome, int? Status, string? Fault, int Milliseconds);
