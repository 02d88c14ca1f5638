using System.Diagnostics.CodeAnalysis;
using Interlink.Core.Storage;
using Interlink.Storage.Azure.Cosmos;

namespace Interlink.Storage.Azure.Searching;

/// <summary>
/// The entries of one scope and kind in memory. Each look first asks Cosmos DB what was written since the last, so that whatever was
/// committed before a search begins, by this program or another, is found by it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for has nothing to give back.")]
internal sealed class SearchIndex(CosmosStore store, SearchScope scope, string kind, TimeProvider clock)
{
    /// <summary>Ids asked for at once.</summary>
    private const int Round = 200;

    /// <summary>Answers longer than this are not of one moment.</summary>
    private const int OfOneMoment = 1_000;

    /// <summary>Seconds that clocks may differ, and that a long answer may take.</summary>
    private const int Margin = 60;

    /// <summary>Seconds that the clocks within Cosmos DB may differ.</summary>
    private const int ServerMargin = 2;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<(string Aggregate, string Item), IndexedEntry> _entries = [];
    private IReadOnlyCollection<IndexedEntry> _snapshot = [];
    private TextPool _texts = new();
    private bool _changed;
    private DateTimeOffset? _refreshed;
    private long _latest;
    private long _since;

    /// <summary>How many entries it holds.</summary>
    public int Count => _snapshot.Count;

    /// <summary>When it was last asked, as a running number.</summary>
    public long LastUse { get; set; }

    /// <summary>The entries as they are now.</summary>
    public async Task<IReadOnlyCollection<IndexedEntry>> Current(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            var known = _refreshed is { } before && now - before < CommitItem.Lifetime / 2;
            var read = await Ask(known ? Queries.ChangesOf(kind, _since) : Queries.EntriesOf(kind), cancellation);
            if (!known)
            {
                _entries.Clear();
                _texts = new TextPool();
                _changed = true;
            }

            Apply(read);
            await Remove(read, cancellation);
            _snapshot = _changed ? [.. _entries.Values] : _snapshot;
            _changed = false;
            _latest = read.Aggregate(known ? _latest : 0, (latest, item) => Math.Max(latest, item.Seconds));
            _since = Since(now.ToUnixTimeSeconds(), isOfOneMoment: known && read.Count < OfOneMoment);
            _refreshed = now;
            return _snapshot;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>From when on to ask next: what was read last is read again where it may have been read by halves.</summary>
    private long Since(long now, bool isOfOneMoment)
    {
        if (_latest > 0 && now - _latest > Margin && isOfOneMoment)
        {
            return _latest + 1;
        }

        return isOfOneMoment && _latest > 0 ? _latest - ServerMargin : Math.Min(_latest > 0 ? _latest : long.MaxValue, now - Margin);
    }

    private void Apply(List<EntryItem> read)
    {
        foreach (var item in read.Where(i => i.Kind == kind))
        {
            var key = (item.Aggregate, item.Id);
            if (item.Search is not { } entry)
            {
                _changed |= _entries.Remove(key);
            }
            else if (_entries.GetValueOrDefault(key)?.ETag != item.ETag)
            {
                _entries[key] = new IndexedEntry(item, entry, _texts);
                _changed = true;
            }
        }
    }

    /// <summary>Takes out what was removed, unless it was written again since: how it is now says Cosmos DB.</summary>
    private async Task Remove(List<EntryItem> read, CancellationToken cancellation)
    {
        var suspects = read.Where(i => i.Kind == CommitItem.Removal).SelectMany(i => i.Removed!.Select(item => (i.Aggregate, item)))
            .Where(_entries.ContainsKey).ToHashSet();
        foreach (var ids in suspects.Select(s => s.item).Distinct(StringComparer.Ordinal).Chunk(Round))
        {
            var there = await Ask(Queries.ByIdsOf(kind, ids), cancellation);
            suspects.ExceptWith(there.Where(i => i.Search is not null).Select(i => (i.Aggregate, i.Id)));
            Apply(there);
        }

        foreach (var gone in suspects)
        {
            _changed |= _entries.Remove(gone);
        }
    }

    private Task<List<EntryItem>> Ask(Microsoft.Azure.Cosmos.QueryDefinition query, CancellationToken cancellation) =>
        store.Query<EntryItem>(scope.Tenant, ItemId.KeyOf(scope), query, cancellation);
}
