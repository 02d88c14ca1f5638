using Interlink.Core.Kernel;
using Interlink.Core.Processes;

namespace Interlink.Core.Permissions;

/// <summary>What one person may do in one process: the only place where that is decided.
/// <para>The deepest level of the tree that has a permission for any of the person's teams decides, even when it says no; on one level, each right is a yes when any of those
/// permissions says yes. Process administrators may do everything. Whoever has no permission anywhere does not see the process at all.</para></summary>
public sealed class PersonRights
{
    private const string WholeProcess = "";
    private readonly ProcessTree? _tree;
    private readonly Dictionary<string, ItemRights> _levels = new(StringComparer.Ordinal);

    internal PersonRights(ProcessTree? tree, IEnumerable<Permission> permissions)
    {
        _tree = tree;
        foreach (var level in permissions.Where(p => p.Item is null || tree?.Find(p.Item) is not null).GroupBy(p => p.Item ?? WholeProcess, StringComparer.Ordinal))
        {
            _levels.Add(level.Key, ItemRights.Of([.. level.OrderBy(p => p.Team, StringComparer.Ordinal)]));
        }
    }

    private PersonRights(ProcessTree? tree) => (_tree, Administers) = (tree, true);

    /// <summary>Whether the person administers the process: edits description, tree and permissions, and has every right.</summary>
    public bool Administers { get; }

    /// <summary>Whether the process exists for the person: name, description, tree and progress may be read.</summary>
    public bool SeesProcess => Administers || _levels.Count > 0;

    /// <summary>Whether every item's assets are open to the person, so that nothing need be left out.</summary>
    public bool AccessesAll => Administers || (_levels.Count == 1 && _levels.TryGetValue(WholeProcess, out var whole) && whole.Access.Granted);

    internal static PersonRights OfAdministrator(ProcessTree? tree) => new(tree);

    /// <summary>What the person may do with the assets of an item.</summary>
    /// <param name="item">Id of the item; null for the process as a whole. An item that is not in the tree is judged as the process as a whole.</param>
    public ItemRights At(string? item)
    {
        if (Administers)
        {
            return ItemRights.OfAdministrator;
        }

        for (var level = item is null ? null : _tree?.Find(item); level is not null; level = level.Parent is null ? null : _tree!.Find(level.Parent))
        {
            if (_levels.TryGetValue(level.Id, out var rights))
            {
                return rights;
            }
        }

        return _levels.GetValueOrDefault(WholeProcess, ItemRights.None);
    }

    /// <summary>The items whose assets the person may see, in order of the tree.</summary>
    public IEnumerable<string> AccessibleItems() => (_tree?.Items ?? []).Select(i => i.Id).Where(id => At(id).Access.Granted);
}

/// <summary>What a person may do with the assets of one item, and why.</summary>
public sealed record ItemRights
{
    private readonly Verdict[] _verdicts;

    private ItemRights(Verdict[] verdicts) => _verdicts = verdicts;

    /// <summary>Whether the assets may be seen and opened.</summary>
    public Verdict Access => _verdicts[(int)AssetRight.Access];

    /// <summary>Whether assets and versions may be added, and the task's status set.</summary>
    public Verdict Create => _verdicts[(int)AssetRight.Create];

    /// <summary>Whether assets may be deleted.</summary>
    public Verdict Delete => _verdicts[(int)AssetRight.Delete];

    internal static ItemRights OfAdministrator { get; } = All(new Verdict(true, VerdictGround.ProcessAdministrator, null));

    internal static ItemRights None { get; } = All(new Verdict(false, VerdictGround.NoPermission, null));

    /// <summary>The three rights, without the reasons.</summary>
    public AssetRights Summary() => new(Access.Granted, Create.Granted, Delete.Granted);

    /// <summary>What was decided about a right.</summary>
    public Verdict Of(AssetRight right) => _verdicts[(int)right];

    /// <summary>Decides by the permissions of one level, of which there is at least one.</summary>
    internal static ItemRights Of(IReadOnlyList<Permission> level) => new([.. Enum.GetValues<AssetRight>().Select(right =>
        level.FirstOrDefault(p => p.Rights.Has(right)) is { } yes
            ? new Verdict(true, VerdictGround.Permission, yes)
            : new Verdict(false, VerdictGround.Permission, level[0]))]);

    private static ItemRights All(Verdict verdict) => new([verdict, verdict, verdict]);
}

/// <summary>A right, yes or no, and what decided it.</summary>
/// <param name="Granted">Yes or no.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="Permission">The permission that decided; of several that agree, that of the first team by id. Null on other grounds.</param>
public readonly record struct Verdict(bool Granted, VerdictGround Ground, Permission? Permission);

/// <summary>Why somebody has a right or has not.</summary>
[Example("permission")]
public enum VerdictGround
{
    /// <summary>No permission of the person's teams reaches the item.</summary>
    NoPermission,

    /// <summary>A permission of one of the person's teams says so.</summary>
    Permission,

    /// <summary>The person administers the process.</summary>
    ProcessAdministrator,
}
