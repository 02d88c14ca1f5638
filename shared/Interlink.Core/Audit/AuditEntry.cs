using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Audit;

/// <summary>One thing that somebody did in a tenant, or was refused. <c>docs/audit.md</c> has the format in full.</summary>
/// <param name="Version">Of the format: 1.</param>
/// <param name="Tenant">Whose audit it is in.</param>
/// <param name="Sequence">Its number in the tenant's audit, from 1, without a gap.</param>
/// <param name="Id">Id of the event that it was made from.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="RecordedAt">When it was entered, UTC, in whole milliseconds; never before that of the entry before.</param>
/// <param name="Actor">Subject of who did it.</param>
/// <param name="Action">Type of the event: <c>process.created</c>.</param>
/// <param name="Object">Id of what it was done to; null where there is none.</param>
/// <param name="Outcome">Whether it was done.</param>
/// <param name="Changes">Each field that changed, in short.</param>
/// <param name="Details">The event's particulars.</param>
/// <param name="Correlation">Trace id of the request that led to it; null for what nobody asked for.</param>
public sealed record AuditEntry(
    int Version,
    string Tenant,
    long Sequence,
    string Id,
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    string Action,
    string? Object,
    AuditOutcome Outcome,
    IReadOnlyList<FieldChange> Changes,
    JsonElement Details,
    string? Correlation)
{
    /// <summary>Most changes that an entry tells of one by one.</summary>
    public const int MaxChanges = 100;

    /// <summary>Most characters of a value before or after a change.</summary>
    public const int MaxValue = 200;

    /// <summary>Most bytes of the particulars; longer ones are left out, and their length stands in their place.</summary>
    public const int MaxDetails = 4_096;

    /// <summary>The entry of an event.</summary>
    /// <param name="sequence">The number it gets.</param>
    /// <param name="recordedAt">The time it gets.</param>
    internal static AuditEntry Of(OutboxEvent told, long sequence, DateTimeOffset recordedAt) => new(
        1, told.Tenant.Value, sequence, told.Id, told.At, recordedAt, told.Actor, told.Type, told.Subject.Length > 0 ? told.Subject : null,
        AuditEvents.OutcomeOf(told.Type), [.. told.Changes.Take(MaxChanges).Select(Short)], DetailsOf(told), told.Correlation);

    private static JsonElement DetailsOf(OutboxEvent told)
    {
        var plain = CanonicalJson.Plain(told.Data);
        var length = CanonicalJson.Of(plain).Length;
        return length <= MaxDetails && told.Changes.Count <= MaxChanges
            ? plain
            : JsonSerializer.SerializeToElement(new OmittedDetails(length, Math.Max(0, told.Changes.Count - MaxChanges)), Json.Options);
    }

    private static FieldChange Short(FieldChange change) => new(change.Field, Short(change.Before), Short(change.After));

    private static string? Short(string? value) => value is not { Length: > MaxValue } ? value
        : $"{value[..(char.IsHighSurrogate(value[MaxValue - 2]) ? MaxValue - 2 : MaxValue - 1)]}…";

    private sealed record OmittedDetails(int OmittedBytes, int OmittedChanges);
}

/// <summary>Whether something was done.</summary>
public enum AuditOutcome
{
    /// <summary>It was.</summary>
    Done,

    /// <summary>It was not: the caller was refused.</summary>
    Refused,
}

/// <summary>An entry in its place in the chain, as it is stored and exported.</summary>
/// <param name="Entry">The <see cref="AuditEntry"/> as JSON. What is hashed is its canonical form, so that how it is stored does not matter.</param>
/// <param name="Previous">The hash of the entry before; <see cref="AuditChain.Start"/> for the first.</param>
/// <param name="Hash">The hash of this one.</param>
public sealed record SealedEntry(JsonElement Entry, string Previous, string Hash)
{
    /// <summary>The number of the entry.</summary>
    [JsonIgnore]
    public long Sequence => Entry.GetProperty("sequence").GetInt64();

    /// <summary>The entry, read.</summary>
    public AuditEntry Read() => Entry.Deserialize<AuditEntry>(Json.Options)!;
}
