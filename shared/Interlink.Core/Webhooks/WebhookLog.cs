using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary>What is kept of what was sent: reads it, and removes it when its time is over.</summary>
public sealed class WebhookLog(WebhookStore store, IDocuments documents, TimeProvider clock)
{
    /// <summary>What was answered to the attempts of a message, the oldest first.</summary>
    public async Task<IReadOnlyList<AttemptAnswer>> Answers(TenantId tenant, WebhookMessage message, CancellationToken cancellation) =>
    [
        .. (await documents.List<AttemptAnswer>(
            WebhookStore.MessagesOf(tenant, message.Endpoint), AttemptAnswer.Kind, new ListOptions($"{message.Id}-", Limit: 1_000), cancellation)).Items.Select(d => d.Body),
    ];

    /// <summary>Removes what was answered to the attempts of a message. Safe to repeat.</summary>
    public Task Forget(TenantId tenant, string endpoint, string message, CancellationToken cancellation) =>
        Remove(tenant, endpoint, AttemptAnswer.Kind, $"{message}-", _ => true, cancellation);

    /// <summary>Removes messages of events before a time with what was answered to them, and what is counted of that time. What is still being sent, or held, stays until it is over,
    /// for as long as there is its endpoint. Of an endpoint that was removed, the last trace goes with the last message.</summary>
    /// <param name="limit">About how many messages at the most.</param>
    /// <returns>How many messages were removed.</returns>
    public async Task<int> Sweep(TenantId tenant, string endpoint, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var (place, isThere) = (WebhookStore.MessagesOf(tenant, endpoint), (await store.Get(tenant, endpoint, cancellation)).Succeeded);
        var (removed, left, cursor) = (0, 0, (string?)null);
        do
        {
            var oldest = await documents.List<WebhookMessage>(place, WebhookMessage.Kind, new ListOptions(Limit: Batch.MaxOperations / 2, Cursor: cursor), cancellation);
            var gone = oldest.Items.Where(d => d.Body.At < before && (!isThere || d.Body.State is not (MessageState.Pending or MessageState.Held))).ToList();
            await Remove(tenant, endpoint, gone, cancellation);
            (removed, left) = (removed + gone.Count, left + oldest.Items.Count - gone.Count);
            cursor = oldest.Items is [.., var latest] && latest.Body.At < before ? oldest.Next : null;
        }
        while (cursor is not null && removed < limit);

        var last = StatisticsHour.IdOf(before);
        await Remove(tenant, endpoint, StatisticsHour.Kind, "", id => string.CompareOrdinal(id, last) < 0, cancellation);

        // That something was expunged is known for as long as a replay could reach back, and a day.
        await RemoveMarks(place, clock.GetUtcNow().AddDays(-WebhookRetention.Kept.MaximumDays - 1), cancellation);
        if (!isThere && left == 0 && cursor is null)
        {
            await Remove(tenant, endpoint, StatisticsHour.Kind, "", _ => true, cancellation);
            await RemoveMarks(place, DateTimeOffset.MaxValue, cancellation);
            await documents.Commit(place, new Batch().Remove(EndpointHealth.Kind, endpoint), cancellation);
            await documents.Commit(WebhookStore.EndpointsOf(tenant), new Batch().Remove(WebhookStore.DeletedKind, endpoint), cancellation);
        }

        return removed;
    }

    private async Task Remove(TenantId tenant, string endpoint, List<Document<WebhookMessage>> messages, CancellationToken cancellation)
    {
        foreach (var message in messages)
        {
            await Forget(tenant, endpoint, message.Id, cancellation);
        }

        if (messages.Count > 0)
        {
            var batch = messages.Aggregate(new Batch(), (removing, d) => removing.Remove(WebhookMessage.Kind, d.Id).Remove(HeldMessages.Kind, d.Id));
            await documents.Commit(WebhookStore.MessagesOf(tenant, endpoint), batch, cancellation);
        }
    }

    private async Task RemoveMarks(Partition place, DateTimeOffset before, CancellationToken cancellation)
    {
        while (true)
        {
            var found = await documents.List<MessageMark>(place, WebhookStore.ExpungedKind, new ListOptions(Limit: Batch.MaxOperations), cancellation);
            var gone = found.Items.Where(d => d.Body.At < before).ToList();
            if (gone.Count == 0)
            {
                return;
            }

            await documents.Commit(place, gone.Aggregate(new Batch(), (batch, d) => batch.Remove(WebhookStore.ExpungedKind, d.Id)), cancellation);
        }
    }

    private async Task Remove(TenantId tenant, string endpoint, string kind, string prefix, Func<string, bool> which, CancellationToken cancellation)
    {
        var place = WebhookStore.MessagesOf(tenant, endpoint);
        while (true)
        {
            var found = await documents.List<System.Text.Json.JsonElement>(place, kind, new ListOptions(prefix, Limit: Batch.MaxOperations), cancellation);
            var gone = found.Items.Where(d => which(d.Id)).ToList();
            if (gone.Count == 0)
            {
                return;
            }

            await documents.Commit(place, gone.Aggregate(new Batch(), (batch, d) => batch.Remove(kind, d.Id)), cancellation);
        }
    }
}
