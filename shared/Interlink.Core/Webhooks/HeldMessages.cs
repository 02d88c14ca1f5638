using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary>Messages that were kept while an endpoint took nothing. Each has a mark, so that finding them costs no search of the log.</summary>
public sealed class HeldMessages(WebhookStore store, IDocuments documents, TimeProvider clock)
{
    /// <summary>The kind of the marks; their ids are those of the messages.</summary>
    internal const string Kind = "webhook-held";

    /// <summary>Whether messages are kept for an endpoint, or were let go without it being sure that their sending has begun.</summary>
    public async Task<bool> Any(TenantId tenant, string endpoint, CancellationToken cancellation) =>
        (await documents.List<MessageMark>(WebhookStore.MessagesOf(tenant, endpoint), Kind, new ListOptions(Limit: 1), cancellation)).Items.Count > 0;

    /// <summary>Lets some go. A round that breaks off can be repeated: what it has let go is found again, until <see cref="Settle"/>.</summary>
    /// <param name="cursor">From the round before; null for the first. What is held anew meanwhile waits for the next time, so that the rounds come to an end.</param>
    public async Task<HeldRound> LetGo(TenantId tenant, string endpoint, string? cursor, CancellationToken cancellation)
    {
        if (await store.Get(tenant, endpoint, cancellation) is not { Succeeded: true, Value.Body.State: EndpointState.Active })
        {
            return new HeldRound([], [], null);
        }

        var marks = await documents.List<MessageMark>(WebhookStore.MessagesOf(tenant, endpoint), Kind, new ListOptions(Limit: Batch.MaxOperations, Cursor: cursor), cancellation);
        var found = await Task.WhenAll(marks.Items.Select(mark => store.Change(tenant, endpoint, mark.Id, was =>
            was.State is MessageState.Held ? new MessageChange(was.Again(clock.GetUtcNow())) : (MessageChange?)null, cancellation)));
        return new HeldRound([.. found.Where(m => m is { Succeeded: true, Value.State: MessageState.Pending }).Select(m => m.Value)], [.. marks.Items.Select(m => (m.Id, m.Revision))], marks.Next);
    }

    /// <summary>Takes down that the sending of a round's messages has begun. What was held anew in between keeps its mark.</summary>
    public async Task Settle(TenantId tenant, string endpoint, HeldRound round, CancellationToken cancellation)
    {
        var place = WebhookStore.MessagesOf(tenant, endpoint);
        var all = round.Marks.Aggregate(new Batch(), (batch, mark) => batch.Remove(Kind, mark.Id, mark.Revision));
        if (round.Marks.Count == 0 || (await documents.Commit(place, all, cancellation)).Committed)
        {
            return;
        }

        foreach (var (id, revision) in round.Marks)
        {
            await documents.Commit(place, new Batch().Remove(Kind, id, revision), cancellation);
        }
    }
}

/// <summary>Messages that were let go.</summary>
/// <param name="Messages">To begin to send; asking again does no harm.</param>
/// <param name="Marks">The marks that were read.</param>
/// <param name="Next">For the next round; null when this was the last.</param>
public sealed record HeldRound(IReadOnlyList<WebhookMessage> Messages, IReadOnlyList<(string Id, Revision Revision)> Marks, string? Next);
