using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Interlink.Core.Kernel;

namespace Interlink.Core.Processes;

/// <summary>The tree of one process: phases over objectives over tasks. Immutable; a change answers another tree.</summary>
public sealed partial class ProcessTree
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "process_tree";

    /// <summary>Most items a tree may have, so that it stays one document in every store.</summary>
    public const int MaxItems = 2000;

    private readonly Dictionary<string, int> _places;
    private readonly Lazy<TreeProgress> _progress;

    /// <summary>Makes a tree of items that already belong together.</summary>
    /// <param name="items">Depth first, each after its parent, in the order of the tree.</param>
    /// <exception cref="ArgumentException">An id occurs twice, or a parent does not stand one level above and before its item.</exception>
    [JsonConstructor]
    public ProcessTree(ImmutableArray<TreeItem> items)
    {
        _places = new Dictionary<string, int>(items.Length, StringComparer.Ordinal);
        foreach (var item in items)
        {
            var fits = item.Parent is null ? item.Type is TreeItemType.Phase : Find(items, item.Parent)?.Type + 1 == item.Type;
            if (!fits || !_places.TryAdd(item.Id, _places.Count))
            {
                throw new ArgumentException($"Item '{item.Id}' has no place in the tree.", nameof(items));
            }
        }

        Items = items;
        _progress = new Lazy<TreeProgress>(() => new TreeProgress(this));
    }

    /// <summary>All items, depth first, in order.</summary>
    public ImmutableArray<TreeItem> Items { get; }

    /// <summary>How far everything is; worked out once for each tree.</summary>
    [JsonIgnore]
    public TreeProgress Progress => _progress.Value;

    /// <summary>The item with that id; null when there is none.</summary>
    public TreeItem? Find(string id) => Find(Items, id);

    /// <summary>The items above an item, the phase first; empty for a phase.</summary>
    public IReadOnlyList<TreeItem> Path(TreeItem item)
    {
        var path = new List<TreeItem>();
        for (var above = item.Parent; above is not null; above = path[^1].Parent)
        {
            path.Add(Find(above)!);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Whether an item takes part: it and everything above it is enabled.</summary>
    public bool TakesPart(TreeItem item) => item.Enabled && Path(item).All(above => above.Enabled);

    /// <summary>Says how far a task is.</summary>
    /// <returns>The changed tree; this very tree when the task was so already; or why not.</returns>
    public Outcome<ProcessTree> SetStatus(string id, ItemStatus status) => Find(id) switch
    {
        null => new ItemNotFound(id),
        { Type: not TreeItemType.Task } item => new StatusIsDerived(item.Name),
        var item when !TakesPart(item) => new ItemDisabled(item.Name),
        var item when item.Status == status => this,
        var item => With(item with { Status = status, Edition = item.Edition + 1 }),
    };

    private ProcessTree With(TreeItem changed) => new(Items.SetItem(_places[changed.Id], changed));

    private TreeItem? Find(ImmutableArray<TreeItem> items, string id) => _places.TryGetValue(id, out var place) ? items[place] : null;
}
