using System.Text.Json.Serialization;
using Interlink.Core.Operations;

namespace Interlink.Core.Catalogue.Import;

/// <summary>What became of an entry.</summary>
public enum ImportOutcome
{
    /// <summary>The catalogue did not have it.</summary>
    Created,

    /// <summary>The catalogue had an older copy; there is a new version of it.</summary>
    Updated,

    /// <summary>The catalogue had the same already; nothing was written.</summary>
    Unchanged,

    /// <summary>It was not taken; the error says why.</summary>
    Rejected,
}

/// <summary>What became of one entry of a source.</summary>
/// <param name="Kind">The kind of entry: <c>interlinker</c>, <c>problem_profile</c> or <c>coproduction_schema</c>.</param>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Path">The folder or file that it comes from.</param>
/// <param name="Warnings">What was put right or left out.</param>
/// <param name="Error">Why it was rejected.</param>
public sealed record ImportEntry(
    string Kind, string Id, string Path, ImportOutcome Outcome, IReadOnlyList<ImportWarning> Warnings, ImportRejection? Error = null);

/// <summary>How many entries of one kind had which outcome.</summary>
public sealed record KindCounts(int Created = 0, int Updated = 0, int Unchanged = 0, int Rejected = 0)
{
    /// <summary>Counts entries.</summary>
    public static KindCounts Of(IEnumerable<ImportEntry> entries)
    {
        var byOutcome = entries.CountBy(e => e.Outcome).ToDictionary();
        return new KindCounts(
            byOutcome.GetValueOrDefault(ImportOutcome.Created),
            byOutcome.GetValueOrDefault(ImportOutcome.Updated),
            byOutcome.GetValueOrDefault(ImportOutcome.Unchanged),
            byOutcome.GetValueOrDefault(ImportOutcome.Rejected));
    }

    /// <summary>Adds two counts.</summary>
    public static KindCounts operator +(KindCounts left, KindCounts right) => left.Add(right);

    /// <summary>Adds another count.</summary>
    public KindCounts Add(KindCounts other) =>
        new(Created + other.Created, Updated + other.Updated, Unchanged + other.Unchanged, Rejected + other.Rejected);
}

/// <summary>How many entries had which outcome, by kind.</summary>
public sealed record ImportCounts(
    [property: JsonPropertyName("interlinker")] KindCounts Interlinker,
    [property: JsonPropertyName("problem_profile")] KindCounts ProblemProfile,
    [property: JsonPropertyName("coproduction_schema")] KindCounts CoproductionSchema)
{
    /// <summary>Nothing yet.</summary>
    public static ImportCounts None { get; } = new(new KindCounts(), new KindCounts(), new KindCounts());

    /// <summary>Counts entries.</summary>
    public static ImportCounts Of(IReadOnlyCollection<ImportEntry> entries) => new(
        KindCounts.Of(entries.Where(e => e.Kind == Catalogue.Interlinker.Kind)),
        KindCounts.Of(entries.Where(e => e.Kind == Catalogue.ProblemProfile.Kind)),
        KindCounts.Of(entries.Where(e => e.Kind == Catalogue.CoproductionSchema.Kind)));

    /// <summary>All kinds together.</summary>
    public KindCounts Sum() => Interlinker + ProblemProfile + CoproductionSchema;
}

/// <summary>An import as shown in lists.</summary>
/// <param name="OperationId">The operation that does, or did, the work.</param>
/// <param name="FinishedAt">Absent while it is running.</param>
/// <param name="Source">Name of the file that was imported.</param>
/// <param name="Counts">What became of the entries; zeros while it is running.</param>
/// <param name="Error">Why the source as a whole was refused, or why the import broke off; absent when it came to its end.</param>
public sealed record ImportSummary(
    string OperationId, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string Source, ImportCounts Counts,
    OperationFault? Error = null);

/// <summary>An import with what became of every entry.</summary>
public sealed record ImportReport(
    string OperationId, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string Source, ImportCounts Counts, OperationFault? Error,
    IReadOnlyList<ImportEntry> Entries)
{
    /// <summary>Joins a summary with its entries.</summary>
    public static ImportReport Of(ImportSummary import, IReadOnlyList<ImportEntry> entries) =>
        new(import.OperationId, import.StartedAt, import.FinishedAt, import.Source, import.Counts, import.Error, entries);
}
