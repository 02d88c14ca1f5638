using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;

namespace Interlink.Functions.OpenApi;

/// <summary>The API in the words of OpenAPI 3.1, read from the functions' signatures: what is not in a signature is not in the contract.</summary>
public sealed class ApiDocument
{
    internal static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly XmlDocs _docs = new();
    private readonly SchemaWriter _schemas;
    private readonly ApiParts _parts;
    private readonly ApiRefusals _refusals;
    private readonly IReadOnlyList<ApiOperation> _operations;
    private readonly HashSet<string> _revisioned;

    private ApiDocument(Assembly assembly)
    {
        _schemas = new SchemaWriter(_docs);
        _parts = new ApiParts(_schemas);
        _refusals = new ApiRefusals(_schemas, _docs);
        _operations = ApiOperation.In(assembly);
        _revisioned = [.. _operations.Where(o => o.Revisioned).Select(o => o.Path)];
        Root = Write();
        Text = Root.ToJsonString(Written) + "\n";
    }

    /// <summary>The document of the product's functions.</summary>
    public static ApiDocument Current { get; } = new(typeof(ApiDocument).Assembly);

    /// <summary>The document as text; the same for the same functions.</summary>
    public string Text { get; }

    internal JsonObject Root { get; }

    private JsonObject Write()
    {
        var paths = new JsonObject();
        foreach (var path in _operations.GroupBy(o => o.Path))
        {
            paths[path.Key] = new JsonObject(path.Select(o => KeyValuePair.Create<string, JsonNode?>(o.Verb, Operation(o))));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Interlink",
                ["version"] = "0",
                ["summary"] = "Co-production of public services.",
                ["description"] = ApiParts.Introduction,
                ["license"] = new JsonObject { ["name"] = "EUPL-1.2", ["identifier"] = "EUPL-1.2" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. _operations.Select(o => o.Slice).Distinct().Order(StringComparer.Ordinal).Select(s => new JsonObject { ["name"] = s })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = _schemas.Components(),
                ["responses"] = _refusals.Responses(),
                ["examples"] = _refusals.Examples(),
                ["parameters"] = ApiParts.Parameters(),
                ["headers"] = ApiParts.Headers(),
                ["securitySchemes"] = ApiSecurity.Schemes(),
            },
        };
    }

    private JsonObject Operation(ApiOperation operation)
    {
        var written = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["tags"] = new JsonArray(operation.Slice),
            ["summary"] = _docs.Of(operation.Method) ?? operation.Name,
            ["security"] = ApiSecurity.Of(operation),
        };
        var answer = Answer(operation);
        var parameters = _parts.ParametersOf(operation, SpeaksLanguages(answer));
        if (parameters.Count > 0)
        {
            written["parameters"] = parameters;
        }

        if (_parts.BodyOf(operation) is { } body)
        {
            written["requestBody"] = body;
        }

        var responses = new JsonObject { [operation.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = answer };
        foreach (var refusal in _refusals.Of(operation))
        {
            responses.Add(refusal);
        }

        written["responses"] = responses;
        return written;
    }

    private JsonObject Answer(ApiOperation operation)
    {
        var answer = new JsonObject { ["description"] = ApiParts.WordsOf(operation.Status) };
        var headers = new JsonObject();
        if (operation.Status is StatusCodes.Status201Created or StatusCodes.Status202Accepted)
        {
            headers["Location"] = ApiParts.Header("Location");
        }

        if (operation.MediaType is not null && (operation.Revisioned || (operation.Verb == "get" && _revisioned.Contains(operation.Path))))
        {
            headers["ETag"] = ApiParts.Header("ETag");
        }

        if (headers.Count > 0)
        {
            answer["headers"] = headers;
        }

        if (operation.MediaType is { } type)
        {
            answer["content"] = new JsonObject
            {
                [type] = operation.Result == typeof(FileDownload)
                    ? ApiParts.Media([], null)
                    : ApiParts.Media(_schemas.Of(Shape.Of(operation.Result), input: false), ExampleWriter.Of(operation.Result, input: false)),
            };
        }

        return answer;
    }

    /// <summary>Whether some text in the answer depends on the language that the reader asked for.</summary>
    private bool SpeaksLanguages(JsonObject answer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<JsonNode?>([answer]);
        while (open.TryDequeue(out var node))
        {
            foreach (var name in ReferencesIn(node).Where(seen.Add))
            {
                open.Enqueue(_schemas.Component(name));
            }
        }

        return seen.Contains(nameof(Core.Kernel.Localized));
    }

    private static IEnumerable<string> ReferencesIn(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member => member is { Key: "$ref", Value: JsonValue target }
            ? [target.GetValue<string>().Split('/')[^1]]
            : ReferencesIn(member.Value)),
        JsonArray list => list.SelectMany(ReferencesIn),
        _ => [],
    };
}
