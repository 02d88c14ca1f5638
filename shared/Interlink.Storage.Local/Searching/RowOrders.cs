using Interlink.Core.Kernel;

namespace Interlink.Storage.Local.Searching;

/// <summary>The sorted orders of one index, each made when it is first asked for and kept up by changes.</summary>
internal sealed class RowOrders
{
    /// <summary>Most orders that one index keeps; languages come from readers, so there must be a bound.</summary>
    private const int MaxOrders = 8;

    private readonly List<RowOrder> _orders = [];
    private readonly Lock _gate = new();

    /// <summary>The order of a name, made by <paramref name="make"/> when there is none yet.</summary>
    public RowOrder Get(string name, Func<RowOrder> make)
    {
        lock (_gate)
        {
            var position = _orders.FindIndex(o => o.Name == name);
            var order = position >= 0 ? _orders[position] : make();
            if (position >= 0)
            {
                _orders.RemoveAt(position);
            }
            else if (_orders.Count == MaxOrders)
            {
                _orders.RemoveAt(0);
            }

            _orders.Add(order);
            return order;
        }
    }

    /// <summary>Puts a row into every order.</summary>
    public void Insert(int row, LocalizedText title)
    {
        foreach (var order in _orders)
        {
            order.Insert(row, title);
        }
    }

    /// <summary>Takes a row out of every order; before its columns change.</summary>
    public void Remove(int row)
    {
        foreach (var order in _orders)
        {
            order.Remove(row);
        }
    }
}
