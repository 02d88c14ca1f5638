using System.Runtime.CompilerServices;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary>Reads and writes endpoints, their messages and what was answered to attempts.</summary>
public sealed class WebhookStore(IDocuments documents, ILedger ledger)
{
    /// <summary>The kind of endpoints that were removed and whose log is still there.</summary>
    internal const string DeletedKind = "webhook-endpoint-deleted";

    private const int Tries = 50;

    /// <summary>Where the endpoints of a tenant are.</summary>
    internal static Partition EndpointsOf(TenantId tenant) => Partition.Of(tenant, "webhooks");

    /// <summary>Where the messages of an endpoint are.</summary>
    internal static Partition MessagesOf(TenantId tenant, string endpoint) => Partition.Of(tenant, $"webhook:{endpoint}");

    /// <summary>The answers to the attempts of an endpoint.</summary>
    internal static Book AnswersOf(TenantId tenant, string endpoint) => new(tenant, $"webhook-{endpoint}");

    /// <summary>An endpoint.</summary>
    public async Task<Outcome<Document<WebhookEndpoint>>> Get(TenantId tenant, string id, CancellationToken cancellation) =>
        Ulids.IsId(id) && await documents.Find<WebhookEndpoint>(EndpointsOf(tenant), WebhookEndpoint.Kind, id, cancellation) is { } found ? found : new EndpointNotFound(id);

    /// <summary>Endpoints in the order in which they were made.</summary>
    public async Task<Page<WebhookEndpoint>> List(TenantId tenant, PageRequest page, CancellationToken cancellation) =>
        (await documents.List<WebhookEndpoint>(EndpointsOf(tenant), WebhookEndpoint.Kind, new ListOptions(Limit: page.Limit, Cursor: page.Cursor), cancellation)).Map(d => d.Body);

    /// <summary>Every endpoint of a tenant.</summary>
    public async Task<IReadOnlyList<WebhookEndpoint>> All(TenantId tenant, CancellationToken cancellation) =>
        [.. (await documents.List<WebhookEndpoint>(EndpointsOf(tenant), WebhookEndpoint.Kind, new ListOptions(Limit: WebhookEndpoint.MaxPerTenant * 2), cancellation)).Items.Select(d => d.Body)];

    /// <summary>A message of an endpoint.</summary>
    public async Task<Outcome<Document<WebhookMessage>>> GetMessage(TenantId tenant, string endpoint, string id, CancellationToken cancellation) =>
        Ulids.IsId(endpoint) && WebhookMessage.IsId(id)
        && await documents.Find<WebhookMessage>(MessagesOf(tenant, endpoint), WebhookMessage.Kind, id, cancellation) is { } found ? found : new MessageNotFound(id);

    /// <summary>Messages, those of the latest events first.</summary>
    public async Task<Page<WebhookMessage>> Search(TenantId tenant, MessageQuery query, CancellationToken cancellation)
    {
        var conditions = new Dictionary<string, IReadOnlyList<string>>();
        if (query.States.Count > 0)
        {
            conditions[MessageFacets.State] = [.. query.States.Select(MessageFacets.Value)];
        }

        if (query.Types.Count > 0)
        {
            conditions[MessageFacets.Type] = query.Types;
        }

        var search = new SearchQuery
        {
            AnyOf = conditions,
            AtLeast = query.Since is { } since ? new Dictionary<string, double> { [MessageFacets.At] = since.ToUnixTimeMilliseconds() } : new Dictionary<string, double>(),
            Order = SearchOrder.Number,
            OrderNumber = MessageFacets.At,
            Page = query.Page,
        };
        SearchScope scope = query.Endpoint is { } endpoint ? MessagesOf(tenant, endpoint) : tenant;
        return (await documents.Search<WebhookMessage>(scope, WebhookMessage.Kind, search, cancellation)).Page.Map(d => d.Body);
    }

    /// <summary>Writes messages of one endpoint that are not there yet.</summary>
    public async Task Enqueue(TenantId tenant, string endpoint, IReadOnlyList<WebhookMessage> messages, CancellationToken cancellation)
    {
        foreach (var round in messages.Chunk(Batch.MaxOperations))
        {
            if (!await TryEnqueue(tenant, endpoint, round, cancellation))
            {
                foreach (var message in round)
                {
                    await TryEnqueue(tenant, endpoint, [message], cancellation);
                }
            }
        }
    }

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

    /// <summary>Writes a message that was sent without waiting, as tests are.</summary>
    internal Task Keep(TenantId tenant, WebhookMessage message, DomainEvent fact, CancellationToken cancellation) =>
        documents.Commit(MessagesOf(tenant, message.Endpoint), new Batch().Put(WebhookMessage.Kind, message.Id, message, message.Entry()).Emit(fact), cancellation);

    /// <summary>Keeps what was answered to an attempt, once.</summary>
    public Task Keep(TenantId tenant, string endpoint, AttemptAnswer answer, CancellationToken cancellation) => ledger.Append(
        AnswersOf(tenant, endpoint),
        [new LedgerEntry($"{answer.Message}:{answer.Attempt.Run}:{answer.Attempt.Number}", answer.Attempt.At, "attempt", JsonSerializer.SerializeToElement(answer, Json.Options))],
        cancellation);

    /// <summary>What was answered to an attempt; null when it is not there.</summary>
    public async Task<AttemptAnswer?> Answer(TenantId tenant, WebhookMessage message, MessageAttempt attempt, CancellationToken cancellation)
    {
        await foreach (var entry in ledger.Read(AnswersOf(tenant, message.Endpoint), attempt.At, attempt.At.AddMilliseconds(1), cancellation))
        {
            if (entry.Key == $"{message.Id}:{attempt.Run}:{attempt.Number}")
            {
                return entry.Data.Deserialize<AttemptAnswer>(Json.Options);
            }
        }

        return null;
    }

    /// <summary>What was answered to the attempts of an endpoint in a time, in order of time.</summary>
    public async IAsyncEnumerable<AttemptAnswer> Answers(
        TenantId tenant, string endpoint, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entry in ledger.Read(AnswersOf(tenant, endpoint), from, to, cancellation))
        {
            yield return entry.Data.Deserialize<AttemptAnswer>(Json.Options)!;
        }
    }

    /// <summary>Removes messages of events before a time, some at once.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> Sweep(TenantId tenant, string endpoint, DateTimeOffset before, CancellationToken cancellation)
    {
        var oldest = await documents.List<WebhookMessage>(MessagesOf(tenant, endpoint), WebhookMessage.Kind, new ListOptions(Limit: Batch.MaxOperations), cancellation);
        var gone = oldest.Items.Where(d => d.Body.At < before && d.Body.State is not MessageState.Pending).ToList();
        if (gone.Count > 0)
        {
            await documents.Commit(MessagesOf(tenant, endpoint), gone.Aggregate(new Batch(), (batch, d) => batch.Remove(WebhookMessage.Kind, d.Id)), cancellation);
        }

        return gone.Count;
    }

    /// <summary>The ids of a tenant's endpoints, those that were removed and still have a log included.</summary>
    public async Task<IReadOnlyList<string>> Logs(TenantId tenant, CancellationToken cancellation)
    {
        var removed = await documents.List<WebhookEndpoint>(EndpointsOf(tenant), DeletedKind, new ListOptions(Limit: 1_000), cancellation);
        return [.. (await All(tenant, cancellation)).Select(e => e.Id), .. removed.Items.Select(d => d.Id)];
    }

    private async Task<bool> TryEnqueue(TenantId tenant, string endpoint, WebhookMessage[] messages, CancellationToken cancellation)
    {
        var batch = messages.Aggregate(new Batch(), (all, message) => all.Create(WebhookMessage.Kind, message.Id, message, message.Entry()));
        return (await documents.Commit(MessagesOf(tenant, endpoint), batch, cancellation)).Committed;
    }
}

/// <summary>What a message becomes.</summary>
/// <param name="Fact">What is told with it; null for nothing.</param>
public sealed record MessageChange(WebhookMessage Message, DomainEvent? Fact = null);

/// <summary>Which messages to list.</summary>
public sealed record MessageQuery
{
    /// <summary>Of which endpoint; null for all of the tenant's.</summary>
    public string? Endpoint { get; init; }

    /// <summary>In any of these states; empty for all.</summary>
    public IReadOnlyList<MessageState> States { get; init; } = [];

    /// <summary>Of any of these types; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Of events from this time on; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Which part.</summary>
    public PageRequest Page { get; init; } = new(PageRequest.DefaultLimit, null);
}
