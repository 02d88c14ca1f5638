using System.Text.Json.Serialization;
using Interlink.Core.Kernel;

namespace Interlink.Core.Webhooks;

/// <summary>Where a partner wants to be told what happens.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Url">Where messages are posted.</param>
/// <param name="CreatedAt">Since when it is there, UTC; what happened before is not sent.</param>
public sealed record WebhookEndpoint(string Id, string Url, DateTimeOffset CreatedAt)
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "webhook-endpoint";

    /// <summary>Most endpoints of a tenant.</summary>
    public const int MaxPerTenant = 50;

    /// <summary>What it is for, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>E-mail address of whoever mends it when it fails; null when nobody is to be told.</summary>
    public string? Contact { get; init; }

    /// <summary>The event types it wants; see <see cref="EventTypeFilter"/>.</summary>
    public IReadOnlyList<string> Events { get; init; } = ["*"];

    /// <summary>The processes it wants to hear of; empty for all, and for what belongs to none.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>Headers sent with every message.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How messages are written.</summary>
    public WebhookFraming Framing { get; init; }

    /// <summary>Most messages a second, as an administrator says; null for as many as it takes.</summary>
    public int? RateLimit { get; init; }

    /// <summary>Most messages a minute, as the endpoint itself said when it was last asked (CloudEvents <c>WebHook-Allowed-Rate</c>); null when it did not.</summary>
    public int? GrantedPerMinute { get; init; }

    /// <summary>Most messages a second that are sent: the lesser of the two; null for as many as it takes.</summary>
    [JsonIgnore]
    public double? PerSecond => GrantedPerMinute / 60.0 is { } granted ? Math.Min(granted, RateLimit ?? granted) : RateLimit;

    /// <summary>How it stands.</summary>
    public EndpointState State { get; init; }

    /// <summary>Why it is disabled; null when it is not.</summary>
    public DisabledReason? Reason { get; init; }

    /// <summary>When it last proved that it wants messages, UTC; null when it never did.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Until when links for partners were made that do not work any more, UTC; null when none was ended.</summary>
    public DateTimeOffset? LinksEndedAt { get; init; }

    /// <summary>What it signs with, the latest first.</summary>
    public IReadOnlyList<SigningKey> Keys { get; init; } = [];

    /// <summary>Whether messages are kept for it: it takes them now, or will when somebody resumes or verifies it again.</summary>
    [JsonIgnore]
    public bool IsServed => State is EndpointState.Active or EndpointState.Paused || (State is EndpointState.Pending && VerifiedAt is not null);

    /// <summary>Whether an attempt tells how the endpoint is now. One that began before the endpoint last proved that it wants messages does not: it may have gone to another address.</summary>
    /// <param name="attempt">When it began, UTC, in whole milliseconds.</param>
    public bool IsToldBy(DateTimeOffset attempt) => VerifiedAt is not { } verified || attempt > verified.AddMilliseconds(-1);

    /// <summary>Whether an event is for this endpoint.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="process">The process it belongs to; null for none.</param>
    /// <param name="about">The endpoint that it tells of; null for none.</param>
    public bool Accepts(string type, DateTimeOffset at, string? process, string? about = null) =>
        IsServed && at >= CreatedAt && Wants(type, process, about);

    /// <summary>Whether events of this kind are for it at all, now or at another time.</summary>
    public bool Wants(string type, string? process, string? about = null) =>
        about != Id && EventTypeFilter.Accepts(Events, type) && (Processes.Count == 0 || (process is not null && Processes.Contains(process)));

    /// <summary>The keys to sign with at a time, the latest first.</summary>
    public IEnumerable<SigningKey> ActiveKeys(DateTimeOffset now) => Keys.Where(key => key.ExpiresAt is not { } end || end > now);

    /// <summary>With a new key; the others go on for a while.</summary>
    /// <param name="overlap">How long, within <see cref="SigningKey.MaxOverlap"/>.</param>
    public WebhookEndpoint Rotated(SigningKey key, TimeSpan overlap, DateTimeOffset now)
    {
        var end = now + TimeSpan.FromTicks(Math.Clamp(overlap.Ticks, 0, SigningKey.MaxOverlap.Ticks));
        var old = ActiveKeys(now).Select(k => k with { ExpiresAt = k.ExpiresAt is { } sooner && sooner < end ? sooner : end });
        return this with { Keys = [key, .. old.Where(k => k.ExpiresAt > now).Take(SigningKey.MaxOld)] };
    }
}

/// <summary>How an endpoint stands.</summary>
[Example("active")]
public enum EndpointState
{
    /// <summary>It has not proved yet that it wants messages at this address.</summary>
    Pending,

    /// <summary>Messages are sent.</summary>
    Active,

    /// <summary>Messages are kept until somebody resumes it.</summary>
    Paused,

    /// <summary>Nothing is sent or kept for it; what it misses can be sent afterwards by a replay.</summary>
    Disabled,

    /// <summary>It was removed; only its log is left, for a time.</summary>
    Deleted,
}

/// <summary>Why an endpoint was disabled.</summary>
public enum DisabledReason
{
    /// <summary>It answered 410: it is gone for good.</summary>
    Gone,

    /// <summary>Everything failed for days.</summary>
    Failing,
}

/// <summary>How messages are written.</summary>
public enum WebhookFraming
{
    /// <summary>Standard Webhooks: type, timestamp, data.</summary>
    Standard,

    /// <summary>CloudEvents 1.0, structured.</summary>
    Cloudevents,
}

/// <summary>One of the keys of an endpoint. What is secret of it is kept apart.</summary>
/// <param name="Version">Which version of the endpoint's secret.</param>
/// <param name="Kind">How it signs.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record SigningKey(string Version, SigningKind Kind, DateTimeOffset CreatedAt)
{
    /// <summary>How long old keys go on when nothing is said.</summary>
    public static readonly TimeSpan DefaultOverlap = TimeSpan.FromHours(24);

    /// <summary>How long old keys can go on.</summary>
    public static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(7);

    /// <summary>Most old keys.</summary>
    public const int MaxOld = 10;

    /// <summary>When it stops being used, UTC; null for the latest.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What receivers verify with, <c>whpk_…</c>; null where they hold the same secret.</summary>
    public string? PublicKey { get; init; }
}

/// <summary>How a key signs.</summary>
public enum SigningKind
{
    /// <summary>HMAC-SHA256 with a secret that both sides hold (<c>v1</c>).</summary>
    Hmac,

    /// <summary>Ed25519: only we can sign, everybody can verify (<c>v1a</c>).</summary>
    Ed25519,
}
