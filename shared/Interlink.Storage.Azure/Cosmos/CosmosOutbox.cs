using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>The outbox read from the container's change feed; a place is a continuation of the feed. Events leave by their time to live.</summary>
internal sealed class CosmosOutbox(CosmosStore store) : IOutbox
{
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
                    store.Charge(TenantId.Parse(item.Tenant), page.RequestCharge / found.Count);
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

    public Task Forget(string upTo, CancellationToken cancellation) => Task.CompletedTask;

    private FeedIterator<ChangedItem> Feed(string? after, int limit)
    {
        try
        {
            return store.Container.GetChangeFeedIterator<ChangedItem>(
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
