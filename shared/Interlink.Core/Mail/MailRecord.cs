using System.Globalization;
using System.Text.Json.Serialization;
using Interlink.Core.Kernel;

namespace Interlink.Core.Mail;

/// <summary>How a mail stands.</summary>
[Example("sent")]
public enum MailState
{
    /// <summary>It waits for its turn, or for the next attempt.</summary>
    Waiting,

    /// <summary>Somebody has claimed it and is sending it.</summary>
    Sending,

    /// <summary>The next station took it. Whether it was read is not known.</summary>
    Sent,

    /// <summary>It was given up. An administrator can have it sent again while its values are kept.</summary>
    Failed,

    /// <summary>It is not sent: an administrator dropped it, or the reader does not want such mails.</summary>
    Dropped,
}

/// <summary>A mail in the outbox, and what is remembered of it afterwards.</summary>
public sealed record MailRecord
{
    /// <summary>One of <see cref="MailTemplates"/>.</summary>
    public required string Template { get; init; }

    /// <summary>The address it goes to.</summary>
    public required string Recipient { get; init; }

    /// <summary>The reader's language; null when it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Subject of the account that it goes to; null for somebody without one.</summary>
    public string? Subject { get; init; }

    /// <summary>Subject of the person whose name and words it carries to somebody else; null where it carries nobody's.</summary>
    public string? Author { get; init; }

    /// <summary>What fills the template; null once the mail is sent or given up, since links are among it.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>When it was put in the outbox, UTC.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Since when it is to be sent: <see cref="EnqueuedAt"/>, or when an administrator had it sent again.</summary>
    public required DateTimeOffset WaitingSince { get; init; }

    /// <summary>How it stands.</summary>
    public MailState State { get; init; } = MailState.Waiting;

    /// <summary>How often it was tried since it was last put in the outbox; the attempt under way included.</summary>
    public int Attempts { get; init; }

    /// <summary>How many of those the next station answered with "not now".</summary>
    public int Deferrals { get; init; }

    /// <summary>How often an administrator had it sent again.</summary>
    public int Resent { get; init; }

    /// <summary>Which list it is due in: the urgency while it is to be sent, then <see cref="Emptying"/> or <see cref="Remembered"/>.</summary>
    public required int Lane { get; init; }

    /// <summary>When something is to be done about it: the next attempt, the end of a claim, the end of what is kept.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Who is sending it; null unless <see cref="MailState.Sending"/>.</summary>
    public string? Claim { get; init; }

    /// <summary>Why it failed, waits again or was dropped, as a stable word; see <see cref="MailReason"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>What the next station said about it, shortened.</summary>
    public string? Detail { get; init; }

    /// <summary>When it was sent, failed or was dropped, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The lane of mails whose values are forgotten when they are due.</summary>
    public const int Emptying = 8;

    /// <summary>The lane of mails that are only remembered; due is when they came to their end.</summary>
    public const int Remembered = 9;

    /// <summary>Makes the record of a new mail.</summary>
    public static MailRecord Of(MailDraft draft, DateTimeOffset now) => new()
    {
        Template = draft.Template,
        Recipient = draft.Recipient.Value,
        Language = draft.Language,
        Subject = draft.Subject,
        Author = draft.Author,
        Values = draft.Values,
        EnqueuedAt = now,
        WaitingSince = now,
        Lane = LaneOf(draft.Template),
        DueAt = now,
    };

    /// <summary>Whether it can be sent again: it was not sent, and what it says is still known.</summary>
    [JsonIgnore]
    public bool CanBeRetried => State is MailState.Failed && Values is not null;

    /// <summary>Whether it is still to be sent, and nobody is at it.</summary>
    [JsonIgnore]
    public bool CanBeDropped => State is MailState.Waiting or MailState.Failed;

    /// <summary>Names the mail for the world outside: the same at every attempt, another once an administrator has it sent again.</summary>
    public string Reference(TenantId tenant, string id) => string.Create(
        CultureInfo.InvariantCulture, $"{EnqueuedAt.UtcDateTime:yyyyMMdd-HHmmss}-{tenant}-{id}{(Resent == 0 ? "" : $"-again{Resent}")}");

    /// <summary>Every name that the mail had outside, the present one last.</summary>
    public IEnumerable<string> References(TenantId tenant, string id) => Enumerable.Range(0, Resent + 1).Select(resent => (this with { Resent = resent }).Reference(tenant, id));

    /// <summary>Takes it for one attempt.</summary>
    /// <param name="until">After this time whoever took it is presumed dead.</param>
    public MailRecord Claimed(string claim, DateTimeOffset until) => this with
    {
        State = MailState.Sending,
        Claim = claim,
        Attempts = Attempts + 1,
        DueAt = until,
    };

    /// <summary>Gives it back without having tried.</summary>
    public MailRecord Released(DateTimeOffset due) => this with { State = MailState.Waiting, Claim = null, Attempts = Math.Max(0, Attempts - 1), DueAt = due };

    /// <summary>Waits until the next station can be reached again.</summary>
    public MailRecord Unreached(DateTimeOffset due, string? detail) =>
        this with { State = MailState.Waiting, Claim = null, DueAt = due, Reason = MailReason.Unavailable, Detail = detail };

    /// <summary>The next station said "not now".</summary>
    public MailRecord Deferred(DateTimeOffset due, string? detail) =>
        this with { State = MailState.Waiting, Claim = null, DueAt = due, Deferrals = Deferrals + 1, Reason = MailReason.Deferred, Detail = detail };

    /// <summary>The next station took it: what it said is forgotten.</summary>
    public MailRecord Sent(DateTimeOffset now) => Ended(MailState.Sent, now) with { Recipient = Forgotten ?? Recipient, Values = null, Reason = null, Detail = null };

    // Nothing may lead to somebody who was erased, once the last mail has left.
    private string? Forgotten => Template == MailTemplates.AccountErased ? "" : null;

    /// <summary>It is given up; what it says is kept for a while, so that an administrator can have it sent again.</summary>
    public MailRecord Failed(DateTimeOffset now, TimeSpan keepValues, string reason, string? detail) =>
        Ended(MailState.Failed, now) with { Lane = Emptying, DueAt = now + keepValues, Reason = reason, Detail = detail };

    /// <summary>It is not to be sent: what it said is forgotten.</summary>
    public MailRecord Dropped(DateTimeOffset now, string reason) => Ended(MailState.Dropped, now) with { Values = null, Reason = reason, Detail = null };

    /// <summary>Its author is somebody else now, by name, and has written no words of the own.</summary>
    public MailRecord WithoutAuthor(string pseudonym) => this with
    {
        Author = null,
        Values = Values?.Where(v => v.Key != "message").ToDictionary(v => v.Key, v => v.Key is "inviter" or "applicant" ? pseudonym : v.Value, StringComparer.Ordinal),
    };

    /// <summary>What a mail says that was given up is forgotten.</summary>
    public MailRecord Emptied() => this with { Values = null, Lane = Remembered, DueAt = EndedAt ?? DueAt };

    /// <summary>An administrator has it sent again.</summary>
    public MailRecord Retried(DateTimeOffset now) => this with
    {
        State = MailState.Waiting,
        Lane = LaneOf(Template),
        DueAt = now,
        Attempts = 0,
        Deferrals = 0,
        Resent = Resent + 1,
        WaitingSince = now,
        Reason = null,
        Detail = null,
        EndedAt = null,
    };

    private MailRecord Ended(MailState state, DateTimeOffset now) =>
        this with { State = state, Claim = null, EndedAt = now, Lane = Remembered, DueAt = now };

    private static int LaneOf(string template) =>
        (int)(MailTemplates.All.GetValueOrDefault(template)?.Urgency ?? MailUrgency.Ordinary);
}

/// <summary>Why a mail stands as it stands; pages translate the words.</summary>
public static class MailReason
{
    /// <summary>The next station refuses this mail for good.</summary>
    public const string Refused = "refused";

    /// <summary>The next station cannot take this mail now.</summary>
    public const string Deferred = "deferred";

    /// <summary>Every attempt was used up.</summary>
    public const string Exhausted = "exhausted";

    /// <summary>The next station could not be reached.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The text could not be made: a value is missing or is not what it should be.</summary>
    public const string Unwritable = "unwritable";

    /// <summary>The reader does not want such mails.</summary>
    public const string Unwanted = "unwanted";

    /// <summary>An administrator dropped it.</summary>
    public const string Dropped = "dropped";
}
