using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Webhooks;

/// <summary>Examples of event data: every field with the value that it states (<see cref="ExampleAttribute"/>, texts and words only), else with one of its kind; the same at every time.</summary>
internal static class EventExamples
{
    private static readonly string s_time = "2026-03-02T09:30:00Z";

    /// <summary>An example of the data of a type.</summary>
    public static JsonElement Of(EventDescription description) => JsonSerializer.SerializeToElement(Of(Shape.Of(description.Data), description.Type), Json.Options);

    /// <summary>An example of a whole message.</summary>
    public static JsonObject Message(EventDescription description) => new()
    {
        ["type"] = description.Type,
        ["timestamp"] = s_time,
        ["data"] = Of(Shape.Of(description.Data), description.Type),
    };

    private static JsonNode? Of(Shape shape, string name) => shape.Kind switch
    {
        ShapeKind.Text => Text(name),
        ShapeKind.Custom => shape.Type == typeof(TenantId) ? "example" : Text(name),
        ShapeKind.Whole => 1,
        ShapeKind.Number => 1.5,
        ShapeKind.Flag => true,
        ShapeKind.Choice => shape.Choices[0],
        ShapeKind.Instant => s_time,
        ShapeKind.Date => s_time[..10],
        ShapeKind.Localized => new JsonObject { ["en"] = "Example" },
        ShapeKind.List => new JsonArray(Of(shape.Element!, name)),
        ShapeKind.Map => new JsonObject { ["example"] = Of(shape.Element!, name) },
        ShapeKind.Record => new JsonObject(shape.Fields.Select(field => KeyValuePair.Create(field.Name, field.Example is { } stated ? JsonValue.Create(stated) : Of(field.Shape, field.Name)))),
        _ => new JsonObject(),
    };

    private static JsonNode Text(string name) => name switch
    {
        "language" => "en",
        "event" => "process.created",
        "events" => "process.*",
        "fields" => "description",
        "message" => "msg_" + Ulids.DeriveAt(DateTimeOffset.UnixEpoch.AddYears(56), "example", name),
        _ => Ulids.DeriveAt(DateTimeOffset.UnixEpoch.AddYears(56), "example", name),
    };
}
