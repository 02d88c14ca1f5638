using System.Net;
using System.Text.Json.Nodes;

namespace Interlink.Storage.Tests.Azure.Gateway;

/// <summary>The items of one container, as the service keeps them: by partition key and id, with ETag, time and a number that grows with each commit.</summary>
internal sealed class GatewayItems
{
    private const int MaxItemBytes = 2 * 1024 * 1024;

    private readonly Lock _gate = new();
    private Dictionary<(string Partition, string Id), GatewayItem> _items = [];
    private long _lsn;

    /// <summary>The time that items are given; tests may set it.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UtcNow;

    /// <summary>Every item that lives, in the order of the commits.</summary>
    public IReadOnlyList<GatewayItem> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _items.Values.Where(Lives).OrderBy(i => i.Lsn).ThenBy(i => i.Position)];
            }
        }
    }

    /// <summary>The number of the last commit.</summary>
    public long Lsn
    {
        get
        {
            lock (_gate)
            {
                return _lsn;
            }
        }
    }

    public GatewayItem? Find(string partition, string id)
    {
        lock (_gate)
        {
            return _items.TryGetValue((partition, id), out var item) && Lives(item) ? item : null;
        }
    }

    /// <summary>Applies operations in order, all or none.</summary>
    /// <returns>An answer for each; when one fails, 424 for all others.</returns>
    public List<BatchAnswer> Apply(string partition, IReadOnlyList<BatchItem> operations)
    {
        lock (_gate)
        {
            var after = new Dictionary<(string, string), GatewayItem>(_items);
            var answers = new List<BatchAnswer>();
            foreach (var operation in operations)
            {
                var answer = Apply(after, partition, operation, answers.Count);
                if (answer.Status >= 400)
                {
                    return [.. operations.Select((_, i) => i == answers.Count ? answer : new BatchAnswer((int)HttpStatusCode.FailedDependency, null, 0))];
                }

                answers.Add(answer);
            }

            _items = after;
            _lsn++;
            return answers;
        }
    }

    private BatchAnswer Apply(Dictionary<(string Partition, string Id), GatewayItem> items, string partition, BatchItem operation, int position)
    {
        var body = operation.Body is { } bytes ? JsonNode.Parse(bytes)!.AsObject() : null;
        var id = operation.Id ?? body?["id"]?.GetValue<string>() ?? "";
        var current = items.TryGetValue((partition, id), out var there) && Lives(there) ? there : null;
        var refusal = Refusal(operation, body, partition, id, current);
        if (refusal is { } status)
        {
            return new BatchAnswer((int)status, null, 1);
        }

        if (operation.Type == BatchItemType.Delete)
        {
            items.Remove((partition, id));
            return new BatchAnswer((int)HttpStatusCode.NoContent, null, 5);
        }

        var etag = $"\"{_lsn + 1:x8}-0000-0d00-0000-{position:x4}{Now().ToUnixTimeSeconds():x8}\"";
        body!["_etag"] = etag;
        body["_ts"] = Now().ToUnixTimeSeconds();
        body["_rid"] = $"rid-{_lsn + 1}-{position}";
        body["_lsn"] = _lsn + 1;
        items[(partition, id)] = new GatewayItem(partition, id, body, etag, _lsn + 1, position, Now());
        return new BatchAnswer((int)(current is null ? HttpStatusCode.Created : HttpStatusCode.OK), etag, 5 + (operation.Body!.Length / 1024.0));
    }

    private static HttpStatusCode? Refusal(BatchItem operation, JsonObject? body, string partition, string id, GatewayItem? current)
    {
        if (id.Length is 0 or > 1_023 || id.AsSpan().IndexOfAny(@"/\#?") >= 0 || (body is not null && GatewayItem.PartitionOf(body) != partition))
        {
            return HttpStatusCode.BadRequest;
        }

        if (operation.Body?.Length > MaxItemBytes)
        {
            return HttpStatusCode.RequestEntityTooLarge;
        }

        return (operation.Type, current) switch
        {
            (BatchItemType.Create, not null) => HttpStatusCode.Conflict,
            (BatchItemType.Replace or BatchItemType.Delete, null) => HttpStatusCode.NotFound,
            (_, { } there) when operation.IfMatch is { } expected && expected != "*" && expected != there.ETag => HttpStatusCode.PreconditionFailed,
            _ => null,
        };
    }

    private bool Lives(GatewayItem item) => item.Body["ttl"] is not JsonValue ttl || item.Written.AddSeconds(ttl.GetValue<long>()) > Now();
}

/// <summary>An item.</summary>
/// <param name="Partition">Its partition key as JSON: <c>["tenant","aggregate"]</c>.</param>
/// <param name="Lsn">Of the commit that wrote it.</param>
/// <param name="Position">Its place within that commit.</param>
internal sealed record GatewayItem(string Partition, string Id, JsonObject Body, string ETag, long Lsn, int Position, DateTimeOffset Written)
{
    /// <summary>The hash of its partition key.</summary>
    public string Hash { get; } = PartitionHashes.Of(Partition);

    /// <summary>The partition key of an item, by the paths of the container.</summary>
    public static string PartitionOf(JsonObject body) => new JsonArray(body["tenant"]?.DeepClone(), body["aggregate"]?.DeepClone()).ToJsonString();
}
