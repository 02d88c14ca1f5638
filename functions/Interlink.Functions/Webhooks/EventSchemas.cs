using System.Text.Json.Nodes;
using Interlink.Core.Events;
using Interlink.Functions.Edge;
using Interlink.Functions.OpenApi;

namespace Interlink.Functions.Webhooks;

/// <summary>JSON Schemas of event data, read off the records that carry it.</summary>
internal static class EventSchemas
{
    private static readonly XmlDocs s_docs = new();

    /// <summary>The schema of the data of a type (2020-12), whole in itself. Fields that are added later are to be passed over.</summary>
    public static JsonObject Of(EventDescription description)
    {
        var writer = new SchemaWriter(s_docs);
        var root = writer.Of(Shape.Of(description.Data), input: false);
        var parts = writer.Components();
        var name = ((string)root["$ref"]!).Split('/')[^1];
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:interlink:event:{description.Type}:{description.Version}",
            ["title"] = description.Type,
            ["description"] = description.Sentence,
        };
        foreach (var (member, value) in parts[name]!.AsObject())
        {
            if (member != "description")
            {
                schema[member] = value!.DeepClone();
            }
        }

        parts.Remove(name);
        if (parts.Count > 0)
        {
            schema["$defs"] = parts;
        }

        return JsonNode.Parse(schema.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))!.AsObject();
    }
}
