using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>
/// The events that commits have stored, read from the container's change feed: those of one partition in the order of its commits, each
/// at least once. Whoever dispatches them remembers how far it came. Events can be read for <see cref="Retention"/>.
/// </summary>
public sealed class CosmosOutbox
{
    private readonly CosmosStore _store;

    internal CosmosOutbox(CosmosStore store) => _store = store;

    /// <summary>How long an event can be read.</summary>
    public static TimeSpan Retention => EventItem.Lifetime;

    /// <summary>Reads events of all tenants.</summary>
    /// <param name="after">From the answer before; null from the start.</param>
    /// <param name="limit">About so many changes are looked at; those of one commit come together.</param>
    /// <exception cref="InvalidCursorException">It is not from an answer of this outbox.</exception>
    public Task<OutboxPage> Read(string? after, int limit, CancellationToken cancellation) => CosmosStore.Guarded(
        async () =>
        {
            using var feed = Feed(after, limit);
            var events = new List<OutboxEvent>();
            while (true)
            {
                var page = await feed.ReadNextAsync(cancellation);
                if (page.StatusCode == HttpStatusCode.NotModified)
                {
                    return new OutboxPage(events, page.ContinuationToken);
                }

                var found = page.Where(i => i.Kind == EventItem.EventKind).ToList();
                foreach (var item in found)
                {
                    _store.Charge(TenantId.Parse(item.Tenant), page.RequestCharge / found.Count);
                    events.Add(new OutboxEvent(
                        TenantId.Parse(item.Tenant), item.Aggregate, item.Key!, item.Type!, item.At!.Value, item.Actor!, item.Subject!, item.Data!.Value));
                }

                if (events.Count >= limit)
                {
                    return new OutboxPage(events, page.ContinuationToken);
                }
            }
        },
        cancellation);

    private FeedIterator<ChangedItem> Feed(string? after, int limit)
    {
        try
        {
            return _store.Container.GetChangeFeedIterator<ChangedItem>(
                after is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(after),
                ChangeFeedMode.LatestVersion,
                new ChangeFeedRequestOptions { PageSizeHint = limit });
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or JsonException)
        {
            throw new InvalidCursorException("This is not how far the outbox was read.", malformed);
        }
    }

    /// <summary>Any item; only those of events have the rest.</summary>
    private sealed record ChangedItem(
        string Tenant, string Aggregate, string Kind, string? Key, string? Type, DateTimeOffset? At, string? Actor, string? Subject, JsonElement? Data);
}

/// <summary>Some events, and from where to go on.</summary>
/// <param name="Next">What the next <see cref="CosmosOutbox.Read"/> goes on from; also when there was nothing.</param>
public sealed record OutboxPage(IReadOnlyList<OutboxEvent> Events, string Next);

/// <summary>A stored event.</summary>
/// <param name="Aggregate">Where the change was made that it tells of.</param>
/// <param name="Data">The particulars, as JSON.</param>
public sealed record OutboxEvent(
    TenantId Tenant, string Aggregate, string Id, string Type, DateTimeOffset At, string Actor, string Subject, JsonElement Data);
