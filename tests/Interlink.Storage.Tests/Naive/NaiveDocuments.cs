using System.Globalization;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Naive;

/// <summary>The port as its comments say it, in the plainest way: lists in memory, everything looked at every time. What real adapters are compared with.</summary>
internal sealed class NaiveDocuments : IDocuments
{
    private readonly Lock _gate = new();
    private Dictionary<Key, Stored> _documents = [];
    private int _commits;
    private int _puts;

    public Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var key = new Key(partition, kind, id);
            return Task.FromResult(_documents.TryGetValue(key, out var stored) ? stored.As<T>(key) : null);
        }
    }

    public async Task<IReadOnlyList<Document<T>>> FindMany<T>(
        Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, 1_000);
        var found = await Task.WhenAll(ids.Select(id => Find<T>(partition, kind, id, cancellation)));
        return [.. found.OfType<Document<T>>()];
    }

    public Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var binding = $"list {partition} {kind} {options.Prefix}";
            var after = options.Cursor is { } cursor ? Cursors.Read(binding, cursor)[0] : null;
            var all = _documents.Where(d => d.Key.Partition == partition && d.Key.Kind == kind && d.Key.Id.StartsWith(options.Prefix ?? "", StringComparison.Ordinal))
                .OrderBy(d => d.Key.Id, StringComparer.Ordinal).ToList();
            var rest = all.Where(d => after is null || string.CompareOrdinal(d.Key.Id, after) > 0).ToList();
            var limit = options.Limit == 0 ? 100 : options.Limit;
            var next = rest.Count > limit ? Cursors.Write(binding, rest[limit - 1].Key.Id) : null;
            return Task.FromResult(new Page<Document<T>>([.. rest.Take(limit).Select(d => d.Value.As<T>(d.Key))], all.Count, next));
        }
    }

    public Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var all = _documents.Where(d => d.Key.Partition.Tenant == scope.Tenant && (scope.Aggregate ?? d.Key.Partition.Aggregate) == d.Key.Partition.Aggregate)
                .Where(d => d.Key.Kind == kind && d.Value.Entry is not null).ToList();
            var matching = all.Where(d => NaiveSearch.Matches(d.Value.Entry!, query, lifted: null)).ToList();
            matching.Sort((left, right) => Compare(query, left, right));
            var binding = $"search {scope} {kind} {query.Text} {query.Language} {query.Order} {query.OrderNumber} {JsonSerializer.Serialize(query.AnyOf)} {JsonSerializer.Serialize(query.AtLeast)}";
            var rest = query.Page.Cursor is { } cursor ? [.. After(query, matching, Cursors.Read(binding, cursor))] : matching;
            var next = rest.Count > query.Page.Limit ? Cursors.Write(binding, Remember(rest[query.Page.Limit - 1])) : null;
            var page = new Page<Document<T>>([.. rest.Take(query.Page.Limit).Select(d => d.Value.As<T>(d.Key))], matching.Count, next);
            return Task.FromResult(new SearchResult<T>(page, query.Count.ToDictionary(f => f, f => NaiveSearch.Count([.. all.Select(d => d.Value.Entry!)], query, f))));
        }
    }

    public Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var after = new Dictionary<Key, Stored>(_documents);
            var revisions = new List<Revision>();
            _commits++;
            foreach (var operation in batch.Operations)
            {
                var key = new Key(partition, operation.Kind, operation.Id);
                var current = after.GetValueOrDefault(key);
                ConflictReason? refusal = operation.Expectation switch
                {
                    { MustBeAbsent: true } when current is not null => ConflictReason.Exists,
                    { Revision: not null } when current is null => ConflictReason.Missing,
                    { Revision: { } expected } when expected != current!.Revision => ConflictReason.Changed,
                    _ => null,
                };
                if (refusal is { } reason)
                {
                    return Task.FromResult(new CommitResult([], new CommitConflict(operation.Kind, operation.Id, reason)));
                }

                after.Remove(key);
                if (operation is PutOperation put)
                {
                    var revision = new Revision($"r-{++_puts}");
                    after.Add(key, new Stored(JsonSerializer.Serialize(put.Body, put.BodyType, Json.Options), revision, _commits, put.Search));
                    revisions.Add(revision);
                }
            }

            _documents = after;
            return Task.FromResult(new CommitResult(revisions, null));
        }
    }

    private static IEnumerable<KeyValuePair<Key, Stored>> After(SearchQuery query, List<KeyValuePair<Key, Stored>> matching, string[] place)
    {
        var entry = JsonSerializer.Deserialize<SearchEntry>(place[3], Json.Options);
        var key = new Key(Partition.Of(TenantId.Parse("model"), place[0]), "", place[1]);
        var last = KeyValuePair.Create(key, new Stored("", default, int.Parse(place[2], CultureInfo.InvariantCulture), entry));
        return matching.Where(d => Compare(query, d, last) > 0);
    }

    private static string[] Remember(KeyValuePair<Key, Stored> document) =>
    [
        document.Key.Partition.Aggregate,
        document.Key.Id,
        document.Value.Written.ToString(CultureInfo.InvariantCulture),
        JsonSerializer.Serialize(document.Value.Entry, Json.Options),
    ];

    private static int Compare(SearchQuery query, KeyValuePair<Key, Stored> left, KeyValuePair<Key, Stored> right)
    {
        var order = query.Order switch
        {
            SearchOrder.Newest => right.Value.Written.CompareTo(left.Value.Written),
            SearchOrder.Number => NaiveSearch.CompareNumbers(left.Value.Entry!, right.Value.Entry!, query.OrderNumber!),
            SearchOrder.Relevance when NaiveSearch.Words(query.Text).Count > 0 => NaiveSearch.CompareRelevance(left.Value.Entry!, right.Value.Entry!, query),
            _ => NaiveSearch.CompareTitles(left.Value.Entry!, right.Value.Entry!, query.Language),
        };
        var byId = order != 0 ? order : string.CompareOrdinal(left.Key.Id, right.Key.Id);
        return byId != 0 ? byId : string.CompareOrdinal(left.Key.Partition.Aggregate, right.Key.Partition.Aggregate);
    }

    private sealed record Key(Partition Partition, string Kind, string Id);

    private sealed record Stored(string Json, Revision Revision, int Written, SearchEntry? Entry)
    {
        public Document<T> As<T>(Key key) =>
            new(key.Partition.Aggregate, key.Id, JsonSerializer.Deserialize<T>(Json, Core.Kernel.Json.Options)!, Revision);
    }

    private static class Cursors
    {
        public static string Write(string binding, params string[] place) =>
            Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize((string[])[binding, .. place])));

        public static string[] Read(string binding, string cursor)
        {
            var bytes = new byte[cursor.Length];
            return cursor.Length > 0 && Convert.TryFromBase64String(cursor, bytes, out var length) && length > 0 && bytes[0] == '['
                && JsonSerializer.Deserialize<string[]>(bytes.AsSpan(0, length)) is { } parts && parts[0] == binding
                ? parts[1..]
                : throw new InvalidCursorException();
        }
    }
}
