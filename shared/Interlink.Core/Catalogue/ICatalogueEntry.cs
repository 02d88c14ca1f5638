namespace Interlink.Core.Catalogue;

/// <summary>What interlinkers, problem profiles and schemas have in common.</summary>
public interface ICatalogueEntry
{
    /// <summary>Stable id, unique among entries of its kind in the tenant's catalogue.</summary>
    string Id { get; }

    /// <summary>Counts the versions of this entry from 1; an import that changes nothing makes no version.</summary>
    int Version { get; }

    /// <summary>Hash over everything that an import brings, to tell a changed copy from the same one.</summary>
    string SourceHash { get; }

    /// <summary>Id of the operation whose import wrote this version; null when a person did. Tells a repeated step what it did the first
    /// time.</summary>
    string? ImportedBy { get; }
}
