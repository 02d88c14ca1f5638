using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Interlink.Storage.Tests.Azure.Gateway;

/// <summary>Answers what is asked of documents: points, batches, queries page by page, the change feed.</summary>
internal sealed class GatewayDocuments(GatewayItems items)
{
    public int PageSize { get; set; } = 100;

    public async Task<HttpResponseMessage> Answer(GatewayRequest request) => request switch
    {
        { IsBatch: true } => await Batch(request),
        { IsQuery: true } => Query(request),
        { IsFeed: true } => Feed(request),
        { Method: "GET", Segments: [.., "docs", var id] } => Read(request, id),
        _ => throw new NotSupportedException($"The double does not know {request}."),
    };

    private HttpResponseMessage Read(GatewayRequest request, string id) => items.Find(request.Partition!, id) is { } item
        ? GatewayDouble.Answer(HttpStatusCode.OK, GatewayDouble.Bytes(item.Body), ("etag", item.ETag))
        : GatewayDouble.Answer(HttpStatusCode.NotFound, GatewayDouble.Error("Entity with the specified id does not exist in the system."), ("x-ms-substatus", "0"));

    private async Task<HttpResponseMessage> Batch(GatewayRequest request)
    {
        var operations = await BatchFormat.Read(new MemoryStream(request.Body));
        if (operations.Count > 100)
        {
            return GatewayDouble.Answer(HttpStatusCode.BadRequest, GatewayDouble.Error("Batch request has more operations than what is supported."));
        }

        var answers = items.Apply(request.Partition!, operations);
        var failed = answers.Exists(a => a.Status >= 400);
        return GatewayDouble.Answer(failed ? HttpStatusCode.MultiStatus : HttpStatusCode.OK, await BatchFormat.Write(answers));
    }

    private HttpResponseMessage Query(GatewayRequest request)
    {
        var query = JsonNode.Parse(request.Body)!.AsObject();
        var parameters = new JsonObject(query["parameters"]?.AsArray().Select(p => KeyValuePair.Create(p!["name"]!.GetValue<string>(), p["value"]?.DeepClone())) ?? []);
        var scope = items.All.Where(InScope(request));
        var all = new SqlQuery(query["query"]!.GetValue<string>(), parameters).Run(scope.Select(i => i.Body));
        var start = int.Parse(request.Header("x-ms-continuation") ?? "0", CultureInfo.InvariantCulture);
        var size = Math.Min(PageSize, int.Parse(request.Header("x-ms-max-item-count") ?? "100", CultureInfo.InvariantCulture) is > 0 and var asked ? asked : PageSize);
        var page = all.Skip(start).Take(size).ToList();
        var body = new JsonObject { ["_rid"] = "ZGJzAGNvbGw=", ["Documents"] = new JsonArray([.. page]), ["_count"] = page.Count };
        return start + page.Count < all.Count
            ? GatewayDouble.Answer(HttpStatusCode.OK, GatewayDouble.Bytes(body), ("x-ms-continuation", $"{start + page.Count}"), ("x-ms-item-count", $"{page.Count}"))
            : GatewayDouble.Answer(HttpStatusCode.OK, GatewayDouble.Bytes(body), ("x-ms-item-count", $"{page.Count}"));
    }

    /// <summary>Whole keys are compared as they are; first levels of keys as the range of hashes that the client asks for, within its physical partition.</summary>
    private static Func<GatewayItem, bool> InScope(GatewayRequest request)
    {
        if (request.Partition is { } key)
        {
            return i => i.Partition == key;
        }

        var range = PartitionHashes.Range(request.Header("x-ms-documentdb-partitionkeyrangeid"));
        var (from, to) = (request.Header("x-ms-start-epk") ?? range.From, request.Header("x-ms-end-epk") ?? range.To);
        return i => PartitionHashes.IsWithin(i.Hash, range) && PartitionHashes.IsWithin(i.Hash, (from, to));
    }

    private HttpResponseMessage Feed(GatewayRequest request)
    {
        var after = long.Parse(request.Header("If-None-Match")?.Trim('"') is { Length: > 0 } etag ? etag : "0", CultureInfo.InvariantCulture);
        var size = int.Parse(request.Header("x-ms-max-item-count") ?? "100", CultureInfo.InvariantCulture) is > 0 and var asked ? asked : 100;
        var changed = items.All.Where(InScope(request)).Where(i => i.Lsn > after).GroupBy(i => i.Lsn).ToList();
        var page = new List<GatewayItem>();
        foreach (var commit in changed)
        {
            page.AddRange(commit);
            if (page.Count >= size)
            {
                break;
            }
        }

        var reached = page.Count > 0 ? page[^1].Lsn : items.Lsn;
        var body = new JsonObject { ["_rid"] = "ZGJzAGNvbGw=", ["Documents"] = new JsonArray([.. page.Select(i => i.Body.DeepClone())]), ["_count"] = page.Count };
        return page.Count == 0
            ? GatewayDouble.Answer(HttpStatusCode.NotModified, [], ("etag", $"\"{reached}\""), ("x-ms-item-count", "0"))
            : GatewayDouble.Answer(HttpStatusCode.OK, GatewayDouble.Bytes(body), ("etag", $"\"{reached}\""), ("x-ms-item-count", $"{page.Count}"));
    }
}
