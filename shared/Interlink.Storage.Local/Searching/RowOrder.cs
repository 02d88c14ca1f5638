using Interlink.Core.Kernel;

namespace Interlink.Storage.Local.Searching;

/// <summary>All rows of an index, sorted.</summary>
internal abstract class RowOrder(SearchIndex index, string name)
{
    private readonly List<int> _rows = [];

    /// <summary>What the order is known by within its index.</summary>
    public string Name => name;

    /// <summary>The rows, first to last.</summary>
    public IReadOnlyList<int> Rows => _rows;

    protected SearchIndex Index => index;

    /// <summary>Sorts every row of the index anew; what rows are sorted by must be known.</summary>
    public void Sort()
    {
        for (var row = 0; row < index.RowBound; row++)
        {
            if (index[row].Values is not null)
            {
                _rows.Add(row);
            }
        }

        _rows.Sort(Compare);
    }

    /// <summary>Puts a row in its place.</summary>
    public void Insert(int row, LocalizedText title)
    {
        Learn(row, title);
        _rows.Insert(~_rows.BinarySearch(row, Comparer<int>.Create(Compare)), row);
    }

    /// <summary>Takes a row out.</summary>
    public void Remove(int row) => _rows.RemoveAt(_rows.BinarySearch(row, Comparer<int>.Create(Compare)));

    /// <summary>The position of the first row after a place that a cursor remembers; that row itself may be gone.</summary>
    public int After(Position position)
    {
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Compare(_rows[middle], position) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The place of a row, to be remembered by a cursor.</summary>
    public abstract Position PositionOf(int row);

    /// <summary>Takes in what the row will be sorted by.</summary>
    protected virtual void Learn(int row, LocalizedText title)
    {
    }

    /// <summary>Compares by what the order is about, without ties.</summary>
    protected abstract int CompareKeys(int left, int right);

    /// <summary>Compares a row with a place, without ties.</summary>
    protected abstract int CompareKeys(int row, Position position);

    private int Compare(int left, int right) => CompareKeys(left, right) is var order and not 0 ? order : index.CompareIds(left, right);

    private int Compare(int row, Position position)
    {
        var order = CompareKeys(row, position);
        return order != 0 ? order : position.CompareIds(index[row].Id, index[row].Aggregate);
    }
}

/// <summary>A place in an order, which outlives the row that was there.</summary>
/// <param name="Key">The sort key of a title; empty in other orders.</param>
/// <param name="Number">The number, commit or score; zero in the order of titles.</param>
internal sealed record Position(byte[] Key, double Number, string Id, string Aggregate)
{
    /// <summary>Compares the ids of a row with those of this place.</summary>
    public int CompareIds(string id, string aggregate)
    {
        var byId = string.CompareOrdinal(id, Id);
        return byId != 0 ? byId : string.CompareOrdinal(aggregate, Aggregate);
    }
}

/// <summary>By title as a reader of one language sees and sorts it.</summary>
internal sealed class TitleOrder(SearchIndex index, string name, string language) : RowOrder(index, name)
{
    private readonly TitleKeys _keys = TitleKeys.Of(language);
    private byte[][] _keyByRow = [];

    /// <summary>Takes in the title of a row; for every row, before the order is sorted.</summary>
    public void Know(int row, LocalizedText title)
    {
        if (row >= _keyByRow.Length)
        {
            Array.Resize(ref _keyByRow, Math.Max(row + 1, Math.Max(Index.RowBound, _keyByRow.Length * 2)));
        }

        _keyByRow[row] = _keys.KeyOf(title);
    }

    public override Position PositionOf(int row) => new(_keyByRow[row], 0, Index[row].Id, Index[row].Aggregate);

    protected override void Learn(int row, LocalizedText title) => Know(row, title);

    protected override int CompareKeys(int left, int right) => _keyByRow[left].AsSpan().SequenceCompareTo(_keyByRow[right]);

    protected override int CompareKeys(int row, Position position) => _keyByRow[row].AsSpan().SequenceCompareTo(position.Key);
}

/// <summary>By a number, largest first, rows without it last.</summary>
internal sealed class NumberOrder(SearchIndex index, string name, string number) : RowOrder(index, name)
{
    public override Position PositionOf(int row) => new([], Of(row), Index[row].Id, Index[row].Aggregate);

    // CompareTo puts NaN, which stands for none, below every number.
    protected override int CompareKeys(int left, int right) => Of(right).CompareTo(Of(left));

    protected override int CompareKeys(int row, Position position) => position.Number.CompareTo(Of(row));

    private double Of(int row) => Index.Numbers(number)?[row] ?? double.NaN;
}

/// <summary>Most recently written first.</summary>
internal sealed class NewestOrder(SearchIndex index, string name) : RowOrder(index, name)
{
    public override Position PositionOf(int row) => new([], Index[row].Written, Index[row].Id, Index[row].Aggregate);

    protected override int CompareKeys(int left, int right) => Index[right].Written.CompareTo(Index[left].Written);

    protected override int CompareKeys(int row, Position position) => position.Number.CompareTo(Index[row].Written);
}
