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

    /// <summary>Removes messages of events before a time with what was answered to them, and what is counted of that time; some at once. What is still being sent stays until it is
    /// over. Of an endpoint that was removed, the last trace goes with the last message.</summary>
    /// <returns>How many messages were removed.</returns>
    public async Task<int> Sweep(TenantId tenant, string endpoint, DateTimeOffset before, CancellationToken cancellation)
    {
        var place = WebhookStore.MessagesOf(tenant, endpoint);
        var oldest = await documents.List<WebhookMessage>(place, WebhookMessage.Kind, new ListOptions(Limit: Batch.MaxOperations / 2), cancellation);
        var gone = oldest.Items.Where(d => d.Body.At < before && d.Body.State is not MessageState.Pending).ToList();
        foreach (var message in gone)
        {
            await Forget(tenant, endpoint, message.Id, cancellation);
        }

        if (gone.Count > 0)
        {
            await documents.Commit(place, gone.Aggregate(new Batch(), (batch, d) => batch.Remove(WebhookMessage.Kind, d.Id).Remove(HeldMessages.Kind, d.Id)), cancellation);
        }

        var last = StatisticsHour.IdOf(before);
        await Remove(tenant, endpoint, StatisticsHour.Kind, "", id => string.CompareOrdinal(id, last) < 0, cancellation);

        // That something was expunged is known for as long as a replay could reach back, and a day.
        await RemoveMarks(place, clock.GetUtcNow().AddDays(-WebhookRetention.Kept.MaximumDays - 1), cancellation);
        if (oldest.Items.Count == 0 && !(await store.Get(tenant, endpoint, cancellation)).Succeeded)
        {
            await Remove(tenant, endpoint, StatisticsHour.Kind, "", _ => true, cancellation);
            await RemoveMarks(place, DateTimeOffset.MaxValue, cancellation);
            await documents.Commit(place, new Batch().Remove(EndpointHealth.Kind, endpoint).Remove(HeldMessages.MarkedKind, endpoint), cancellation);
            await documents.Commit(WebhookStore.EndpointsOf(tenant), new Batch().Remove(WebhookStore.DeletedKind, endpoint), cancellation);
        }

        return gone.Count;
    }

    /// <summary>The ids of a tenant's endpoints, those that were removed and still have a log included.</summary>
    public async Task<IReadOnlyList<string>> Endpoints(TenantId tenant, CancellationToken cancellation)
    {
        var removed = await documents.List<WebhookEndpoint>(WebhookStore.EndpointsOf(tenant), WebhookStore.DeletedKind, new ListOptions(Limit: 1_000), cancellation);
        return [.. (await store.All(tenant, cancellation)).Select(e => e.Id), .. removed.Items.Select(d => d.Id)];
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
