using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;

namespace Interlink.Functions.Processes;

/// <summary>A phase, objective or task in the guide.</summary>
public record GuideItemView
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal GuideItemView(ProcessTree tree, TreeItem item, ItemRights rights, int assets)
    {
        var progress = tree.Progress.Of(item);
        (Id, Type, Parent, Name, Language, Untranslated) = (item.Id, item.Type, item.Parent, item.Name, item.Language, item.Untranslated);
        (Status, Percent, Prerequisites, BlockedBy) = (progress.Status, progress.Percent, item.Prerequisites, tree.BlockedBy(item));
        (Assets, Rights, IsPartOfCodelivery) = (rights.Access.Granted ? assets : null, rights.Summary(), item.IsPartOfCodelivery);
    }

    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>Its level.</summary>
    public required TreeItemType Type { get; init; }

    /// <summary>Id of the item above; none for phases.</summary>
    public string? Parent { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The language that the name is really in.</summary>
    public required string Language { get; init; }

    /// <summary>Whether the name is not in the language of the process.</summary>
    public required bool Untranslated { get; init; }

    /// <summary>How far it is; for phases and objectives this follows from the tasks.</summary>
    public required ItemStatus Status { get; init; }

    /// <summary>The same in percent, a whole number.</summary>
    public required int Percent { get; init; }

    /// <summary>Ids of the items that come before it.</summary>
    public required IReadOnlyList<string> Prerequisites { get; init; }

    /// <summary>Those of them that are not finished.</summary>
    public required IReadOnlyList<string> BlockedBy { get; init; }

    /// <summary>How many assets it has; left out for a reader who may not see them.</summary>
    public int? Assets { get; init; }

    /// <summary>What the reader may do with its assets.</summary>
    public required AssetRights Rights { get; init; }

    /// <summary>Phases: whether it belongs to co-delivery rather than co-design.</summary>
    public bool? IsPartOfCodelivery { get; init; }
}

/// <summary>A phase, objective or task with its particulars.</summary>
public sealed record TreeItemView : GuideItemView
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal TreeItemView(LoadedItem found, int assets, IReadOnlyList<ProfileNameView> profiles)
        : base(found.Tree, found.Item, found.Rights, assets)
    {
        (Description, ProblemProfiles) = (found.Item.Description, profiles);
        (Path, Revision) = ([.. found.Tree.Path(found.Item).Select(i => new ItemNameView(i.Id, i.Name))], found.Item.Revision().Value);
    }

    /// <summary>What it is about; markdown.</summary>
    public Localized? Description { get; init; }

    /// <summary>The problems that it meets.</summary>
    public required IReadOnlyList<ProfileNameView> ProblemProfiles { get; init; }

    /// <summary>The items above, the phase first.</summary>
    public required IReadOnlyList<ItemNameView> Path { get; init; }

    /// <summary>The state of this item, as in the ETag.</summary>
    public required string Revision { get; init; }
}
