using System.Net;
using System.Text.Json.Nodes;

namespace Interlink.Storage.Tests.Azure;

/// <summary>A key vault in this process, as far as the product uses it: versions, and removal that can be undone and blocks the name until then.</summary>
internal sealed class VaultDouble : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<JsonObject>> _secrets = [];
    private readonly Dictionary<string, List<JsonObject>> _removed = [];

    /// <summary>Where the vault is said to be.</summary>
    public static Uri Endpoint { get; } = new("https://double.vault.azure.net/");

    /// <summary>Refuses everything with this status and code.</summary>
    public (HttpStatusCode Status, string Code)? Refuses { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        if (request.Headers.Authorization is null)
        {
            var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized);
            challenge.Headers.TryAddWithoutValidation(
                "WWW-Authenticate", "Bearer authorization=\"https://login.microsoftonline.com/00000000-0000-0000-0000-00000000d1d1\", resource=\"https://vault.azure.net\"");
            return challenge;
        }

        lock (_gate)
        {
            return Refuses is { } refusal ? Refusal(refusal.Status, refusal.Code) : Answer(request, body);
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string body) =>
        (request.Method.Method, request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("PUT", ["secrets", var name]) when _removed.ContainsKey(name) => Refusal(HttpStatusCode.Conflict, "ObjectIsDeletedButRecoverable"),
            ("PUT", ["secrets", var name]) => Set(name, JsonNode.Parse(body)!["value"]!.GetValue<string>()),
            ("GET", ["secrets"]) => Ok(new JsonObject { ["value"] = new JsonArray([.. _secrets.OrderBy(s => s.Key, StringComparer.Ordinal).Select(Listed)]) }),
            ("GET", ["secrets", var name, "versions"]) => Ok(new JsonObject { ["value"] = new JsonArray([.. _secrets.GetValueOrDefault(name, []).Select(Described)]) }),
            ("GET", ["secrets", var name]) when _secrets.TryGetValue(name, out var versions) => Ok(versions[^1].DeepClone()),
            ("GET", ["secrets", var name, var version]) when Version(name, version) is { } found => Ok(found.DeepClone()),
            ("DELETE", ["secrets", var name]) when _secrets.Remove(name, out var versions) => Moved(name, versions, _removed),
            ("GET", ["deletedsecrets", var name]) when _removed.TryGetValue(name, out var versions) => Ok(versions[^1].DeepClone()),
            ("POST", ["deletedsecrets", var name, "recover"]) when _removed.Remove(name, out var versions) => Moved(name, versions, _secrets),
            _ => Refusal(HttpStatusCode.NotFound, "SecretNotFound"),
        };

    private HttpResponseMessage Set(string name, string value)
    {
        if (!_secrets.TryGetValue(name, out var versions))
        {
            _secrets.Add(name, versions = []);
        }

        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        versions.Add(new JsonObject
        {
            ["value"] = value,
            ["id"] = $"{Endpoint}secrets/{name}/{Guid.NewGuid():n}",
            ["attributes"] = new JsonObject { ["enabled"] = true, ["created"] = now, ["updated"] = now, ["recoveryLevel"] = "Recoverable" },
        });
        return Ok(versions[^1].DeepClone());
    }

    private JsonObject? Version(string name, string version) =>
        _secrets.GetValueOrDefault(name, []).Find(v => v["id"]!.GetValue<string>().EndsWith($"/{version}", StringComparison.Ordinal));

    private static HttpResponseMessage Moved(string name, List<JsonObject> versions, Dictionary<string, List<JsonObject>> to)
    {
        to.Add(name, versions);
        return Ok(versions[^1].DeepClone());
    }

    private static JsonNode Listed(KeyValuePair<string, List<JsonObject>> secret) =>
        new JsonObject { ["id"] = $"{Endpoint}secrets/{secret.Key}", ["attributes"] = secret.Value[^1]["attributes"]!.DeepClone() };

    private static JsonNode Described(JsonObject version) => new JsonObject { ["id"] = version["id"]!.DeepClone(), ["attributes"] = version["attributes"]!.DeepClone() };

    private static HttpResponseMessage Ok(JsonNode body) => new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), null, "application/json") };

    private static HttpResponseMessage Refusal(HttpStatusCode status, string code) => new(status)
    {
        Content = new StringContent(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = code } }.ToJsonString(), null, "application/json"),
    };
}
