using Interlink.Core.Kernel;

namespace Interlink.Core.Processes;

/// <summary>A phase, objective or task of one process: its own copy of a schema's item.</summary>
public sealed record TreeItem
{
    /// <summary>Id of its own, unique everywhere; two processes from one schema share no ids.</summary>
    public required string Id { get; init; }

    /// <summary>On which level of the tree it stands.</summary>
    public required TreeItemType Type { get; init; }

    /// <summary>The item above; null for phases.</summary>
    public string? Parent { get; init; }

    /// <summary>The name, in one language.</summary>
    public required string Name { get; init; }

    /// <summary>The language that the name is really in.</summary>
    public required string Language { get; init; }

    /// <summary>Whether the schema had no name in the language of the process, so that somebody should translate it.</summary>
    public bool Untranslated { get; init; }

    /// <summary>What it is about, in the language of the process or its fallback; markdown.</summary>
    public Localized? Description { get; init; }

    /// <summary>How far a task is, as people or its first asset said. Phases and objectives derive theirs: ask
    /// <see cref="ProcessTree.Progress"/>.</summary>
    public ItemStatus Status { get; init; }

    /// <summary>Ids of items of the same tree that come before it.</summary>
    public IReadOnlyList<string> Prerequisites { get; init; } = [];

    /// <summary>Ids of the problems that it meets, in canonical spelling.</summary>
    public IReadOnlyList<string> ProblemProfiles { get; init; } = [];

    /// <summary>Phases: whether it belongs to co-delivery rather than co-design; null below.</summary>
    public bool? IsPartOfCodelivery { get; init; }

    /// <summary>Whether it takes part; a disabled item counts for nothing, and nor does anything below it.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The schema it was copied from.</summary>
    public string? FromSchema { get; init; }

    /// <summary>The schema's own id of the item it was copied from.</summary>
    public string? FromItem { get; init; }

    /// <summary>Counts the changes people made to this item from 1, so that two people at work on two items never collide.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>The state of this item alone.</summary>
    public Revision Revision() => Editions.Revision(Edition);
}

/// <summary>The levels of a tree, from the top.</summary>
public enum TreeItemType
{
    Phase,
    Objective,
    Task,
}

/// <summary>How far an item is, in order.</summary>
[Example("in_progress")]
public enum ItemStatus
{
    /// <summary>Nothing done yet.</summary>
    Awaiting,

    /// <summary>Begun, not done.</summary>
    InProgress,

    /// <summary>Done.</summary>
    Finished,
}

/// <summary>Counts of changes as revisions.</summary>
internal static class Editions
{
    public static Revision Revision(int edition) => new(edition.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
