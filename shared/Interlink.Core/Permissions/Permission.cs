using Interlink.Core.Kernel;

namespace Interlink.Core.Permissions;

/// <summary>What people can be allowed to do with the assets of an item.</summary>
public enum AssetRight
{
    /// <summary>See the assets and open their files.</summary>
    Access,

    /// <summary>Add assets and versions, rename them, and say how far the task is.</summary>
    Create,

    /// <summary>Delete assets.</summary>
    Delete,
}

/// <summary>The three rights, each yes or no.</summary>
/// <param name="AccessAssets">See the assets and open their files.</param>
/// <param name="CreateAssets">Add assets and versions, rename them, and say how far tasks are.</param>
/// <param name="DeleteAssets">Delete assets.</param>
public readonly record struct AssetRights(bool AccessAssets, bool CreateAssets, bool DeleteAssets)
{
    /// <summary>Whether the right is a yes.</summary>
    public bool Has(AssetRight right) => right switch
    {
        AssetRight.Access => AccessAssets,
        AssetRight.Create => CreateAssets,
        _ => DeleteAssets,
    };
}

/// <summary>What a team may do in a process, or in one item of its tree and everything below it. Keeps nothing about persons.</summary>
public sealed record Permission
{
    /// <summary>Unique id; follows from process, team and item.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the team.</summary>
    public required string Team { get; init; }

    /// <summary>Id of the tree item; null for the whole process.</summary>
    public string? Item { get; init; }

    /// <summary>What the team may and may not. A no is as strong as a yes: it wins over every yes further up the tree.</summary>
    public required AssetRights Rights { get; init; }

    /// <summary>When it was granted or last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Counts its changes from 1, so that two people at work on two permissions never collide.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>The state of this permission alone.</summary>
    public Revision Revision() => Processes.Editions.Revision(Edition);
}
