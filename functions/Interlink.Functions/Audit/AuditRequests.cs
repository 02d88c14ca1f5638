using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Core.Audit;
using Interlink.Core.Storage;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Audit;

/// <summary>Which entries to list.</summary>
public sealed record ListAuditQuery : PagedQuery
{
    /// <summary>Subject of who did it.</summary>
    [StringLength(128)]
    public string? Actor { get; init; }

    /// <summary>An action such as <c>process.created</c>, or the noun before its dot for all of that noun's.</summary>
    [StringLength(100)]
    public string? Action { get; init; }

    /// <summary>Id of what it was done to.</summary>
    [StringLength(200)]
    public string? Object { get; init; }

    /// <summary>Whether it was done, or refused.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>Trace id of the request that led to it.</summary>
    [StringLength(32)]
    public string? Correlation { get; init; }

    /// <summary>Happened at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Happened before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The same as the log takes it.</summary>
    [JsonIgnore]
    public AuditFilter Filter => new() { Actor = Actor, Action = Action, Object = Object, Outcome = Outcome, Correlation = Correlation, From = From, To = To };
}

/// <summary>What to export, and how.</summary>
public sealed record ExportAuditQuery
{
    /// <summary>As lines with all that a verifier needs, or as a table for people.</summary>
    public AuditFormat Format { get; init; }

    /// <summary>Recorded at this time or later; from the first entry when left out.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Recorded before this time; to the last entry when left out.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>The forms of an export.</summary>
public enum AuditFormat
{
    /// <summary>A JSON object a line.</summary>
    Jsonl,

    /// <summary>A table.</summary>
    Csv,
}

/// <summary>Where a verification goes on.</summary>
public sealed record VerifyAuditQuery
{
    /// <summary>From <c>next</c> of the part before; from the beginning when left out.</summary>
    [StringLength(2000)]
    public string? After { get; init; }
}

/// <summary>Somebody or something in an entry.</summary>
/// <param name="Id">The subject of a person, or the id of a thing.</param>
/// <param name="Name">How the person is called now; null for things, and for who is not, or not any more, a person of the tenant.</param>
public sealed record AuditReference(string Id, string? Name = null);

/// <summary>An entry.</summary>
/// <param name="Sequence">Its number, from 1, without a gap.</param>
/// <param name="Id">Id of the event that it was made from.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="RecordedAt">When it was entered, UTC.</param>
/// <param name="Outcome">Whether it was done.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">What was done: <c>process.created</c>.</param>
/// <param name="Object">What it was done to.</param>
/// <param name="Changes">Each field that changed, in short.</param>
/// <param name="Details">The particulars; see the list of events.</param>
/// <param name="Correlation">Trace id of the request that led to it.</param>
/// <param name="Previous">The hash of the entry before.</param>
/// <param name="Hash">The hash of this one.</param>
public sealed record AuditEntryView(
    long Sequence,
    string Id,
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    AuditOutcome Outcome,
    AuditReference Actor,
    string Action,
    AuditReference? Object,
    IReadOnlyList<FieldChange> Changes,
    JsonElement Details,
    string? Correlation,
    string Previous,
    string Hash)
{
    internal static AuditEntryView Of(SealedEntry made, AuditEntry entry, Func<string, string?> name) => new(
        entry.Sequence, entry.Id, entry.At, entry.RecordedAt, entry.Outcome, new AuditReference(entry.Actor, name(entry.Actor)), entry.Action,
        entry.Object is { } id ? new AuditReference(id, name(id)) : null, entry.Changes, entry.Details, entry.Correlation, made.Previous, made.Hash);
}

/// <summary>Some entries, the latest first.</summary>
/// <param name="Entries">How many entries the audit has, wanted or not.</param>
/// <param name="Next">Where to go on; absent when everything was looked through. There may be more though this page has few entries, or none.</param>
/// <param name="SearchedTo">Back to which time was looked; absent when everything was.</param>
public sealed record AuditPageView(IReadOnlyList<AuditEntryView> Items, long Entries, string? Next, DateTimeOffset? SearchedTo);

/// <summary>How far the audit goes: to be noted elsewhere, so that it shows when the end is cut off or everything replaced.</summary>
/// <param name="Sequence">The number of the last entry; 0 when there is none.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="RecordedAt">Its time.</param>
/// <param name="Actions">Every kind of action that there is an entry of.</param>
/// <param name="Notes">What was noted of late, the latest first.</param>
public sealed record AuditHeadView(long Sequence, string Hash, DateTimeOffset? RecordedAt, IReadOnlyList<string> Actions, IReadOnlyList<AuditNote> Notes);

/// <summary>A part of a verification.</summary>
/// <param name="Verdict">What was found in it.</param>
/// <param name="Next">Where the next part goes on; absent after the last.</param>
public sealed record AuditVerificationView(AuditVerdict Verdict, string? Next);
