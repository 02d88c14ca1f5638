using Interlink.Core.Storage;
using Interlink.Storage.Azure.Cosmos;

namespace Interlink.Storage.Azure.Searching;

/// <summary>The indexes that were asked for lately, up to a number of entries together; the least recently used goes first.</summary>
internal sealed class SearchIndexes(CosmosStore store, int maxEntries, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(SearchScope Scope, string Kind), SearchIndex> _indexes = [];
    private long _uses;

    /// <summary>Everything that can be found of a kind within a scope, as it is now.</summary>
    public async Task<IReadOnlyCollection<IndexedEntry>> Current(SearchScope scope, string kind, CancellationToken cancellation)
    {
        var index = Get(scope, kind);
        var entries = await index.Current(cancellation);
        Trim(index);
        return entries;
    }

    private SearchIndex Get(SearchScope scope, string kind)
    {
        lock (_gate)
        {
            if (!_indexes.TryGetValue((scope, kind), out var index))
            {
                _indexes.Add((scope, kind), index = new SearchIndex(store, scope, kind, clock));
            }

            index.LastUse = ++_uses;
            return index;
        }
    }

    /// <summary>Lets go of the least recently used while there is more than the bound; never of the one in use.</summary>
    private void Trim(SearchIndex used)
    {
        lock (_gate)
        {
            // An index without entries takes some memory, too.
            var total = _indexes.Values.Sum(i => i.Count + 1L);
            foreach (var (key, index) in _indexes.OrderBy(i => i.Value.LastUse).ToList())
            {
                if (total <= maxEntries)
                {
                    return;
                }

                if (index != used)
                {
                    _indexes.Remove(key);
                    total -= index.Count + 1;
                }
            }
        }
    }
}
