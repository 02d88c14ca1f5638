using System.Runtime.InteropServices;
using Interlink.Core.Storage;

namespace Interlink.Storage.Azure.Searching;

/// <summary>Judges entries by a query's facets and counts their values, each facet with its own condition lifted.</summary>
internal sealed class FacetTally(SearchQuery query)
{
    private readonly (string Name, HashSet<string> Values)[] _filters = [.. query.AnyOf.Select(f => (f.Key, f.Value.ToHashSet(StringComparer.Ordinal)))];
    private readonly Dictionary<string, Dictionary<string, int>> _counts =
        query.Count.Distinct(StringComparer.Ordinal).ToDictionary(f => f, _ => new Dictionary<string, int>(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Counts an entry that meets everything else.</summary>
    /// <returns>Whether it meets the conditions on facets, too.</returns>
    public bool Take(IndexedEntry entry)
    {
        var (missed, which) = (0, "");
        foreach (var (name, values) in _filters)
        {
            if (!Array.Exists(entry.Facet(name), values.Contains))
            {
                (missed, which) = (missed + 1, name);
            }
        }

        foreach (var (name, counts) in _counts)
        {
            if (missed == 0 || (missed == 1 && which == name))
            {
                Count(counts, entry.Facet(name));
            }
        }

        return missed == 0;
    }

    /// <summary>The counts: most first, then by value.</summary>
    public Dictionary<string, IReadOnlyList<FacetCount>> Counts() => _counts.ToDictionary(
        f => f.Key,
        f => (IReadOnlyList<FacetCount>)
            [.. f.Value.Select(v => new FacetCount(v.Key, v.Value)).OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)],
        StringComparer.Ordinal);

    private static void Count(Dictionary<string, int> counts, string[] values)
    {
        foreach (var value in values)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
        }
    }
}
