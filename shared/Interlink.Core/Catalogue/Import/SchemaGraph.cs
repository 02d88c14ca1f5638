namespace Interlink.Core.Catalogue.Import;

/// <summary>The prerequisites of a schema as a graph: refuses what could never be finished, and puts items in order.</summary>
internal static class SchemaGraph
{
    /// <summary>A circle of items that wait for each other, first and last the same; empty when there is none. An item waits for its
    /// prerequisites to be
    /// finished, also for those of the items above it, and is finished when everything below it is.</summary>
    public static IReadOnlyList<string> FindCycle(IReadOnlyList<SchemaNode> phases)
    {
        var state = new Dictionary<(SchemaNode Node, bool End), int>();
        foreach (var node in phases.SelectMany(p => p.All))
        {
            if (Circle((node, false), state) is { } circle)
            {
                return circle;
            }
        }

        return [];
    }

    /// <summary>The items in an order that respects their prerequisites, also those between things below them where that is possible;
    /// items that are free to come at any place stay in the order given.</summary>
    public static List<SchemaNode> Order(IReadOnlyList<SchemaNode> siblings)
    {
        var remaining = siblings.ToHashSet();
        var direct = siblings.ToDictionary(s => s, s => s.Prerequisites.Where(remaining.Contains).ToHashSet());
        var lifted = siblings.ToDictionary(s => s, s => Lifted(s, remaining));
        var ordered = new List<SchemaNode>();
        while (remaining.Count > 0)
        {
            var free = siblings.Where(s => remaining.Contains(s) && !direct[s].Any(remaining.Contains));
            var next = free.FirstOrDefault(s => !lifted[s].Any(remaining.Contains)) ?? free.First();
            remaining.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private static HashSet<SchemaNode> Lifted(SchemaNode sibling, HashSet<SchemaNode> siblings)
    {
        var before = new HashSet<SchemaNode>();
        foreach (var prerequisite in sibling.All.SelectMany(n => n.Prerequisites).Distinct())
        {
            for (var above = prerequisite; above is not null; above = above.Parent)
            {
                if (above != sibling && siblings.Contains(above))
                {
                    before.Add(above);
                }
            }
        }

        return before;
    }

    // Depth-first over "start" and "end" of every item; an edge leads from what must come later to what must come earlier.
    private static List<string>? Circle((SchemaNode Node, bool End) from, Dictionary<(SchemaNode Node, bool End), int> state)
    {
        const int Open = 1;
        const int Done = 2;
        if (state.ContainsKey(from))
        {
            return null;
        }

        var path = new List<((SchemaNode Node, bool End) At, Queue<(SchemaNode Node, bool End)> Earlier)> { (from, Earlier(from)) };
        state[from] = Open;
        while (path.Count > 0)
        {
            var (at, earlier) = path[^1];
            if (!earlier.TryDequeue(out var next))
            {
                state[at] = Done;
                path.RemoveAt(path.Count - 1);
            }
            else if (!state.TryGetValue(next, out var known))
            {
                state[next] = Open;
                path.Add((next, Earlier(next)));
            }
            else if (known == Open)
            {
                return Named([.. path.Select(p => p.At).SkipWhile(p => p != next), next]);
            }
        }

        return null;
    }

    private static Queue<(SchemaNode Node, bool End)> Earlier((SchemaNode Node, bool End) at)
    {
        var (node, end) = at;
        var earlier = new Queue<(SchemaNode, bool)>();
        if (end)
        {
            earlier.Enqueue((node, false));
            node.Children.ForEach(c => earlier.Enqueue((c, true)));
        }
        else
        {
            node.Prerequisites.ForEach(p => earlier.Enqueue((p, true)));
            if (node.Parent is { } parent)
            {
                earlier.Enqueue((parent, false));
            }
        }

        return earlier;
    }

    private static List<string> Named(IReadOnlyList<(SchemaNode Node, bool End)> circle)
    {
        var names = new List<string>();
        foreach (var (node, _) in circle)
        {
            if (names.Count == 0 || names[^1] != node.Item.Id)
            {
                names.Add(node.Item.Id);
            }
        }

        return names.Count == 1 ? [names[0], names[0]] : names;
    }
}
