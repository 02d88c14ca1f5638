using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;

namespace Interlink.Functions.Webhooks;

/// <summary>What is sent to webhook endpoints in the words of AsyncAPI 3.0, read off the event catalogue.</summary>
public static class AsyncApiDocument
{
    private static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lazy<string> s_text = new(() => Write().ToJsonString(s_written) + "\n");

    /// <summary>The document as text; the same for the same catalogue.</summary>
    public static string Text => s_text.Value;

    private static JsonObject Write() => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Interlink webhooks",
            ["version"] = "1",
            ["description"] = "Every message that is posted to webhook endpoints, signed as Standard Webhooks 1.0.0 says: the question whether an endpoint wants messages, and events. With "
                + "CloudEvents framing the question is an OPTIONS request, and events are CloudEvents 1.0 in structured mode with the same type and data.",
        },
        ["defaultContentType"] = "application/json",
        ["channels"] = new JsonObject
        {
            ["endpoint"] = new JsonObject
            {
                ["address"] = null,
                ["description"] = "The address that an administrator has given for an endpoint.",
                ["messages"] = Each(name => Reference($"#/components/messages/{name}"), d => Reference($"#/components/messages/{d.Type}")),
            },
        },
        ["operations"] = new JsonObject
        {
            ["deliver"] = new JsonObject
            {
                ["action"] = "send",
                ["channel"] = Reference("#/channels/endpoint"),
                ["summary"] = "Posts a message to an endpoint that wants it; 2xx takes it.",
                ["bindings"] = Posted(),
            },
            ["verify"] = new JsonObject
            {
                ["action"] = "send",
                ["channel"] = Reference("#/channels/endpoint"),
                ["summary"] = "Asks an endpoint whether it wants messages, before anything else is sent: 2xx with the challenge in the body says yes.",
                ["messages"] = new JsonArray(Reference($"#/channels/endpoint/messages/{WebhookSender.VerificationType}")),
                ["bindings"] = Posted(),
            },
        },
        ["components"] = new JsonObject
        {
            ["messageTraits"] = new JsonObject { ["signed"] = Signed() },
            ["messages"] = Each(_ => Verification(), Message),
        },
    };

    private static JsonObject Posted() => new() { ["http"] = new JsonObject { ["method"] = "POST", ["bindingVersion"] = "0.3.0" } };

    private static JsonObject Verification()
    {
        var data = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("endpoint", "challenge"),
            ["properties"] = new JsonObject
            {
                ["endpoint"] = new JsonObject { ["type"] = "string", ["description"] = "The endpoint." },
                ["challenge"] = new JsonObject { ["type"] = "string", ["description"] = "To be repeated in the body of the answer." },
            },
        };
        var example = new JsonObject { ["endpoint"] = Ulids.DeriveAt(DateTimeOffset.UnixEpoch.AddYears(56), "example", "endpoint"), ["challenge"] = "5f1c0de2a9b34c7d8e6f70112233aabb" };
        return Message(
            WebhookSender.VerificationType, "Asks whether this endpoint wants messages; no event, and never sent with CloudEvents framing.", data,
            new JsonObject { ["type"] = WebhookSender.VerificationType, ["timestamp"] = "2026-03-02T09:30:00Z", ["data"] = example });
    }

    private static JsonObject Message(EventDescription description) =>
        Message(description.Type, description.Sentence, Embedded(description), EventExamples.Message(description));

    private static JsonObject Message(string type, string summary, JsonObject data, JsonObject example) => new()
    {
        ["name"] = type,
        ["summary"] = summary,
        ["traits"] = new JsonArray(Reference("#/components/messageTraits/signed")),
        ["payload"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("type", "timestamp", "data"),
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["const"] = type },
                ["timestamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "When it happened." },
                ["data"] = data,
            },
        },
        ["examples"] = new JsonArray(new JsonObject { ["payload"] = example }),
    };

    // Definitions are found from the root of a document, so a schema inside another keeps its own root.
    private static JsonObject Embedded(EventDescription description)
    {
        var schema = EventSchemas.Of(description);
        schema.Remove("$schema");
        return schema;
    }

    private static JsonObject Signed() => new()
    {
        ["headers"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray(Signature.IdHeader, Signature.TimestampHeader, Signature.SignatureHeader),
            ["properties"] = new JsonObject
            {
                [Signature.IdHeader] = Header("Names the message, the same at every attempt: drop what you have seen.", "^msg_[0-9a-hjkmnp-tv-z]{26}$"),
                [Signature.TimestampHeader] = Header("When the attempt was made, in Unix seconds: refuse what is five minutes off.", "^[0-9]+$"),
                [Signature.SignatureHeader] = Header("One signature for each active secret, with blanks between: v1 is HMAC-SHA256, v1a is Ed25519.", "^v1a?,[A-Za-z0-9+/=]+( v1a?,[A-Za-z0-9+/=]+)*$"),
            },
        },
    };

    private static JsonObject Header(string meaning, string pattern) => new() { ["type"] = "string", ["description"] = meaning, ["pattern"] = pattern };

    private static JsonObject Reference(string path) => new() { ["$ref"] = path };

    // The question comes first, then every event.
    private static JsonObject Each(Func<string, JsonNode> question, Func<EventDescription, JsonNode> write) =>
        new(EventCatalogue.All.Select(description => KeyValuePair.Create<string, JsonNode?>(description.Type, write(description)))
            .Prepend(new(WebhookSender.VerificationType, question(WebhookSender.VerificationType))));
}
