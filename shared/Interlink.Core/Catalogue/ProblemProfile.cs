using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue;

/// <summary>A problem that people meet in co-production. Tasks have them, interlinkers answer them; that is what recommendation goes
/// by.</summary>
/// <param name="Id">Stable id in canonical spelling; compared without regard to case when read, stored as the catalogue declares
/// it.</param>
/// <param name="Name">The name.</param>
/// <param name="Description">What the problem is; markdown.</param>
/// <param name="Functionality">What would help; markdown.</param>
public sealed record ProblemProfile(string Id, LocalizedText Name, LocalizedText Description, LocalizedText Functionality) : ICatalogueEntry
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "problem_profile";

    /// <summary>Counts the versions of this profile from 1.</summary>
    public int Version { get; init; } = 1;

    public string SourceHash { get; init; } = "";

    public string? ImportedBy { get; init; }
}
