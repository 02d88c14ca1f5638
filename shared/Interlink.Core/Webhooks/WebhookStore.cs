using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary>Reads and writes endpoints and their messages.</summary>
public sealed class WebhookStore(IDocuments documents)
{
    /// <summary>The kind of endpoints that were removed and whose log is still there.</summary>
    internal const string DeletedKind = "webhook-endpoint-deleted";

    /// <summary>The kind of the marks of messages whose particulars were expunged; they outlast the messages, so that no replay makes one anew.</summary>
    internal const string ExpungedKind = "webhook-expunged";

    private const int Tries = 50;

    /// <summary>Where the endpoints of a tenant are.</summary>
    internal static Partition EndpointsOf(TenantId tenant) => Partition.Of(tenant, "webhooks");

    /// <summary>Where the messages of an endpoint are.</summary>
    internal static Partition MessagesOf(TenantId tenant, string endpoint) => Partition.Of(tenant, $"webhook:{endpoint}");

    /// <summary>An endpoint.</summary>
    public async Task<Outcome<Document<WebhookEndpoint>>> Get(TenantId tenant, string id, CancellationToken cancellation) =>
        Ulids.IsId(id) && await documents.Find<WebhookEndpoint>(EndpointsOf(tenant), WebhookEndpoint.Kind, id, cancellation) is { } found ? found : new EndpointNotFound(id);

    /// <summary>An endpoint, also one that was removed, for as long as there is its log.</summary>
    public async Task<Outcome<Document<WebhookEndpoint>>> GetAlsoRemoved(TenantId tenant, string id, CancellationToken cancellation)
    {
        var found = await Get(tenant, id, cancellation);
        return !found.Succeeded && Ulids.IsId(id) && await documents.Find<WebhookEndpoint>(EndpointsOf(tenant), DeletedKind, id, cancellation) is { } removed ? removed : found;
    }

    /// <summary>Endpoints in the order in which they were made.</summary>
    /// <param name="removed">Those that were removed and still have a log, in the place of those that are there.</param>
    public async Task<Page<WebhookEndpoint>> List(TenantId tenant, bool removed, PageRequest page, CancellationToken cancellation) => (await documents.List<WebhookEndpoint>(
        EndpointsOf(tenant), removed ? DeletedKind : WebhookEndpoint.Kind, new ListOptions(Limit: page.Limit, Cursor: page.Cursor), cancellation)).Map(d => d.Body);

    /// <summary>How endpoints went lately, by their ids; those to which nothing was sent are left out.</summary>
    public async Task<IReadOnlyDictionary<string, EndpointHealth>> Health(TenantId tenant, IEnumerable<string> endpoints, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(endpoints.Select(id => documents.Find<EndpointHealth>(MessagesOf(tenant, id), EndpointHealth.Kind, id, cancellation)));
        return found.OfType<Document<EndpointHealth>>().ToDictionary(d => d.Id, d => d.Body);
    }

    /// <summary>Every endpoint of a tenant.</summary>
    public async Task<IReadOnlyList<WebhookEndpoint>> All(TenantId tenant, CancellationToken cancellation) =>
        [.. (await documents.List<WebhookEndpoint>(EndpointsOf(tenant), WebhookEndpoint.Kind, new ListOptions(Limit: WebhookEndpoint.MaxPerTenant * 2), cancellation)).Items.Select(d => d.Body)];

    /// <summary>The ids of a tenant's endpoints, those that were removed and still have a log included.</summary>
    public async Task<IReadOnlyList<string>> Ids(TenantId tenant, CancellationToken cancellation)
    {
        var removed = await documents.List<WebhookEndpoint>(EndpointsOf(tenant), DeletedKind, new ListOptions(Limit: 1_000), cancellation);
        return [.. (await All(tenant, cancellation)).Select(e => e.Id), .. removed.Items.Select(d => d.Id)];
    }

    /// <summary>A message of an endpoint.</summary>
    public async Task<Outcome<Document<WebhookMessage>>> GetMessage(TenantId tenant, string endpoint, string id, CancellationToken cancellation) =>
        Ulids.IsId(endpoint) && WebhookMessage.IsId(id)
        && await documents.Find<WebhookMessage>(MessagesOf(tenant, endpoint), WebhookMessage.Kind, id, cancellation) is { } found ? found : new MessageNotFound(id);

    /// <summary>Messages, those of the latest events first.</summary>
    public async Task<Page<WebhookMessage>> Search(TenantId tenant, MessageQuery query, CancellationToken cancellation)
    {
        if (query.Id is { } id)
        {
            var named = (await Named(tenant, query.Endpoint, id, cancellation)).Where(query.Admits).ToList();
            return new Page<WebhookMessage>(named, named.Count, null);
        }

        SearchScope scope = query.Endpoint is { } endpoint ? MessagesOf(tenant, endpoint) : tenant;
        return (await documents.Search<WebhookMessage>(scope, WebhookMessage.Kind, query.Search, cancellation)).Page.Map(d => d.Body);
    }

    /// <summary>Every message of an endpoint that a query wants, those of the oldest events first; its page says nothing here.</summary>
    public async IAsyncEnumerable<WebhookMessage> Read(TenantId tenant, string endpoint, MessageQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await documents.List<WebhookMessage>(MessagesOf(tenant, endpoint), WebhookMessage.Kind, new ListOptions(Limit: 500, Cursor: cursor), cancellation);
            foreach (var message in page.Items.Select(d => d.Body).Where(query.Admits))
            {
                yield return message;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>Writes messages of one endpoint that are not there yet.</summary>
    public async Task Enqueue(TenantId tenant, string endpoint, IReadOnlyList<WebhookMessage> messages, CancellationToken cancellation)
    {
        foreach (var round in messages.Chunk(Batch.MaxOperations / 2))
        {
            // Some are there when a round is repeated: the others are written together too.
            if (!await TryEnqueue(tenant, endpoint, round, cancellation)
                && !await TryEnqueue(tenant, endpoint, await Missing(tenant, endpoint, round, cancellation), cancellation))
            {
                foreach (var message in round)
                {
                    await TryEnqueue(tenant, endpoint, [message], cancellation);
                }
            }
        }
    }

    /// <summary>Which of these messages were expunged, also when nothing else is left of them.</summary>
    internal async Task<IReadOnlySet<string>> Expunged(TenantId tenant, string endpoint, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        (await documents.FindMany<MessageMark>(MessagesOf(tenant, endpoint), ExpungedKind, ids, cancellation)).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>Changes a message; again on what is there then, when somebody else was faster.</summary>
    /// <param name="change">What it becomes, with what is to be told; null to leave it.</param>
    /// <returns>The message afterwards.</returns>
    public async Task<Outcome<WebhookMessage>> Change(
        TenantId tenant, string endpoint, string id, Func<WebhookMessage, Outcome<MessageChange?>> change, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var found = await GetMessage(tenant, endpoint, id, cancellation);
            var decided = found.Then(document => change(document.Body));
            if (!decided.Succeeded || decided.Value is null)
            {
                return decided.Map(_ => found.Value.Body);
            }

            var next = decided.Value.Message;
            var batch = new Batch().Replace(WebhookMessage.Kind, id, next, found.Value.Revision, next.Entry());
            Mark(batch, found.Value.Body, next);
            if (decided.Value.Answer is { } answer)
            {
                batch.Put(AttemptAnswer.Kind, answer.Id, answer);
            }

            if (decided.Value.Fact is { } fact)
            {
                batch.Emit(fact);
            }

            if ((await documents.Commit(MessagesOf(tenant, endpoint), batch, cancellation)).Committed)
            {
                return next;
            }
        }

        throw new TransientException($"The message '{id}' kept changing.");
    }

    /// <summary>Writes a message that was sent without waiting, as tests are, with what was answered.</summary>
    internal Task Keep(TenantId tenant, WebhookMessage message, AttemptAnswer answer, DomainEvent fact, CancellationToken cancellation) => documents.Commit(
        MessagesOf(tenant, message.Endpoint),
        new Batch().Put(WebhookMessage.Kind, message.Id, message, message.Entry()).Put(AttemptAnswer.Kind, answer.Id, answer).Emit(fact),
        cancellation);

    // The same event is the same message at every endpoint.
    private async Task<IReadOnlyList<WebhookMessage>> Named(TenantId tenant, string? endpoint, string id, CancellationToken cancellation)
    {
        var found = new List<WebhookMessage>();
        foreach (var at in endpoint is not null ? [endpoint] : await Ids(tenant, cancellation))
        {
            var message = await GetMessage(tenant, at, id, cancellation);
            found.AddRange(message.Succeeded ? [message.Value.Body] : []);
        }

        return found;
    }

    private async Task<bool> TryEnqueue(TenantId tenant, string endpoint, WebhookMessage[] messages, CancellationToken cancellation)
    {
        var batch = new Batch();
        foreach (var message in messages)
        {
            Mark(batch.Create(WebhookMessage.Kind, message.Id, message, message.Entry()), null, message);
        }

        return batch.Operations.Count == 0 || (await documents.Commit(MessagesOf(tenant, endpoint), batch, cancellation)).Committed;
    }

    private async Task<WebhookMessage[]> Missing(TenantId tenant, string endpoint, WebhookMessage[] messages, CancellationToken cancellation)
    {
        var known = await documents.FindMany<WebhookMessage>(MessagesOf(tenant, endpoint), WebhookMessage.Kind, [.. messages.Select(m => m.Id)], cancellation);
        return [.. messages.ExceptBy(known.Select(d => d.Id), m => m.Id, StringComparer.Ordinal)];
    }

    // What is held is found by its mark, without a search. The mark of a message that is let go stays until its sending has begun.
    private static void Mark(Batch batch, WebhookMessage? was, WebhookMessage next)
    {
        if (next.State is MessageState.Held)
        {
            batch.Put(HeldMessages.Kind, next.Id, new MessageMark(next.At));
        }
        else if (was?.State is MessageState.Held && next.State is not MessageState.Pending)
        {
            batch.Remove(HeldMessages.Kind, next.Id);
        }

        if (was is { Data: not null } && next.Data is null)
        {
            // Answers repeat what they got.
            batch.Put(ExpungedKind, next.Id, new MessageMark(next.At));
            foreach (var attempt in was.Attempts)
            {
                batch.Remove(AttemptAnswer.Kind, AttemptAnswer.IdOf(next.Id, attempt));
            }
        }
    }
}

/// <summary>Stands beside a message, or in its place.</summary>
/// <param name="At">When the event of the message happened, UTC.</param>
internal sealed record MessageMark(DateTimeOffset At);

/// <summary>What a message becomes.</summary>
/// <param name="Fact">What is told with it; null for nothing.</param>
/// <param name="Answer">What was answered to the attempt that changes it; null when none does.</param>
public sealed record MessageChange(WebhookMessage Message, DomainEvent? Fact = null, AttemptAnswer? Answer = null);
