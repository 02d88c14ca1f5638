using System.Text.Json;
using Interlink.Core.Audit;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Interlink.Core.Webhooks;
using Interlink.Storage.Local;
using Interlink.Testing;

namespace Interlink.Core.Tests.Webhooks;

/// <summary>Endpoints and messages on a real store in a folder of their own. Nothing is sent.</summary>
internal sealed class WebhookWorld : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly LocalStorage _storage;

    private WebhookWorld(TemporaryFolder folder, LocalStorage storage)
    {
        (_folder, _storage, Documents) = (folder, storage, new BreakingDocuments(storage.Documents));
        Store = new WebhookStore(Documents);
        Log = new WebhookLog(Store, Documents, Clock);
        Dispatch = new OutboxDispatch(storage.Outbox, storage.Ledger, storage.Documents, new AuditBook(storage.Ledger, storage.Documents, Clock), Clock);
        Desk = new MessageDesk(Store, Log, new EventLog(storage.Ledger, Dispatch), new Ulids(Clock), Clock);
        Held = new HeldMessages(Store, Documents, Clock);
        var (ids, tenants) = (new Ulids(Clock), new TenantDirectory(storage.Documents, Clock));

        // Nothing is signed here.
        Endpoints = new EndpointDesk(Store, Documents, null!, null!, ids, Clock);
        Deliveries = new DeliveryDesk(
            Store, Endpoints, new AttemptStatistics(storage.Documents, tenants), tenants, Documents, new MailOutbox(Documents, new WaitingTenants(storage.Documents, Clock), Clock), ids, Clock);
    }

    public static TenantId Varam { get; } = TenantId.Parse("varam");

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Caller Anna { get; } = new(Varam, "anna", "Anna", new HashSet<string>());

    public FakeClock Clock { get; } = new();

    public BreakingDocuments Documents { get; }

    public IOutbox Outbox => _storage.Outbox;

    public WebhookStore Store { get; }

    public WebhookLog Log { get; }

    public OutboxDispatch Dispatch { get; }

    public MessageDesk Desk { get; }

    public HeldMessages Held { get; }

    public EndpointDesk Endpoints { get; }

    public DeliveryDesk Deliveries { get; }

    public static async Task<WebhookWorld> Open()
    {
        var folder = new TemporaryFolder();
        return new WebhookWorld(folder, await LocalStorage.Open(new LocalStorageOptions { Folder = folder["data"], Durability = Durability.ProcessLoss }, TimeProvider.System));
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Makes an endpoint.</summary>
    public async Task<WebhookEndpoint> Endpoint(string name, TenantId? tenant = null, EndpointState state = EndpointState.Active)
    {
        var endpoint = new WebhookEndpoint(Ulids.Derive(name), "https://partner.example.org/hooks", Clock.GetUtcNow().AddDays(-100)) { State = state, VerifiedAt = Clock.GetUtcNow() };
        await Documents.Commit(Partition.Of(tenant ?? Varam, "webhooks"), new Batch().Put(WebhookEndpoint.Kind, endpoint.Id, endpoint), Cancellation);
        return endpoint;
    }

    /// <summary>Makes a message.</summary>
    public WebhookMessage Message(WebhookEndpoint endpoint, int number, MessageState state)
    {
        var at = Clock.GetUtcNow().AddSeconds(number - 1_000);
        return new WebhookMessage(WebhookMessage.IdOf(Varam, $"event-{number}", at), endpoint.Id, $"event-{number}", "process.created", at, at)
        {
            Data = JsonSerializer.SerializeToElement(new { process = "p" }),
            State = state,
            Failure = state is MessageState.Failed ? MessageFailure.Exhausted : null,
        };
    }

    /// <summary>Writes messages.</summary>
    public async Task<IReadOnlyList<WebhookMessage>> Write(WebhookEndpoint endpoint, int count, MessageState state)
    {
        var messages = Enumerable.Range(0, count).Select(i => Message(endpoint, i, state)).ToList();
        await Store.Enqueue(Varam, endpoint.Id, messages, Cancellation);
        return messages;
    }

    /// <summary>Writes an attempt down, as sending does.</summary>
    public Task<DeliveryStep> Attempt(WebhookMessage message, int number, AttemptOutcome outcome, DateTimeOffset? began = null)
    {
        var attempt = new MessageAttempt(message.Run, number, began ?? Clock.GetUtcNow(), outcome, outcome is AttemptOutcome.Gone ? 410 : 503, null, 5);
        return Deliveries.Record(Varam, message.Endpoint, new AttemptAnswer(message.Id, attempt, null, null, "what it said", false), new AttemptVerdict(outcome, null, false), 0.5, Cancellation);
    }

    /// <summary>A message as it is now.</summary>
    public async Task<WebhookMessage> Now(WebhookMessage message) => (await Store.GetMessage(Varam, message.Endpoint, message.Id, Cancellation)).Value.Body;

    /// <summary>An endpoint as it is now.</summary>
    public async Task<WebhookEndpoint> Now(WebhookEndpoint endpoint) => (await Store.Get(Varam, endpoint.Id, Cancellation)).Value.Body;

    /// <summary>Lets something happen.</summary>
    public Task<CommitResult> Happen(string id, TenantId? tenant = null) => Documents.Commit(
        Partition.Of(tenant ?? Varam, "notes"), new Batch().Emit(new DomainEvent(id, "process.created", Clock.GetUtcNow(), "anna", "p", new { process = "p" })), Cancellation);
}

/// <summary>A real store of which one commit breaks.</summary>
internal sealed class BreakingDocuments(IDocuments real) : IDocuments
{
    private int _commits;

    /// <summary>Which of the commits from now on breaks, from 1; 0 for none.</summary>
    public int Breaks
    {
        get;
        set => (field, _commits) = (value, 0);
    }

    public Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation) => real.Find<T>(partition, kind, id, cancellation);

    public Task<IReadOnlyList<Document<T>>> FindMany<T>(Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        real.FindMany<T>(partition, kind, ids, cancellation);

    public Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation) => real.List<T>(partition, kind, options, cancellation);

    public Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation) => real.Search<T>(scope, kind, query, cancellation);

    public Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation) =>
        Breaks > 0 && ++_commits == Breaks ? throw new TransientException("The store is busy.") : real.Commit(partition, batch, cancellation);
}
