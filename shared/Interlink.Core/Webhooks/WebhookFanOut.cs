using System.Text.Json;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Webhooks;

/// <summary>How far the outbox is handed on to endpoints.</summary>
/// <param name="After">The place up to which every message is written and its sending begun.</param>
public sealed record FanOutCheckpoint(string? After);

/// <summary>Events of a tenant that could not be handed on when it was their turn, and are tried again.</summary>
/// <param name="Tenant">Whose events.</param>
/// <param name="Events">In the order in which they were read.</param>
public sealed record FanOutArrears(TenantId Tenant, IReadOnlyList<OutboxEvent> Events);

/// <summary>Hands events on to the endpoints that want them: from the one outbox, at a place of its own, beside the event log.</summary>
/// <remarks>A round that breaks off is repeated as a whole. Messages have the ids of their events and sendings the ids of their messages: what is there already stays as it is. What fails for
/// one tenant is put aside, in the commit that takes down the place, so that it holds nobody else back and is not lost: <see cref="Retry"/>.</remarks>
public sealed class WebhookFanOut(IOutbox outbox, IDocuments documents, WebhookStore store, TimeProvider clock) : IDisposable
{
    private const string Kind = "dispatch";
    private const string Id = "webhooks";
    private const string ArrearsKind = "dispatch-arrears";
    private const int Round = 500;
    private const int EndpointsAtOnce = 8;
    private const int EventsAside = 100;

    // Where so many tenants fail at once, it is none of theirs.
    private const int MostAside = 20;

    private readonly SemaphoreSlim _turn = new(1, 1);

    private static Partition Place => Partition.Of(TenantDirectory.Platform, "events");

    /// <summary>Hands on everything that is there, or as much as the time allows.</summary>
    /// <param name="begin">Begins to send some messages, each once however often it is asked; runs before the place is taken down.</param>
    /// <param name="failed">Hears for which tenant handing on failed, and why.</param>
    /// <param name="atMost">After this time no further round is begun.</param>
    /// <returns>How many events were read; 0 also when this process is at it already.</returns>
    public async Task<int> Run(
        Func<TenantId, IReadOnlyList<WebhookMessage>, Task> begin, Action<TenantId, Exception> failed, TimeSpan atMost, CancellationToken cancellation)
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
                read = await HandOn(begin, failed, cancellation);
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

    /// <summary>Tries again what could not be handed on.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    public async Task Retry(Func<TenantId, IReadOnlyList<WebhookMessage>, Task> begin, Action<TenantId, Exception> failed, CancellationToken cancellation)
    {
        for (string? next = ""; next is not null;)
        {
            var page = await documents.List<FanOutArrears>(Place, ArrearsKind, new ListOptions(Cursor: next.Length > 0 ? next : null), cancellation);
            foreach (var aside in page.Items)
            {
                if (await Try(aside.Body.Tenant, aside.Body.Events, begin, failed, cancellation) is null)
                {
                    await documents.Commit(Place, new Batch().Remove(ArrearsKind, aside.Id, aside.Revision), cancellation);
                }
            }

            next = page.Next;
        }
    }

    /// <summary>The process that an event belongs to; null for none.</summary>
    public static string? ProcessOf(JsonElement data) => Text(data, "process");

    public void Dispose() => _turn.Dispose();

    private async Task<int> HandOn(Func<TenantId, IReadOnlyList<WebhookMessage>, Task> begin, Action<TenantId, Exception> failed, CancellationToken cancellation)
    {
        var known = await documents.Find<FanOutCheckpoint>(Place, Kind, Id, cancellation);
        var page = await outbox.Read(known?.Body.After, Round, cancellation);

        // Taking down the place is itself a change that some stores pass by: only for much does it pay.
        if (page.Events.Count == 0 && page.Passed <= Round)
        {
            return 0;
        }

        var aside = new List<FanOutArrears>();
        foreach (var tenant in page.Events.GroupBy(e => e.Tenant))
        {
            if (await Try(tenant.Key, [.. tenant], begin, failed, cancellation) is { } fault)
            {
                aside.AddRange(tenant.Chunk(EventsAside).Select(events => new FanOutArrears(tenant.Key, events)));
                if (aside.Select(a => a.Tenant).Distinct().Count() > MostAside)
                {
                    throw new TransientException("Nothing can be handed on to webhook endpoints.", fault);
                }
            }
        }

        var next = new FanOutCheckpoint(page.Next);
        var batch = known is null ? new Batch().Create(Kind, Id, next) : new Batch().Replace(Kind, Id, next, known.Revision);
        foreach (var events in aside)
        {
            batch.Put(ArrearsKind, Ulids.Derive(ArrearsKind, events.Tenant.Value, events.Events[0].Id), events);
        }

        return (await documents.Commit(Place, batch, cancellation)).Committed ? page.Events.Count : 0;
    }

    private async Task<Exception?> Try(
        TenantId tenant, IReadOnlyList<OutboxEvent> events, Func<TenantId, IReadOnlyList<WebhookMessage>, Task> begin, Action<TenantId, Exception> failed,
        CancellationToken cancellation)
    {
        try
        {
            await HandOn(tenant, events, begin, cancellation);
            return null;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            failed(tenant, fault);
            return fault;
        }
    }

    private async Task HandOn(
        TenantId tenant, IReadOnlyList<OutboxEvent> events, Func<TenantId, IReadOnlyList<WebhookMessage>, Task> begin, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rounds = (await store.All(tenant, cancellation))
            .Select(endpoint => (Endpoint: endpoint, Messages: events.Where(e => Accepts(endpoint, e)).Select(e => WebhookMessage.Of(tenant, endpoint, e, now)).ToList()))
            .Where(round => round.Messages.Count > 0).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = EndpointsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(rounds, parallel, async (round, either) => await store.Enqueue(tenant, round.Endpoint.Id, round.Messages, either));
        await begin(tenant, [.. rounds.SelectMany(round => round.Messages).Where(message => message.State is MessageState.Pending)]);
    }

    /// <summary>The endpoint that an operational event tells of; null for any other event.</summary>
    public static string? EndpointOf(string type, JsonElement data) => EventCatalogue.IsOperational(type) ? Text(data, "endpoint") : null;

    private static bool Accepts(WebhookEndpoint endpoint, OutboxEvent told) =>
        !told.AuditOnly && endpoint.Accepts(told.Type, told.At, ProcessOf(told.Data), EndpointOf(told.Type, told.Data));

    private static string? Text(JsonElement data, string name) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
