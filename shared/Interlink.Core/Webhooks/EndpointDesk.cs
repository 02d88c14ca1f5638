using Interlink.Core.Kernel;
using Interlink.Core.Outbound;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary>What administrators do with endpoints. Sending is elsewhere.</summary>
public sealed class EndpointDesk(WebhookStore store, IDocuments documents, ISecrets secrets, IEd25519 ed25519, IIds ids, TimeProvider clock)
{
    private readonly WebhookEvents _events = new(ids, clock);

    /// <summary>Where the secret of an endpoint is kept.</summary>
    public static SecretName SecretOf(TenantId tenant, string endpoint) => SecretName.Of(tenant, $"webhook-{endpoint}");

    /// <summary>Makes an endpoint, which is sent nothing until it has proved that it wants messages.</summary>
    /// <param name="key">What repetitions of the request share.</param>
    public async Task<Outcome<EndpointWithSecret>> Create(
        Caller caller, EndpointDraft draft, SigningKind kind, OutboundRules rules, string key, CancellationToken cancellation)
    {
        var checkedDraft = draft.Check(rules).Then(given => given.Filled(null));
        if (!checkedDraft.Succeeded)
        {
            return checkedDraft.Error;
        }

        var (id, now) = (Ulids.Derive("webhook-endpoint", caller.Tenant.Value, key), clock.GetUtcNow());
        if (await store.Get(caller.Tenant, id, cancellation) is { Succeeded: true } made)
        {
            return new EndpointWithSecret(made.Value, await Latest(caller.Tenant, made.Value.Body, cancellation));
        }

        if ((await store.All(caller.Tenant, cancellation)).Count >= WebhookEndpoint.MaxPerTenant)
        {
            return new TooManyEndpoints();
        }

        var (signing, secret) = await NewKey(caller.Tenant, id, kind, now, cancellation);
        var endpoint = draft.ApplyTo(new WebhookEndpoint(id, draft.Url, now)) with { Keys = [signing] };
        var batch = new Batch().Create(WebhookEndpoint.Kind, id, endpoint).Emit(_events.Created(caller, endpoint));
        var result = await documents.Commit(WebhookStore.EndpointsOf(caller.Tenant), batch, cancellation);
        return result.Committed
            ? new EndpointWithSecret(new Document<WebhookEndpoint>("webhooks", id, endpoint, result.Revisions[0]), secret)
            : new StaleRevision();
    }

    /// <summary>Changes an endpoint as a whole.</summary>
    public async Task<Outcome<Document<WebhookEndpoint>>> Edit(
        Caller caller, string id, EndpointDraft draft, Revision revision, OutboundRules rules, CancellationToken cancellation)
    {
        var checkedDraft = draft.Check(rules);
        if (!checkedDraft.Succeeded)
        {
            return checkedDraft.Error;
        }

        return await Change(caller.Tenant, id, revision, endpoint => draft.Filled(endpoint).Map(filled => filled.ChangesOf(endpoint) is { Count: > 0 } changes
            ? new EndpointChange(filled.ApplyTo(endpoint), _events.Updated(caller, endpoint, changes))
            : new EndpointChange(endpoint, null)), cancellation);
    }

    /// <summary>Keeps messages back from now on.</summary>
    public Task<Outcome<Document<WebhookEndpoint>>> Pause(Caller caller, string id, CancellationToken cancellation) =>
        Move(caller.Tenant, id, [EndpointState.Active], e => new EndpointChange(e with { State = EndpointState.Paused }, _events.Paused(caller, e)), cancellation);

    /// <summary>Lets messages go again, those that were kept included.</summary>
    public Task<Outcome<Document<WebhookEndpoint>>> Resume(Caller caller, string id, CancellationToken cancellation) =>
        Move(caller.Tenant, id, [EndpointState.Paused], e => new EndpointChange(e with { State = EndpointState.Active }, _events.Resumed(caller, e)), cancellation);

    /// <summary>Takes down that an endpoint has proved that it wants messages: they are sent from now on.</summary>
    /// <param name="perMinute">How many messages a minute it granted; null when it said nothing of it. Replaces what it granted before.</param>
    public Task<Outcome<Document<WebhookEndpoint>>> Verified(Caller caller, WebhookEndpoint proved, int? perMinute, CancellationToken cancellation) => Move(
        caller.Tenant, proved.Id, [EndpointState.Pending, EndpointState.Disabled, EndpointState.Active],
        e => e.Url == proved.Url && e.Framing == proved.Framing
            ? new EndpointChange(
                e with { State = EndpointState.Active, Reason = null, VerifiedAt = clock.GetUtcNow(), GrantedPerMinute = perMinute },
                _events.Verified(caller, e))
            : new EndpointChange(e, null),
        cancellation);

    /// <summary>Sends nothing to an endpoint any more, unless it has proved since that it wants messages. Safe to repeat.</summary>
    /// <param name="began">When the attempt began that shows the reason.</param>
    internal Task Disable(TenantId tenant, string id, DisabledReason reason, DateTimeOffset began, CancellationToken cancellation) => Move(
        tenant, id, reason is DisabledReason.Gone ? [EndpointState.Active, EndpointState.Paused] : [EndpointState.Active],
        e => e.IsToldBy(began) ? new EndpointChange(e with { State = EndpointState.Disabled, Reason = reason }, _events.Disabled(e, reason)) : new EndpointChange(e, null),
        cancellation);

    /// <summary>Gives an endpoint a new signing secret; the old ones go on for a while, so that its receiver can follow without a gap.</summary>
    /// <param name="signing">How it signs; null for as the latest does.</param>
    public async Task<Outcome<EndpointWithSecret>> Rotate(Caller caller, string id, SigningKind? signing, TimeSpan overlap, CancellationToken cancellation)
    {
        var found = await store.Get(caller.Tenant, id, cancellation);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (now, kind) = (clock.GetUtcNow(), signing ?? found.Value.Body.Keys[0].Kind);
        var (key, secret) = await NewKey(caller.Tenant, id, kind, now, cancellation);
        var rotated = await Change(caller.Tenant, id, null, e => new EndpointChange(e.Rotated(key, overlap, now), _events.Rotated(caller, e, kind, now + overlap)), cancellation);
        return rotated.Map(document => new EndpointWithSecret(document, secret));
    }

    /// <summary>Shows the secrets that are in use, the latest first, and what stands in the endpoint's own headers.</summary>
    public async Task<Outcome<RevealedEndpoint>> Reveal(Caller caller, string id, CancellationToken cancellation)
    {
        var found = await store.Get(caller.Tenant, id, cancellation);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        // It is told before anything is shown. The endpoint stays as it is, so that nobody who edits it has to begin anew.
        await documents.Commit(WebhookStore.EndpointsOf(caller.Tenant), new Batch().Emit(_events.Revealed(caller, found.Value.Body)), cancellation);
        var revealed = new List<RevealedSecret>();
        foreach (var key in found.Value.Body.ActiveKeys(clock.GetUtcNow()))
        {
            revealed.Add(await Show(caller.Tenant, id, key, cancellation));
        }

        return new RevealedEndpoint(revealed, found.Value.Body.Headers);
    }

    /// <summary>Ends the links for partners that were made until now.</summary>
    internal Task<Outcome<Document<WebhookEndpoint>>> EndLinks(Caller caller, string id, CancellationToken cancellation) =>
        Change(caller.Tenant, id, null, e => new EndpointChange(e with { LinksEndedAt = clock.GetUtcNow() }, _events.LinksEnded(caller, e)), cancellation);

    /// <summary>Takes the contact out, when it is a person's who is erased.</summary>
    internal Task<Outcome<Document<WebhookEndpoint>>> ForgetContact(TenantId tenant, string id, CancellationToken cancellation) =>
        Change(tenant, id, null, e => e.Contact is null ? new EndpointChange(e, null) : new EndpointChange(e with { Contact = null }, _events.ContactErased(e)), cancellation);

    /// <summary>Removes an endpoint and its secrets; its log stays for a time.</summary>
    public async Task<Outcome<Unit>> Delete(Caller caller, string id, Revision revision, CancellationToken cancellation)
    {
        var found = await store.Get(caller.Tenant, id, cancellation);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var removed = found.Value.Body with { State = EndpointState.Deleted, Contact = null, Headers = new Dictionary<string, string>(), Keys = [] };
        var batch = new Batch().Remove(WebhookEndpoint.Kind, id, revision).Put(WebhookStore.DeletedKind, id, removed).Emit(_events.Deleted(caller, removed));
        if (!(await documents.Commit(WebhookStore.EndpointsOf(caller.Tenant), batch, cancellation)).Committed)
        {
            return new StaleRevision();
        }

        await secrets.Delete(SecretOf(caller.Tenant, id), cancellation);
        return Unit.Value;
    }

    private Task<Outcome<Document<WebhookEndpoint>>> Move(
        TenantId tenant, string id, IReadOnlyList<EndpointState> from, Func<WebhookEndpoint, EndpointChange> change, CancellationToken cancellation) =>
        Change(tenant, id, null, e => from.Contains(e.State) ? change(e) : new EndpointStateRefused(e.State), cancellation);

    // With a revision once; without one again on what is there then.
    private async Task<Outcome<Document<WebhookEndpoint>>> Change(
        TenantId tenant, string id, Revision? revision, Func<WebhookEndpoint, Outcome<EndpointChange>> change, CancellationToken cancellation)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var found = await store.Get(tenant, id, cancellation);
            var decided = found.Then(document => revision is { } stated && stated != document.Revision ? new StaleRevision() : change(document.Body));
            if (!decided.Succeeded)
            {
                return decided.Error;
            }

            if (decided.Value.Fact is not { } fact)
            {
                return found;
            }

            var batch = new Batch().Replace(WebhookEndpoint.Kind, id, decided.Value.Endpoint, found.Value.Revision).Emit(fact);
            var result = await documents.Commit(WebhookStore.EndpointsOf(tenant), batch, cancellation);
            if (result.Committed)
            {
                return found.Value with { Body = decided.Value.Endpoint, Revision = result.Revisions[0] };
            }
        }

        throw new TransientException($"The endpoint '{id}' kept changing.");
    }

    private async Task<(SigningKey Key, RevealedSecret Shown)> NewKey(TenantId tenant, string id, SigningKind kind, DateTimeOffset now, CancellationToken cancellation)
    {
        var secret = SigningSecret.New(kind, ed25519);
        var kept = await secrets.Set(SecretOf(tenant, id), secret.Reveal(), cancellation);
        var key = new SigningKey(kept.Version, kind, now) { PublicKey = secret.PublicKey };
        return (key, RevealedSecret.Of(key, secret));
    }

    private async Task<RevealedSecret> Latest(TenantId tenant, WebhookEndpoint endpoint, CancellationToken cancellation) => await Show(tenant, endpoint.Id, endpoint.Keys[0], cancellation);

    private async Task<RevealedSecret> Show(TenantId tenant, string id, SigningKey key, CancellationToken cancellation)
    {
        var kept = await secrets.Get(SecretOf(tenant, id), key.Version, cancellation);
        return SigningSecret.TryParse(kept?.Value ?? "", out var secret)
            ? RevealedSecret.Of(key, secret)
            : throw new InvalidOperationException($"The secret of the endpoint '{id}' is not there.");
    }

    private sealed record EndpointChange(WebhookEndpoint Endpoint, DomainEvent? Fact);
}

/// <summary>An endpoint and its latest secret.</summary>
public sealed record EndpointWithSecret(Document<WebhookEndpoint> Endpoint, RevealedSecret Secret);

/// <summary>What is secret of an endpoint.</summary>
/// <param name="Secrets">What its messages are signed with, the latest first.</param>
/// <param name="Headers">The headers sent with every message.</param>
public sealed record RevealedEndpoint(IReadOnlyList<RevealedSecret> Secrets, IReadOnlyDictionary<string, string> Headers);

/// <summary>A secret as its owner sees it; its text shows no value.</summary>
/// <param name="Kind">How it signs.</param>
/// <param name="Secret">What the receiver verifies HMAC signatures with, <c>whsec_…</c>; null for Ed25519, whose private half nobody sees.</param>
/// <param name="PublicKey">What the receiver verifies Ed25519 signatures with, <c>whpk_…</c>; null for HMAC.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="ExpiresAt">When it stops being used, UTC; null for the latest.</param>
public sealed record RevealedSecret(SigningKind Kind, string? Secret, string? PublicKey, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)
{
    internal static RevealedSecret Of(SigningKey key, SigningSecret secret) =>
        new(key.Kind, key.Kind is SigningKind.Hmac ? secret.Reveal() : null, key.PublicKey, key.CreatedAt, key.ExpiresAt);

    public override string ToString() => $"a secret ({Kind})";
}
