using Interlink.Core.Kernel;

namespace Interlink.Storage.Local.Searching;

/// <summary>
/// The entries of one scope and kind as columns in memory: what filters, counts and orders look at. Texts stay in the database.
/// Guarded by its <see cref="Gate"/>: searches read under the read lock, commits change it under the write lock.
/// </summary>
internal sealed class SearchIndex(SearchScopeKey key)
{
    private readonly Dictionary<long, int> _rowByNumber = [];
    private readonly Dictionary<string, string> _aggregates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _numbers = new(StringComparer.Ordinal);
    private readonly Stack<int> _free = [];
    private readonly LanguageSets _languages = new();
    private Row[] _rows = new Row[64];
    private int _used;

    /// <summary>Which entries it holds.</summary>
    public SearchScopeKey Key => key;

    /// <summary>Read lock: searching. Write lock: changing, and the commit that causes the change.</summary>
    public ReaderWriterLockSlim Gate { get; } = new();

    /// <summary>Set under the write lock when the index is dropped from memory: commits no longer reach it.</summary>
    public bool Dropped { get; set; }

    /// <summary>When it was last asked, as a running number.</summary>
    public long LastUse { get; set; }

    /// <summary>The values of facets.</summary>
    public FacetTable Facets { get; } = new();

    /// <summary>The orders that were asked for so far.</summary>
    public RowOrders Orders { get; } = new();

    /// <summary>How many entries there are.</summary>
    public int Count => _rowByNumber.Count;

    /// <summary>Rows in use have numbers below this; some below may be empty.</summary>
    public int RowBound => _used;

    /// <summary>A row; its <see cref="Row.Values"/> are null when it is empty.</summary>
    public ref readonly Row this[int row] => ref _rows[row];

    /// <summary>The row of a document, or a negative number.</summary>
    public int RowOf(long number) => _rowByNumber.GetValueOrDefault(number, -1);

    /// <summary>A number of every row, NaN where a row has none; null when no row has it.</summary>
    public double[]? Numbers(string name) => _numbers.GetValueOrDefault(name);

    /// <summary>For each set of languages that documents have, the position of the one that a reader of the language searches; negative for any.</summary>
    public int[] SearchedPositions(string language) => _languages.SearchedPositions(language);

    /// <summary>Puts an entry in, in the place of an earlier one of the same document.</summary>
    public void Put(long number, string aggregate, string id, long written, string languages, EntryFields fields, LocalizedText? title)
    {
        Remove(number);
        var row = _free.TryPop(out var free) ? free : _used++;
        if (row >= _rows.Length)
        {
            Grow();
        }

        _rowByNumber.Add(number, row);
        _rows[row] = new Row(number, written, id, Shared(aggregate), Facets.Add(fields.Facets), _languages.Number(languages));
        foreach (var (name, value) in fields.Numbers)
        {
            Column(name)[row] = value;
        }

        if (title is not null)
        {
            Orders.Insert(row, title);
        }
    }

    /// <summary>Takes the entry of a document out, if there is one.</summary>
    public void Remove(long number)
    {
        if (!_rowByNumber.Remove(number, out var row))
        {
            return;
        }

        Orders.Remove(row);
        Facets.Remove(_rows[row].Values!);
        _rows[row] = default;
        foreach (var column in _numbers.Values)
        {
            column[row] = double.NaN;
        }

        _free.Push(row);
    }

    /// <summary>Ties of every order: by id, then by aggregate.</summary>
    public int CompareIds(int left, int right)
    {
        var byId = string.CompareOrdinal(_rows[left].Id, _rows[right].Id);
        return byId != 0 ? byId : string.CompareOrdinal(_rows[left].Aggregate, _rows[right].Aggregate);
    }

    private double[] Column(string name)
    {
        if (!_numbers.TryGetValue(name, out var column))
        {
            _numbers.Add(name, column = new double[_rows.Length]);
            Array.Fill(column, double.NaN);
        }

        return column;
    }

    private void Grow()
    {
        var length = _rows.Length;
        Array.Resize(ref _rows, length * 2);
        foreach (var (name, column) in _numbers)
        {
            var grown = column;
            Array.Resize(ref grown, length * 2);
            Array.Fill(grown, double.NaN, length, length);
            _numbers[name] = grown;
        }
    }

    private string Shared(string aggregate)
    {
        if (key.Aggregate is { } own)
        {
            return own;
        }

        if (!_aggregates.TryGetValue(aggregate, out var shared))
        {
            _aggregates.Add(aggregate, shared = aggregate);
        }

        return shared;
    }
}

/// <summary>Which entries an index holds; the aggregate is null for all of the tenant.</summary>
internal readonly record struct SearchScopeKey(string Tenant, string? Aggregate, string Kind);

/// <summary>An entry.</summary>
/// <param name="Values">Numbers of its facet values, grouped by facet; null in an empty row.</param>
/// <param name="Languages">The number of its set of languages.</param>
internal readonly record struct Row(long Number, long Written, string Id, string Aggregate, int[]? Values, int Languages);
