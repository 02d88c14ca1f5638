using System.Text.Json;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Webhooks;

/// <summary>How far the outbox is handed on to endpoints.</summary>
/// <param name="After">The place up to which every message is written and its sending begun.</param>
public sealed record FanOutCheckpoint(string? After);

/// <summary>Hands events on to the endpoints that want them: from the one outbox, at a place of its own, beside the event log.</summary>
/// <remarks>A round that breaks off is repeated as a whole. Messages have the ids of their events and sendings the ids of their messages: what is there already stays as it is.</remarks>
public sealed class WebhookFanOut(IOutbox outbox, IDocuments documents, WebhookStore store, TimeProvider clock) : IDisposable
{
    private const string Kind = "dispatch";
    private const string Id = "webhooks";
    private const int Round = 500;

    private readonly SemaphoreSlim _turn = new(1, 1);

    private static Partition Place => Partition.Of(TenantDirectory.Platform, "events");

    /// <summary>Hands on everything that is there, or as much as the time allows.</summary>
    /// <param name="begin">Begins to send some messages, each once however often it is asked; runs before the place is taken down.</param>
    /// <param name="atMost">After this time no further round is begun.</param>
    /// <returns>How many events were read; 0 also when this process is at it already.</returns>
    public async Task<int> Run(Func<TenantId, IReadOnlyList<WebhookMessage>, Task> begin, TimeSpan atMost, CancellationToken cancellation)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellation))
        {
            return 0;
        }

        try
        {
            var began = clock.GetTimestamp();
            var (total, read) = (0, 0);
            do
            {
                read = await HandOn(begin, cancellation);
                total += read;
            }
            while (read > 0 && clock.GetElapsedTime(began) < atMost);

            return total;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The process that an event belongs to; null for none.</summary>
    public static string? ProcessOf(JsonElement data) => Text(data, "process");

    public void Dispose() => _turn.Dispose();

    private async Task<int> HandOn(Func<TenantId, IReadOnlyList<WebhookMessage>, Task> begin, CancellationToken cancellation)
    {
        var known = await documents.Find<FanOutCheckpoint>(Place, Kind, Id, cancellation);
        var page = await outbox.Read(known?.Body.After, Round, cancellation);
        if (page.Events.Count == 0)
        {
            return 0;
        }

        foreach (var tenant in page.Events.GroupBy(e => e.Tenant))
        {
            await HandOn(tenant.Key, [.. tenant], begin, cancellation);
        }

        var next = new FanOutCheckpoint(page.Next);
        var batch = known is null ? new Batch().Create(Kind, Id, next) : new Batch().Replace(Kind, Id, next, known.Revision);
        return (await documents.Commit(Place, batch, cancellation)).Committed ? page.Events.Count : 0;
    }

    private async Task HandOn(
        TenantId tenant, IReadOnlyList<OutboxEvent> events, Func<TenantId, IReadOnlyList<WebhookMessage>, Task> begin, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rounds = (await store.All(tenant, cancellation))
            .Select(endpoint => (Endpoint: endpoint, Messages: events.Where(e => Accepts(endpoint, e)).Select(e => WebhookMessage.Of(tenant, endpoint, e, now)).ToList()))
            .Where(round => round.Messages.Count > 0).ToList();
        await Task.WhenAll(rounds.Select(round => store.Enqueue(tenant, round.Endpoint.Id, round.Messages, cancellation)));
        await begin(tenant, [.. rounds.SelectMany(round => round.Messages).Where(message => message.State is MessageState.Pending)]);
    }

    /// <summary>The endpoint that an operational event tells of; null for any other event.</summary>
    public static string? EndpointOf(string type, JsonElement data) => EventCatalogue.IsOperational(type) ? Text(data, "endpoint") : null;

    private static bool Accepts(WebhookEndpoint endpoint, OutboxEvent told) =>
        !told.AuditOnly && endpoint.Accepts(told.Type, told.At, ProcessOf(told.Data), EndpointOf(told.Type, told.Data));

    private static string? Text(JsonElement data, string name) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
