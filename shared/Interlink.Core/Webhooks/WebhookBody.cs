using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Webhooks;

/// <summary>The bytes of a message. The same message is the same bytes at every attempt.</summary>
public static class WebhookBody
{
    /// <summary>The media type of each framing.</summary>
    public static string ContentType(WebhookFraming framing) =>
        framing is WebhookFraming.Cloudevents ? "application/cloudevents+json; charset=utf-8" : "application/json; charset=utf-8";

    /// <summary>Writes a message.</summary>
    /// <param name="source">Who tells it, as CloudEvents calls it: the tenant's part of the platform.</param>
    /// <exception cref="InvalidOperationException">Its particulars were expunged.</exception>
    public static byte[] Write(WebhookMessage message, WebhookFraming framing, string source)
    {
        var data = message.Data ?? throw new InvalidOperationException($"There is nothing left to send of '{message.Id}'.");
        return framing is WebhookFraming.Cloudevents
            ? JsonSerializer.SerializeToUtf8Bytes(
                new CloudEvent("1.0", message.EventId ?? message.Id, source, message.Type, message.Subject, message.At.UtcDateTime, "application/json", data), Json.Options)
            : JsonSerializer.SerializeToUtf8Bytes(new StandardMessage(message.Type, message.At.UtcDateTime, data), Json.Options);
    }

    /// <summary>The source of a tenant's events.</summary>
    public static string SourceOf(TenantId tenant) => $"urn:interlink:{tenant}";

    private sealed record StandardMessage(string Type, DateTime Timestamp, JsonElement Data);

    private sealed record CloudEvent(
        string Specversion, string Id, string Source, string Type, string? Subject, DateTime Time, string Datacontenttype, JsonElement Data);
}
