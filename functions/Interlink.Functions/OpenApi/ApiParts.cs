using System.Text.Json.Nodes;
using Interlink.Functions.Edge;
using Interlink.Functions.Events;

namespace Interlink.Functions.OpenApi;

/// <summary>The parts of the document that operations share, and what of an operation points at them.</summary>
internal sealed class ApiParts(SchemaWriter schemas)
{
    /// <summary>What holds for every operation.</summary>
    public const string Introduction =
        "JSON in camelCase, enums in snake_case, times in UTC (ISO 8601), members without a value left out. "
        + "Input is checked whole: unknown fields and parameters are refused with the code `unknown_field`, and a refusal names every field at fault. "
        + "Refusals are `application/problem+json`; their `type` is stable. The examples of a refusal name every type that the operation can be answered with. "
        + "Lists are paged: `limit` and `cursor` go in, `items`, the exact `total` and `next` come out. "
        + "What can change carries a revision: it comes as `ETag`, and goes back as `If-Match`. "
        + "Every POST honours `Idempotency-Key`: repeated within 24 hours with the same body, it is answered with the first answer and does nothing twice. "
        + "How fast one caller may ask is told in `RateLimit-Policy` and `RateLimit`. "
        + "Applications send their key as `Authorization: Bearer ilk_…`; what an operation asks of people and of applications stands with it.";

    private static readonly string[] Unsafe = ["post", "put", "patch", "delete"];

    private static readonly Dictionary<int, string> Words = new()
    {
        [200] = "Done.",
        [201] = "Made.",
        [202] = "Accepted; the work goes on.",
        [204] = "Done; there is nothing to tell.",
        [400] = "Some of the input is missing or wrong; every field at fault is named.",
        [401] = "Nobody is signed in, or the key or token is refused.",
        [403] = "The caller may not do this.",
        [404] = "There is no such thing, or it is not for the caller to know.",
        [409] = "The state of things does not allow it.",
        [412] = "The thing changed since the caller read it.",
        [413] = "More bytes than allowed.",
        [415] = "The body is not of the form that is read here.",
        [422] = "The idempotency key was used for a different request.",
        [428] = "The revision that was read must be stated in `If-Match`.",
        [429] = "Too many requests in a short time; `Retry-After` tells how long to wait.",
        [503] = "It cannot be done at the moment; `Retry-After` tells how long to wait.",
    };

    /// <summary>A status in words.</summary>
    public static string WordsOf(int status) => Words.GetValueOrDefault(status, "Answered.");

    /// <summary>The parameters of the operation.</summary>
    /// <param name="speaksLanguages">Whether its answer depends on the reader's language.</param>
    public JsonArray ParametersOf(ApiOperation operation, bool speaksLanguages)
    {
        var parameters = new JsonArray();
        foreach (var place in operation.Route)
        {
            parameters.Add((JsonNode)new JsonObject { ["name"] = place.Name, ["in"] = "path", ["required"] = true, ["schema"] = SchemaOf(place), ["example"] = ExampleWriter.OfPlace(place, operation.Path) });
        }

        var fields = operation.Query is { } query ? Shape.Of(query).Fields.Where(f => f.Written).ToList() : [];
        foreach (var field in fields)
        {
            parameters.Add((JsonNode)Parameter(field));
        }

        if (speaksLanguages && fields.All(f => f.Name != InputReader.LanguageParameter))
        {
            parameters.Add((JsonNode)Shared("language"));
        }

        foreach (var (name, stated) in new (string, bool)[]
        {
            (ByPartnerLinkAttribute.Header, operation.ByPartnerLink),
            ("If-Match", operation.Revisioned),
            ("Idempotency-Key", operation.Verb == "post" && operation.Scope is not null),
            ("X-Requested-With", Unsafe.Contains(operation.Verb)),
            (EventFunctions.LastEventId, operation.MediaType == "text/event-stream"),
        })
        {
            if (stated)
            {
                parameters.Add((JsonNode)Shared(name));
            }
        }

        return parameters;
    }

    /// <summary>The body of the operation; null for none.</summary>
    public JsonObject? BodyOf(ApiOperation operation) =>
        operation.Body is { } body ? Content("application/json", schemas.Of(Shape.Of(body), input: true), ExampleWriter.Of(body, input: true))
        : operation.TakesBytes ? Content(FileDownload.AnyType, [], null)
        : null;

    /// <summary>The shared parameters.</summary>
    public static JsonObject Parameters() => new()
    {
        ["If-Match"] = HeaderParameter("If-Match", true, "The revision that was read, in quotes, as it stood in `ETag`.", "^\"[A-Za-z0-9.-]{1,200}\"$"),
        [ByPartnerLinkAttribute.Header] = HeaderParameter(ByPartnerLinkAttribute.Header, true, "The ticket of a link for partners.", "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$"),
        ["Idempotency-Key"] = HeaderParameter(
            "Idempotency-Key", false, "Makes the request happen once, however often it is sent. Chosen by the client, new for each request that is meant anew.", "^[ -~]{1,255}$"),
        [EventFunctions.LastEventId] = HeaderParameter(EventFunctions.LastEventId, false, "Where a reader was cut off: the `id` of the last event that came. Goes before `after`.", null),
        ["X-Requested-With"] = HeaderParameter("X-Requested-With", false, "`interlink`; shows that the request was meant, and not made by another site's form.", null),
        ["language"] = new JsonObject
        {
            ["name"] = InputReader.LanguageParameter,
            ["in"] = "query",
            ["description"] = "The language to answer in; without it what `Accept-Language` prefers. What is not translated comes in another, and is marked.",
            ["schema"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z]{2}$" },
        },
    };

    /// <summary>The shared headers of answers.</summary>
    public static JsonObject Headers() => new()
    {
        ["ETag"] = TextHeader("The revision, in quotes."),
        ["Location"] = TextHeader("Where the thing is, or where to ask how the work goes."),
        ["Retry-After"] = new JsonObject { ["description"] = "Seconds to wait.", ["schema"] = new JsonObject { ["type"] = "integer" } },
    };

    /// <summary>Points at a shared header.</summary>
    public static JsonObject Header(string name) => new() { ["$ref"] = $"#/components/headers/{name}" };

    private JsonObject Parameter(FieldShape field)
    {
        var schema = schemas.Field(field with { Shape = field.Shape with { Nullable = false } }, input: true);
        var parameter = new JsonObject { ["name"] = field.Name, ["in"] = "query" };
        if (schema["description"] is { } description)
        {
            schema.Remove("description");
            parameter["description"] = description;
        }

        if (field.Required)
        {
            parameter["required"] = true;
        }

        parameter["schema"] = schema;
        return parameter;
    }

    private static JsonObject SchemaOf(RoutePlace place) => place.Rule switch
    {
        "int" or "long" => new JsonObject { ["type"] = "integer" },
        "guid" => new JsonObject { ["type"] = "string", ["format"] = "uuid" },
        _ => new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Shared(string name) => new() { ["$ref"] = $"#/components/parameters/{name}" };

    /// <summary>Content of one type, with an example where there is one.</summary>
    public static JsonObject Media(JsonObject schema, JsonNode? example)
    {
        var media = new JsonObject { ["schema"] = schema };
        if (example is not null)
        {
            media["example"] = example;
        }

        return media;
    }

    private static JsonObject Content(string type, JsonObject schema, JsonNode? example) =>
        new() { ["required"] = true, ["content"] = new JsonObject { [type] = Media(schema, example) } };

    private static JsonObject HeaderParameter(string name, bool required, string description, string? pattern)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (pattern is not null)
        {
            schema["pattern"] = pattern;
        }

        return new JsonObject { ["name"] = name, ["in"] = "header", ["required"] = required, ["description"] = description, ["schema"] = schema };
    }

    private static JsonObject TextHeader(string description) =>
        new() { ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };
}
