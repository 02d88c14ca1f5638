namespace Interlink.Core.Catalogue.Import;

/// <summary>Something of an entry that was put right or left out; the entry is imported all the same.</summary>
/// <param name="Code">Stable snake_case word; the page translates it.</param>
/// <param name="Message">The same in an English sentence, naming the offender.</param>
/// <param name="Field">The field of the source that it is about.</param>
public sealed record ImportWarning(string Code, string Message, string? Field = null);

/// <summary>Why an entry is not imported.</summary>
/// <param name="Code">Stable snake_case word; the page translates it.</param>
/// <param name="Message">The same in an English sentence, naming the offender.</param>
public sealed record ImportRejection(string Code, string Message);

/// <summary>A file of a source that an entry refers to.</summary>
/// <param name="Path">Its path in the source.</param>
/// <param name="ContentType">Media type, told from the file itself.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Hash of the content; its address in the blob store.</param>
public sealed record DraftFile(string Path, string ContentType, long Length, string Sha256);

/// <summary>One entry of a source, parsed and not yet saved: exactly one of the three entries, or a rejection.</summary>
public sealed record ImportDraft
{
    /// <summary>The kind of its document.</summary>
    public required string Kind { get; init; }

    /// <summary>Its canonical id; for a rejected entry that has none, the name of its folder.</summary>
    public required string Id { get; init; }

    /// <summary>The folder or file that it comes from.</summary>
    public required string Path { get; init; }

    /// <summary>What was put right or left out.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>Why it is not imported; null when it is.</summary>
    public ImportRejection? Rejection { get; init; }

    /// <summary>The interlinker.</summary>
    public Interlinker? Interlinker { get; init; }

    /// <summary>The problem profile.</summary>
    public ProblemProfile? Profile { get; init; }

    /// <summary>The schema.</summary>
    public CoproductionSchema? Schema { get; init; }

    /// <summary>The files that must be stored before the entry is.</summary>
    public IReadOnlyList<DraftFile> Files { get; init; } = [];
}
