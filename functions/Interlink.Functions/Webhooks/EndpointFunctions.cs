using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Outbound;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>Webhook endpoints over HTTP.</summary>
public sealed class EndpointFunctions(
    EndpointDesk desk, WebhookStore store, OutboundRules rules, ReplayDesk replays, EndpointConsents consents, IIds ids)
{
    /// <summary>Makes a webhook endpoint and shows its secret. Nothing is sent before it has proved that it wants messages.</summary>
    [Function("CreateWebhookEndpoint"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), ShownOnce, Body<CreateWebhookEndpointRequest>]
    public async Task<Reply<WebhookEndpointSecretView>> CreateWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<CreateWebhookEndpointRequest>(cancellation);
        var made = await body.Then(asked => desk.Create(
            request.Caller(), asked.Endpoint.Draft, asked.Signing, rules, request.IdempotencyKey() ?? ids.New(), cancellation));
        return made.ToReply(done => Reply.Created(WebhookEndpointSecretView.Of(done), $"/api/webhooks/endpoints/{done.Endpoint.Id}").Tagged(done.Endpoint.Revision));
    }

    /// <summary>Lists webhook endpoints, in the order in which they were made, each with how it went lately; or those that were removed.</summary>
    [Function("ListWebhookEndpoints"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Query<ListWebhookEndpointsQuery>]
    public async Task<Reply<Page<WebhookEndpointView>>> ListWebhookEndpoints(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/endpoints")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ListWebhookEndpointsQuery>().Then(async query =>
        {
            var page = await store.List(request.Caller().Tenant, query.Removed, query.Page, cancellation);
            var health = await store.Health(request.Caller().Tenant, page.Items.Select(e => e.Id), cancellation);
            return Outcome<Page<WebhookEndpointView>>.Of(page.Map(e => WebhookEndpointView.Of(e, health.GetValueOrDefault(e.Id))));
        });

    /// <summary>Shows a webhook endpoint, also one that was removed, for as long as its log is kept.</summary>
    [Function("GetWebhookEndpoint"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks)]
    public async Task<Reply<WebhookEndpointView>> GetWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/endpoints/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        (await store.GetAlsoRemoved(request.Caller().Tenant, id, cancellation)).ToReply(WebhookEndpointView.Tagged);

    /// <summary>Changes a webhook endpoint as a whole. One that is to be reached differently must be verified again; messages are kept for it meanwhile.</summary>
    [Function("EditWebhookEndpoint"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Body<WebhookEndpointRequest>, Revisioned]
    public async Task<Reply<WebhookEndpointView>> EditWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "webhooks/endpoints/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<WebhookEndpointRequest>(cancellation);
        return await body.Then(asked => request.IfMatch().Then(revision => desk.Edit(request.Caller(), id, asked.Draft, revision, rules, cancellation)))
            .ToReply(WebhookEndpointView.Tagged);
    }

    /// <summary>Removes a webhook endpoint. What it was sent can be looked up for a time.</summary>
    [Function("DeleteWebhookEndpoint"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Revisioned]
    public async Task<Reply<Unit>> DeleteWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "webhooks/endpoints/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        await request.IfMatch().Then(revision => desk.Delete(request.Caller(), id, revision, cancellation));

    /// <summary>Asks a webhook endpoint whether it wants messages. From then on they are sent, those that were kept included.</summary>
    [Function("VerifyWebhookEndpoint"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Answers(StatusCodes.Status200OK)]
    public async Task<Reply<WebhookEndpointView>> VerifyWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/verify")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var found = (await store.Get(caller.Tenant, id, cancellation)).Then(document =>
            document.Body.State is EndpointState.Paused ? new EndpointStateRefused(EndpointState.Paused) : Outcome<WebhookEndpoint>.Of(document.Body));
        var verified = await found.Then(endpoint => consents.Ask(caller, endpoint, cancellation));
        return await verified.Then(document => replays.Release(client, caller.Tenant, document, cancellation)).ToReply(WebhookEndpointView.Tagged);
    }

    /// <summary>Keeps the messages of a webhook endpoint back until it is resumed.</summary>
    [Function("PauseWebhookEndpoint"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Answers(StatusCodes.Status200OK)]
    public async Task<Reply<WebhookEndpointView>> PauseWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/pause")] HttpRequest request, string id, CancellationToken cancellation) =>
        (await desk.Pause(request.Caller(), id, cancellation)).ToReply(WebhookEndpointView.Tagged);

    /// <summary>Sends messages to a paused webhook endpoint again, those that were kept included.</summary>
    [Function("ResumeWebhookEndpoint"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Answers(StatusCodes.Status200OK)]
    public async Task<Reply<WebhookEndpointView>> ResumeWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/resume")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id, CancellationToken cancellation)
    {
        var resumed = await desk.Resume(request.Caller(), id, cancellation);
        return await resumed.Then(document => replays.Release(client, request.Caller().Tenant, document, cancellation)).ToReply(WebhookEndpointView.Tagged);
    }

    /// <summary>Sends an example of an event type to a webhook endpoint, once, and tells what came of it.</summary>
    [Function("TestWebhookEndpoint"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Body<TestWebhookEndpointRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<WebhookMessageDetailView>> TestWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/test")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<TestWebhookEndpointRequest>(cancellation);
        return await body.Then(asked => replays.Test(request.Caller(), id, asked.Type, cancellation));
    }
}
