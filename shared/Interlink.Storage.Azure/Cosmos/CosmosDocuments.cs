using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure.Searching;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>
/// Documents as items of one Cosmos DB container with the partition key <c>/tenant, /aggregate</c>. Reading is by key, listing by an
/// index, searching by entries held in memory, which each search brings up to date with one small query (see <see cref="SearchIndexes"/>).
/// </summary>
internal sealed class CosmosDocuments(CosmosStore store, SearchIndexes indexes, IIds ids, CommitRetries retries, TimeProvider clock) : IDocuments
{
    private const int MaxIds = 1_000;
    private const int MaxList = 1_000;
    private const int DefaultList = 100;
    private const int MaxSearches = 10;

    private long _written;

    public async Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation)
    {
        var found = await store.Read<FoundItem>(partition.Tenant, ItemId.KeyOf(partition), ItemId.Of(kind, id), cancellation);
        return found?.As<T>();
    }

    public async Task<IReadOnlyList<Document<T>>> FindMany<T>(
        Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MaxIds);
        var items = ids.Distinct(StringComparer.Ordinal).Select(id => ItemId.Of(kind, id));
        var found = await store.Items(partition.Tenant, ItemId.KeyOf(partition), items, cancellation);
        var byId = found.ToDictionary(f => f.Key, StringComparer.Ordinal);
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id].As<T>())];
    }

    public async Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation)
    {
        var limit = Limit(options.Limit, DefaultList, MaxList);
        var prefix = options.Prefix ?? "";
        var cursor = new Cursor(JsonSerializer.Serialize<string[]>(["list", partition.Tenant.Value, partition.Aggregate, kind, prefix]));
        var after = options.Cursor is { } text ? cursor.Read<string>(text) : null;
        var key = ItemId.KeyOf(partition);
        var page = store.Query<FoundItem>(partition.Tenant, key, Queries.ListOf(kind, prefix, after, limit + 1), cancellation);
        var total = store.Query<long>(partition.Tenant, key, Queries.CountOf(kind, prefix), cancellation);
        var found = await page;
        var next = found.Count > limit ? cursor.Write(found[limit - 1].Key) : null;
        return new Page<Document<T>>([.. found.Take(limit).Select(f => f.As<T>())], (await total).Sum(), next);
    }

    public async Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation)
    {
        var limit = Limit(query.Page.Limit, PageRequest.DefaultLimit, PageRequest.MaxLimit);
        for (var attempt = 0; attempt < MaxSearches; attempt++)
        {
            var hits = Searcher.Find(await indexes.Current(scope, kind, cancellation), scope, kind, query, limit);
            var items = hits.Page.Select(e => e.Item).Distinct(StringComparer.Ordinal);
            var found = (await store.Items(scope.Tenant, ItemId.KeyOf(scope), items, cancellation)).ToDictionary(f => (f.Aggregate, f.Key));
            if (hits.Page.All(e => found.ContainsKey((e.Aggregate, e.Id))))
            {
                var page = new Page<Document<T>>([.. hits.Page.Select(e => found[(e.Aggregate, e.Id)].As<T>())], hits.Total, hits.Next);
                return new SearchResult<T>(page, hits.Counts);
            }

            // Removed between the two reads; the next look at the index knows.
        }

        throw new TransientException($"Documents of kind '{kind}' are removed faster than they can be searched.");
    }

    public Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation)
    {
        if (batch.Operations.Count + batch.Events.Count == 0)
        {
            return Task.FromResult(new CommitResult([], null));
        }

        var id = ids.New();
        return new Commit(store, partition, id, CommitStep.Of(partition, batch, id, Written()), retries, clock).Make(cancellation);
    }

    /// <summary>The time in milliseconds, and later than at the call before.</summary>
    private long Written()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var before = Volatile.Read(ref _written); ;)
        {
            var next = Math.Max(now, before + 1);
            var seen = Interlocked.CompareExchange(ref _written, next, before);
            if (seen == before)
            {
                return next;
            }

            before = seen;
        }
    }

    private static int Limit(int limit, int usual, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, most);
        return limit == 0 ? usual : limit;
    }
}
