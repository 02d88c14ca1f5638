using System.Text.Json.Nodes;
using Interlink.Functions.Tests.Authorisation;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>An operation of the API as its document describes it, with rows of the matrix that call it rightly.</summary>
/// <param name="Body">The schema of the JSON body; null for none.</param>
/// <param name="Query">The query's parameters by name.</param>
internal sealed record ApiOperationUnderTest(
    string Id, string Method, string Path, JsonObject? Body, IReadOnlyDictionary<string, JsonObject> Query, IReadOnlyList<Row> Rows)
{
    /// <summary>Whether anybody may call it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it only reads, by its method.</summary>
    public bool Reads => Method == "GET";
}

/// <summary>The operations in the document that a host serves.</summary>
internal sealed class ApiOperations(JsonObject document)
{
    /// <summary>Every operation.</summary>
    public IReadOnlyList<ApiOperationUnderTest> All() =>
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           let told = operation.Value!.AsObject()
           let id = (string)told["operationId"]!
           select new ApiOperationUnderTest(
               id,
               operation.Key.ToUpperInvariant(),
               path.Key,
               told["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema ? Resolve(schema.AsObject()) : null,
               (told["parameters"] as JsonArray ?? []).Select(p => Resolve(p!.AsObject())).Where(p => (string?)p["in"] == "query")
                   .ToDictionary(p => (string)p["name"]!, p => Resolve(p["schema"]!.AsObject())),
               [.. World.Slices.SelectMany(s => s.Rows).Where(r => r.Function == id)])
           {
               IsOpen = (told["security"] as JsonArray)?.Count is null or 0,
           },
    ];

    /// <summary>What a reference stands for.</summary>
    public JsonObject Resolve(JsonObject schema)
    {
        while ((string?)schema["$ref"] is { } reference)
        {
            schema = reference.Split('/').Skip(1).Aggregate((JsonNode)document, (node, step) => node[step]!).AsObject();
        }

        return schema;
    }
}
