using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue;

/// <summary>A way to co-produce, as a tree of phases, objectives and tasks from which processes are made.</summary>
public sealed record CoproductionSchema : ICatalogueEntry
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "coproduction_schema";

    /// <summary>Stable id, unique in the tenant's catalogue.</summary>
    public required string Id { get; init; }

    /// <summary>Counts the versions of this schema from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether people find it.</summary>
    public PublicationState State { get; init; } = PublicationState.Published;

    /// <summary>The name.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>When to use it; markdown.</summary>
    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    /// <summary>Keywords by language code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tags { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Who wrote it; empty when not said.</summary>
    public string Author { get; init; } = "";

    /// <summary>Under which terms it may be used.</summary>
    public Licence? Licence { get; init; }

    /// <summary>The phases, in an order that respects their prerequisites.</summary>
    public required IReadOnlyList<SchemaItem> Phases { get; init; }

    public string SourceHash { get; init; } = "";

    public string? ImportedBy { get; init; }
}

/// <summary>A phase, objective or task of a schema; its depth tells which.</summary>
public sealed record SchemaItem
{
    /// <summary>Slug, unique in its schema only.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>What it is about; markdown.</summary>
    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    /// <summary>Ids of items of the same schema that come before it.</summary>
    public IReadOnlyList<string> Prerequisites { get; init; } = [];

    /// <summary>Ids of the problem profiles, in canonical spelling; on objectives and tasks.</summary>
    public IReadOnlyList<string> ProblemProfiles { get; init; } = [];

    /// <summary>Phases: whether it belongs to co-delivery rather than co-design.</summary>
    public bool IsPartOfCodelivery { get; init; }

    /// <summary>The items below, in an order that respects their prerequisites; empty for tasks.</summary>
    public IReadOnlyList<SchemaItem> Items { get; init; } = [];
}
