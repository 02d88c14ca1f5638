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
            using var feed = store.Container.GetChangeFeedIterator<ChangedItem>(
                after is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(after),
                ChangeFeedMode.LatestVersion,
                new ChangeFeedRequestOptions { PageSizeHint = limit });
            var (events, read) = (new List<OutboxEvent>(), 0);
            while (true)
            {
                var page = await Next(feed, cancellation);
                events.AddRange(Events(page));
                read += page.StatusCode == HttpStatusCode.NotModified ? 0 : page.Count;
                if (page.StatusCode == HttpStatusCode.NotModified || events.Count >= limit)
                {
                    return new OutboxPage(events, page.ContinuationToken, read - events.Count);
                }
            }
        },
        cancellation);

    public Task Forget(string upTo, CancellationToken cancellation) => Task.CompletedTask;

    private static async Task<FeedResponse<ChangedItem>> Next(FeedIterator<ChangedItem> feed, CancellationToken cancellation)
    {
        try
        {
            return await feed.ReadNextAsync(cancellation);
        }
        catch (CosmosException malformed) when (malformed.StatusCode == HttpStatusCode.BadRequest)
        {
            throw new InvalidCursorException("This is not how far the outbox was read.", malformed);
        }
    }

    private IEnumerable<OutboxEvent> Events(FeedResponse<ChangedItem> page)
    {
        var found = page.StatusCode == HttpStatusCode.NotModified ? [] : page.Where(i => i.Kind == EventItem.EventKind).ToList();
        foreach (var item in found)
        {
            var tenant = TenantId.Parse(item.Tenant);
            store.Charge(tenant, page.RequestCharge / found.Count);
            yield return new OutboxEvent(tenant, item.Aggregate, item.Key!, item.Type!, item.At!.Value, item.Actor!, item.Subject!, item.Data!.Value)
            {
                Changes = item.Changes ?? [],
                Correlation = item.Correlation,
                AuditOnly = item.AuditOnly ?? false,
            };
        }
    }

    /// <summary>Any item; only those of events have the rest.</summary>
    private sealed record ChangedItem(
        string Tenant, string Aggregate, string Kind, string? Key, string? Type, DateTimeOffset? At, string? Actor, string? Subject, JsonElement? Data,
        IReadOnlyList<FieldChange>? Changes, string? Correlation, bool? AuditOnly);
}
