using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Storage.Azure;
using Interlink.Storage.Azure.Hosting;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Tests.Azure.Gateway;

/// <summary>
/// Cosmos DB's gateway in this process, as far as the product uses it: one account, one database, one container with a hierarchical partition key.
/// The real client speaks to it; what it answers follows the service where it matters: partitions, ETags, transactional batches, pages with
/// continuation, change feed, charges, statuses.
/// </summary>
internal sealed class GatewayDouble : HttpMessageHandler
{
    /// <summary>The charge of each request.</summary>
    public const double Charge = 2.5;

    private readonly GatewayDocuments _documents;

    static GatewayDouble() => Environment.SetEnvironmentVariable("AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX", "true");

    public GatewayDouble() => _documents = new GatewayDocuments(Items);

    /// <summary>Where the account is said to be.</summary>
    public static Uri Endpoint { get; } = new("https://gateway.test/");

    /// <summary>What the container holds.</summary>
    public GatewayItems Items { get; } = new();

    /// <summary>Requests for documents so far.</summary>
    public int Requests { get; private set; }

    /// <summary>Whether database and container exist.</summary>
    public bool HasContainer { get; set; } = true;

    /// <summary>Asked before each request for documents: what the service answers in place of doing it, or after doing it; null to let it be.</summary>
    public Func<GatewayRequest, GatewayFault?> Fault { get; set; } = _ => null;

    /// <summary>Items that a page of a query holds at most.</summary>
    public int PageSize
    {
        get => _documents.PageSize;
        set => _documents.PageSize = value;
    }

    /// <summary>A client of the product's making, over this double.</summary>
    public CosmosClientOptions ClientOptions() => new() { HttpClientFactory = () => new HttpClient(this, disposeHandler: false) };

    /// <summary>Settings that name this double as the account.</summary>
    public static Dictionary<string, string?> Settings { get; } = new() { [nameof(AzureStorageOptions.CosmosConnectionString)] = $"AccountEndpoint={Endpoint};AccountKey=a2V5" };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var asked = new GatewayRequest(request, body);
        if (!asked.IsForDocuments)
        {
            return Resource(asked);
        }

        Requests++;
        if (!HasContainer)
        {
            return Answer(HttpStatusCode.NotFound, Error("Owner resource does not exist"), ("x-ms-substatus", "1003"));
        }

        var fault = Fault(asked);
        if (fault is { Applied: false })
        {
            return fault.Answer();
        }

        var answer = await _documents.Answer(asked);
        return fault?.Answer() ?? answer;
    }

    /// <summary>An answer with the headers that every answer has.</summary>
    public static HttpResponseMessage Answer(HttpStatusCode status, byte[] body, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        answer.Headers.TryAddWithoutValidation("x-ms-request-charge", Charge.ToString(System.Globalization.CultureInfo.InvariantCulture));
        answer.Headers.TryAddWithoutValidation("x-ms-activity-id", Guid.NewGuid().ToString());
        answer.Headers.TryAddWithoutValidation("x-ms-session-token", "0:-1#1");
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    public static byte[] Error(string message) => JsonSerializer.SerializeToUtf8Bytes(new { code = "Error", message });

    public static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    /// <summary>What is asked of account, database, container and ranges.</summary>
    private HttpResponseMessage Resource(GatewayRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", []) => Answer(HttpStatusCode.OK, Bytes(Account())),
        (_, [.., "pkranges"]) when request.Header("If-None-Match") == "\"ranges\"" => Answer(HttpStatusCode.NotModified, [], ("etag", "\"ranges\"")),
        (_, [.., "pkranges"]) => Answer(HttpStatusCode.OK, Bytes(Ranges()), ("etag", "\"ranges\"")),
        ("POST", _) => Made(request),
        ("GET", _) when !HasContainer => Answer(HttpStatusCode.NotFound, Error("Resource Not Found"), ("x-ms-substatus", "0")),
        ("GET", ["dbs", _]) => Answer(HttpStatusCode.OK, Bytes(new JsonObject { ["id"] = AzureStorageNames.Database, ["_rid"] = "ZGJzAA==" })),
        ("GET", ["dbs", _, "colls", _]) => Answer(HttpStatusCode.OK, Bytes(Container())),
        _ => throw new NotSupportedException($"The double does not know {request.Method} /{string.Join('/', request.Segments)}."),
    };

    private HttpResponseMessage Made(GatewayRequest request)
    {
        var container = request.Segments.Contains("colls");
        HasContainer |= container;
        return Answer(HttpStatusCode.Created, container ? Bytes(Container()) : Bytes(new JsonObject { ["id"] = AzureStorageNames.Database, ["_rid"] = "ZGJzAA==" }));
    }

    private static JsonObject Account() => new()
    {
        ["id"] = "gateway",
        ["_rid"] = "gateway.test",
        ["writableLocations"] = new JsonArray(new JsonObject { ["name"] = "Here", ["databaseAccountEndpoint"] = Endpoint.AbsoluteUri }),
        ["readableLocations"] = new JsonArray(new JsonObject { ["name"] = "Here", ["databaseAccountEndpoint"] = Endpoint.AbsoluteUri }),
        ["enableMultipleWriteLocations"] = false,
        ["userConsistencyPolicy"] = new JsonObject { ["defaultConsistencyLevel"] = "Strong" },
        ["userReplicationPolicy"] = new JsonObject { ["minReplicaSetSize"] = 3, ["maxReplicasetSize"] = 4 },
        ["systemReplicationPolicy"] = new JsonObject { ["minReplicaSetSize"] = 3, ["maxReplicasetSize"] = 4 },
        ["readPolicy"] = new JsonObject { ["primaryReadCoefficient"] = 1, ["secondaryReadCoefficient"] = 1 },
        ["queryEngineConfiguration"] = """
            {"maxSqlQueryInputLength":262144,"maxJoinsPerSqlQuery":5,"maxLogicalAndPerSqlQuery":500,"maxLogicalOrPerSqlQuery":500,"maxUdfRefPerSqlQuery":10,
            "maxInExpressionItemsCount":16000,"queryMaxInMemorySortDocumentCount":500,"maxQueryRequestTimeoutFraction":0.9,"sqlAllowNonFiniteNumbers":false,
            "sqlAllowAggregateFunctions":true,"sqlAllowSubQuery":true,"sqlAllowScalarSubQuery":true,"allowNewKeywords":true,"sqlAllowLike":true,
            "sqlAllowGroupByClause":true,"queryEnableMongoNativeRegex":false,"maxSpatialQueryCells":12,"spatialMaxGeometryPointCount":256}
            """,
    };

    private static JsonObject Container() => new()
    {
        ["id"] = AzureStorageNames.Documents,
        ["_rid"] = "ZGJzAGNvbGw=",
        ["_etag"] = "\"container\"",
        ["partitionKey"] = new JsonObject { ["paths"] = new JsonArray("/tenant", "/aggregate"), ["kind"] = "MultiHash", ["version"] = 2 },
        ["indexingPolicy"] = new JsonObject { ["indexingMode"] = "consistent", ["automatic"] = true },
        ["geospatialConfig"] = new JsonObject { ["type"] = "Geography" },
    };

    private static JsonObject Ranges() => new()
    {
        ["_rid"] = "ZGJzAGNvbGw=",
        ["PartitionKeyRanges"] = PartitionHashes.Described(),
        ["_count"] = PartitionHashes.Ranges.Count,
    };
}

/// <summary>What the service answers for once.</summary>
/// <param name="Applied">Whether it does what it was asked before it fails.</param>
/// <param name="Answer">Makes the answer, or throws what a broken connection throws.</param>
internal sealed record GatewayFault(bool Applied, Func<HttpResponseMessage> Answer);

/// <summary>A request, read.</summary>
internal sealed class GatewayRequest(HttpRequestMessage request, byte[] body)
{
    public string Method { get; } = request.Method.Method;

    public byte[] Body => body;

    /// <summary>The path in its parts.</summary>
    public string[] Segments { get; } = [.. request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    public bool IsForDocuments => Segments.Contains("docs");

    /// <summary>The partition key as JSON; null where none is sent.</summary>
    public string? Partition => Header("x-ms-documentdb-partitionkey") is { } key ? JsonNode.Parse(key)!.ToJsonString() : null;

    public bool IsBatch => Header("x-ms-cosmos-is-batch-request") is "True";

    public bool IsQuery => Header("x-ms-documentdb-isquery") is "True" || ContentType == "application/query+json";

    public bool IsFeed => Header("A-IM") is not null;

    public string? ContentType { get; } = request.Content?.Headers.ContentType?.MediaType;

    public string? Header(string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    /// <summary>Every header, for those who look why something is not as they expect.</summary>
    public override string ToString() => $"{Method} /{string.Join('/', Segments)}\n{request.Headers}{request.Content?.Headers}{Encoding.UTF8.GetString(body)}";
}
