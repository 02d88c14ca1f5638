using System.Collections.Concurrent;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Searching;

/// <summary>
/// The indexes that are in memory: read from their table when first asked for, changed by each commit, dropped when there are too many.
/// A search that holds the read lock of an index and then begins a snapshot sees index and tables in the same state, because a commit
/// holds the write locks of the indexes it changes from before it becomes visible until they are changed.
/// </summary>
internal sealed class SearchIndexes(int maxEntries)
{
    private const string Select = "SELECT number, aggregate, id, written, languages, fields FROM search_entries WHERE tenant = ? AND kind = ?";

    private readonly ConcurrentDictionary<SearchScopeKey, SearchIndex> _indexes = new();
    private readonly Lock _registry = new();
    private long _uses;

    /// <summary>How many indexes are in memory.</summary>
    public int Count => _indexes.Count;

    /// <summary>The index of a scope, with its read lock held; the caller releases it.</summary>
    public SearchIndex Enter(Connection connection, SearchScopeKey key)
    {
        while (true)
        {
            var index = _indexes.TryGetValue(key, out var known) ? known : Build(connection, key);
            index.Gate.EnterReadLock();
            if (!index.Dropped)
            {
                index.LastUse = Interlocked.Increment(ref _uses);
                return index;
            }

            index.Gate.ExitReadLock();
        }
    }

    /// <summary>Commits, and shows the changes to the indexes that hold them: to a search both happen at once.</summary>
    public void Publish(IReadOnlyList<EntryChange> changes, Action commit)
    {
        if (changes.Count == 0)
        {
            commit();
            return;
        }

        lock (_registry)
        {
            var affected = Affected(changes);
            var entered = 0;
            try
            {
                for (; entered < affected.Count; entered++)
                {
                    affected[entered].Gate.EnterWriteLock();
                }

                commit();
                foreach (var index in affected)
                {
                    Apply(index, changes);
                }
            }
            finally
            {
                while (entered > 0)
                {
                    affected[--entered].Gate.ExitWriteLock();
                }
            }
        }
    }

    private List<SearchIndex> Affected(IReadOnlyList<EntryChange> changes)
    {
        var affected = new HashSet<SearchIndex>();
        foreach (var change in changes)
        {
            foreach (var aggregate in (ReadOnlySpan<string?>)[change.Aggregate, null])
            {
                if (_indexes.TryGetValue(new SearchScopeKey(change.Tenant, aggregate, change.Kind), out var index))
                {
                    affected.Add(index);
                }
            }
        }

        return [.. affected];
    }

    private static void Apply(SearchIndex index, IReadOnlyList<EntryChange> changes)
    {
        foreach (var c in changes)
        {
            if (c.Tenant != index.Key.Tenant || c.Kind != index.Key.Kind || (index.Key.Aggregate is { } own && own != c.Aggregate))
            {
                continue;
            }

            if (c.Entry is { } entry)
            {
                index.Put(c.Number, c.Aggregate, c.Id, c.Written, string.Join(' ', entry.Languages), entry.Fields, entry.Title);
            }
            else
            {
                index.Remove(c.Number);
            }
        }
    }

    /// <summary>Makes an index: known to commits first, so that none is missed, then read, with everybody else waiting at its gate.</summary>
    private SearchIndex Build(Connection connection, SearchScopeKey key)
    {
        SearchIndex index;
        lock (_registry)
        {
            if (_indexes.TryGetValue(key, out var known))
            {
                return known;
            }

            index = new SearchIndex(key);
            index.Gate.EnterWriteLock();
            _indexes[key] = index;
        }

        var loaded = false;
        try
        {
            Load(connection, index);
            loaded = true;
        }
        finally
        {
            index.Dropped = !loaded;
            index.Gate.ExitWriteLock();
            Trim(loaded ? index : null);
        }

        return index;
    }

    private static void Load(Connection connection, SearchIndex index)
    {
        var key = index.Key;
        using var row = key.Aggregate is { } aggregate
            ? connection.Query($"{Select} AND aggregate = ?").Bind(key.Tenant).Bind(key.Kind).Bind(aggregate)
            : connection.Query(Select).Bind(key.Tenant).Bind(key.Kind);
        while (row.Step())
        {
            var fields = JsonSerializer.Deserialize<EntryFields>(row.Utf8(5), Json.Options)!;
            index.Put(row.Int64(0), row.Text(1), row.Text(2), row.Int64(3), row.Text(4), fields, title: null);
        }
    }

    /// <summary>Drops indexes that could not be read, and the least recently used while there are too many entries.</summary>
    private void Trim(SearchIndex? keep)
    {
        lock (_registry)
        {
            var entries = _indexes.Values.Sum(i => i.Count);
            foreach (var index in _indexes.Values.OrderBy(i => i.Dropped ? -1 : i.LastUse).Where(i => i != keep).ToList())
            {
                if (!index.Dropped && entries <= maxEntries)
                {
                    break;
                }

                index.Gate.EnterWriteLock();
                index.Dropped = true;
                entries -= index.Count;
                _indexes.TryRemove(index.Key, out _);
                index.Gate.ExitWriteLock();
            }
        }
    }
}
