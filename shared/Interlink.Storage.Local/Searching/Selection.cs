using Interlink.Core.Storage;

namespace Interlink.Storage.Local.Searching;

/// <summary>Which rows a query selects, and how often the values of facets occur among them.</summary>
internal sealed class Selection
{
    private readonly SearchIndex _index;
    private readonly SearchQuery _query;
    private readonly int[] _filterOfValue;
    private readonly int[] _facetOfFilter;
    private readonly bool[] _countedFacet;
    private readonly int[] _counts;
    private readonly List<(double[]? Column, double Least)> _numbers;

    private Selection(SearchIndex index, SearchQuery query)
    {
        _index = index;
        _query = query;
        Rows = new bool[index.RowBound];
        _filterOfValue = new int[index.Facets.ValueCount];
        _facetOfFilter = new int[query.AnyOf.Count + 1];
        _countedFacet = new bool[index.Facets.FacetCount];
        _counts = new int[index.Facets.ValueCount];
        _numbers = [.. query.AtLeast.Select(n => (index.Numbers(n.Key), n.Value))];
        ReadFilters();
        foreach (var facet in query.Count.Select(index.Facets.Facet).Where(f => f >= 0))
        {
            _countedFacet[facet] = true;
        }
    }

    /// <summary>By row, whether it is selected.</summary>
    public bool[] Rows { get; }

    /// <summary>How many are.</summary>
    public int Total { get; private set; }

    /// <summary>Looks at every row once.</summary>
    /// <param name="scores">From <see cref="WordSearch"/>; null when there is no text condition.</param>
    public static Selection Of(SearchIndex index, SearchQuery query, double[]? scores)
    {
        var selection = new Selection(index, query);
        for (var row = 0; row < index.RowBound; row++)
        {
            if (index[row].Values is { } values && (scores is null || !double.IsNaN(scores[row])) && selection.HasNumbers(row))
            {
                selection.Judge(row, values);
            }
        }

        return selection;
    }

    /// <summary>The counts asked for: most first, then by value.</summary>
    public Dictionary<string, IReadOnlyList<FacetCount>> Counts()
    {
        var found = _query.Count.Distinct(StringComparer.Ordinal).ToDictionary(f => f, _ => new List<FacetCount>(), StringComparer.Ordinal);
        var names = found.Keys.Where(f => _index.Facets.Facet(f) >= 0).ToDictionary(_index.Facets.Facet);
        for (var value = 0; value < _counts.Length; value++)
        {
            if (_counts[value] > 0)
            {
                found[names[_index.Facets.FacetOf(value)]].Add(new FacetCount(_index.Facets.TextOf(value), _counts[value]));
            }
        }

        return found.ToDictionary(
            f => f.Key,
            f => (IReadOnlyList<FacetCount>)[.. f.Value.OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)],
            StringComparer.Ordinal);
    }

    /// <summary>Numbers the conditions on facets from 1, and marks each value that satisfies one with its number.</summary>
    private void ReadFilters()
    {
        var filter = 0;
        foreach (var (name, values) in _query.AnyOf)
        {
            var facet = _index.Facets.Facet(name);
            _facetOfFilter[++filter] = facet;
            foreach (var value in values.Select(v => _index.Facets.Value(facet, v)).Where(v => v >= 0))
            {
                _filterOfValue[value] = filter;
            }
        }
    }

    private bool HasNumbers(int row)
    {
        foreach (var (column, least) in _numbers)
        {
            if (column is null || !(column[row] >= least))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Selects and counts a row that meets every condition; where it misses one only, counts it for that one's facet.</summary>
    private void Judge(int row, int[] values)
    {
        var filters = _facetOfFilter.Length - 1;
        var (met, sum, last) = (0, 0, 0);
        if (filters > 0)
        {
            // Values of one facet lie side by side, so that a condition met twice is seen as the one just met.
            foreach (var value in values)
            {
                if (_filterOfValue[value] is var filter && filter != 0 && filter != last)
                {
                    (met, sum, last) = (met + 1, sum + filter, filter);
                }
            }
        }

        if (met == filters)
        {
            Rows[row] = true;
            Total++;
            Tally(values, onlyFacet: -1);
        }
        else if (met == filters - 1)
        {
            // The numbers of all conditions add up to n(n+1)/2; what lacks is the number of the one missed.
            var facet = _facetOfFilter[(filters * (filters + 1) / 2) - sum];
            if (facet >= 0)
            {
                Tally(values, facet);
            }
        }
    }

    private void Tally(int[] values, int onlyFacet)
    {
        foreach (var value in values)
        {
            var facet = _index.Facets.FacetOf(value);
            if (_countedFacet[facet] && (onlyFacet < 0 || facet == onlyFacet))
            {
                _counts[value]++;
            }
        }
    }
}
