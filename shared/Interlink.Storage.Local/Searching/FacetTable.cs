namespace Interlink.Storage.Local.Searching;

/// <summary>Gives each value of each facet a small number, and takes it back when no row has the value any more.</summary>
internal sealed class FacetTable
{
    private readonly Dictionary<string, int> _facets = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Facet, string Value), int> _numbers = [];
    private readonly List<(int Facet, string Value, int Uses)> _values = [];
    private readonly Stack<int> _free = [];

    /// <summary>How many facets there are; their numbers are below.</summary>
    public int FacetCount => _facets.Count;

    /// <summary>The numbers of values are below this.</summary>
    public int ValueCount => _values.Count;

    /// <summary>The number of a facet; negative when no row ever had it.</summary>
    public int Facet(string name) => _facets.GetValueOrDefault(name, -1);

    /// <summary>The number of a value; negative when no row has it.</summary>
    public int Value(int facet, string value) => _numbers.GetValueOrDefault((facet, value), -1);

    /// <summary>The facet that a value belongs to.</summary>
    public int FacetOf(int value) => _values[value].Facet;

    /// <summary>The text of a value.</summary>
    public string TextOf(int value) => _values[value].Value;

    /// <summary>The numbers of a row's values, each once, those of one facet side by side.</summary>
    public int[] Add(IReadOnlyDictionary<string, IReadOnlyList<string>> facets)
    {
        var row = new List<int>();
        foreach (var (name, values) in facets)
        {
            var facet = Facet(name);
            if (facet < 0)
            {
                _facets.Add(name, facet = _facets.Count);
            }

            foreach (var value in values)
            {
                var number = Number(facet, value);
                if (!row.Contains(number))
                {
                    row.Add(number);
                    _values[number] = _values[number] with { Uses = _values[number].Uses + 1 };
                }
            }
        }

        return [.. row];
    }

    /// <summary>Takes back what <see cref="Add"/> gave to a row.</summary>
    public void Remove(int[] row)
    {
        foreach (var number in row)
        {
            var value = _values[number];
            _values[number] = value with { Uses = value.Uses - 1 };
            if (value.Uses == 1)
            {
                _numbers.Remove((value.Facet, value.Value));
                _free.Push(number);
            }
        }
    }

    private int Number(int facet, string text)
    {
        if (_numbers.TryGetValue((facet, text), out var number))
        {
            return number;
        }

        if (_free.TryPop(out number))
        {
            _values[number] = (facet, text, 0);
        }
        else
        {
            number = _values.Count;
            _values.Add((facet, text, 0));
        }

        _numbers.Add((facet, text), number);
        return number;
    }
}
