namespace Interlink.Core.Processes;

/// <summary>What comes before what, among things with ids. Prerequisites that are not among them are passed over.</summary>
public static class PrerequisiteGraph
{
    /// <summary>Finds things that wait for themselves.</summary>
    /// <returns>The way around, each before the one it waits for and the first again at the end; null when there is none.</returns>
    public static IReadOnlyList<string>? FindCycle(IEnumerable<(string Id, IReadOnlyList<string> Prerequisites)> items)
    {
        var waits = items.ToDictionary(i => i.Id, i => i.Prerequisites, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in waits.Keys)
        {
            if (Walk(id, waits, done) is { } cycle)
            {
                return cycle;
            }
        }

        return null;
    }

    /// <summary>Puts things in an order in which each comes after its prerequisites, and which keeps the given order where that is free.</summary>
    /// <exception cref="ArgumentException">There is a cycle.</exception>
    public static IReadOnlyList<T> Order<T>(IReadOnlyList<T> items, Func<T, string> id, Func<T, IReadOnlyList<string>> prerequisites)
    {
        var waiting = items.ToList();
        var missing = waiting.Select(id).ToHashSet(StringComparer.Ordinal);
        var ordered = new List<T>(items.Count);
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(i => !prerequisites(i).Any(missing.Contains));
            if (next < 0)
            {
                throw new ArgumentException("Prerequisites go round in a circle.", nameof(items));
            }

            missing.Remove(id(waiting[next]));
            ordered.Add(waiting[next]);
            waiting.RemoveAt(next);
        }

        return ordered;
    }

    /// <summary>Goes down from one thing along what it waits for, without recursion: input may be deep.</summary>
    private static List<string>? Walk(string start, Dictionary<string, IReadOnlyList<string>> waits, HashSet<string> done)
    {
        var path = new List<string> { start };
        var open = new Stack<Queue<string>>([Known(start, waits)]);
        while (!done.Contains(start))
        {
            if (!open.Peek().TryDequeue(out var next))
            {
                done.Add(path[^1]);
                path.RemoveAt(path.Count - 1);
                open.Pop();
            }
            else if (path.IndexOf(next) is >= 0 and var since)
            {
                return [.. path[since..], next];
            }
            else if (!done.Contains(next))
            {
                path.Add(next);
                open.Push(Known(next, waits));
            }
        }

        return null;
    }

    private static Queue<string> Known(string id, Dictionary<string, IReadOnlyList<string>> waits) =>
        new(waits[id].Where(waits.ContainsKey));
}
