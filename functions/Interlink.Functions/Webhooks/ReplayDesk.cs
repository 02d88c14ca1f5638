using System.Text.Json;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>Looks at messages, tries endpoints, and lets go what was kept.</summary>
public sealed class ReplayDesk(WebhookStore store, WebhookLog log, MessageDesk messages, HeldMessages held, DeliveryDesk deliveries, WebhookSender sender, IIds ids, TimeProvider clock)
{
    /// <summary>A message with what it says and what was answered.</summary>
    public async Task<Outcome<WebhookMessageDetailView>> Show(TenantId tenant, string endpoint, string id, CancellationToken cancellation)
    {
        var found = await store.GetMessage(tenant, endpoint, id, cancellation);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var message = found.Value.Body;
        var answers = await log.Answers(tenant, message, cancellation);
        var to = await store.GetAlsoRemoved(tenant, endpoint, cancellation);
        return WebhookMessageDetailView.Of(tenant, message, to.Succeeded ? to.Value.Body.Framing : WebhookFraming.Standard, answers);
    }

    /// <summary>Sends an example once, to an endpoint that has agreed to get messages.</summary>
    /// <returns>The message with what was answered; <see cref="EventTypeNotFound"/>, <see cref="EndpointNotFound"/>, or <see cref="EndpointStateRefused"/> before it was verified.</returns>
    public async Task<Outcome<WebhookMessageDetailView>> Test(Caller caller, string endpoint, string type, CancellationToken cancellation)
    {
        if (EventCatalogue.Find(type) is not { } description)
        {
            return new EventTypeNotFound(type);
        }

        var found = await store.Get(caller.Tenant, endpoint, cancellation);
        return await found.Then(document => document.Body.State is EndpointState.Pending
            ? Task.FromResult<Outcome<WebhookMessageDetailView>>(new EndpointStateRefused(EndpointState.Pending))
            : Test(caller, document.Body, type, EventExamples.Of(description), cancellation));
    }

    /// <summary>Sends a message once more, from the first attempt on, and begins at once.</summary>
    public async Task<Outcome<WebhookMessage>> Replay(DurableTaskClient client, Caller caller, string endpoint, string id, CancellationToken cancellation)
    {
        var again = await messages.Replay(caller, endpoint, id, cancellation);
        return await again.Then(async message => await WebhookDeliveries.Begin(client, caller.Tenant, message, cancellation)
            ? Outcome<WebhookMessage>.Of(message)
            : new MessageUnderWay(id));
    }

    /// <summary>Begins to let go what was kept for an endpoint, if anything was.</summary>
    public async Task<Outcome<Document<WebhookEndpoint>>> Release(DurableTaskClient client, TenantId tenant, Document<WebhookEndpoint> endpoint, CancellationToken cancellation)
    {
        if (endpoint.Body.State is EndpointState.Active && await held.Any(tenant, endpoint.Id, cancellation))
        {
            await ReleaseMessages.Begin(client, tenant, endpoint.Id, cancellation);
        }

        return endpoint;
    }

    [NeverRefuses(typeof(StaleRevision))]
    private async Task<Outcome<WebhookMessageDetailView>> Test(Caller caller, WebhookEndpoint endpoint, string type, JsonElement data, CancellationToken cancellation)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var message = WebhookMessage.Test(ids.New(), endpoint, type, data, at);
        var (answer, sent) = await sender.Post(caller.Tenant, endpoint, message, at, cancellation);
        var attempt = new MessageAttempt(1, 1, at, AttemptVerdict.Of(answer, at).Outcome, answer.Status, answer.Fault, (int)answer.Duration.TotalMilliseconds);
        var told = AttemptAnswer.Of(message, attempt, answer, sent);
        var isGone = attempt.Outcome is AttemptOutcome.Gone;
        var done = message.After(attempt, null, answer.IsSuccess ? null : isGone ? MessageFailure.EndpointGone : MessageFailure.Exhausted);
        await messages.KeepTest(caller, done, told, cancellation);
        if (isGone)
        {
            await deliveries.Disable(caller.Tenant, endpoint.Id, DisabledReason.Gone, at, cancellation);
        }

        return WebhookMessageDetailView.Of(caller.Tenant, done, endpoint.Framing, [told]);
    }
}
