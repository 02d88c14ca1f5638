using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>What a partner's engineer sees and does with a link, without an account: one endpoint, and nothing else.</summary>
public sealed class PartnerFunctions(PartnerLinks links, WebhookStore store, ReplayDesk replays, AttemptStatistics statistics, TimeProvider clock)
{
    /// <summary>Shows the webhook endpoint that a link leads to.</summary>
    [Function("GetPartnerEndpoint"), AllowAnonymous, ByPartnerLink]
    public async Task<Reply<PartnerEndpointView>> GetPartnerEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner")] HttpRequest request, CancellationToken cancellation) =>
        (await Open(request, PartnerRights.Read, cancellation)).Map(PartnerEndpointView.Of);

    /// <summary>Lists the event types that there are, each with its schema and an example.</summary>
    [Function("ListPartnerEventTypes"), AllowAnonymous, ByPartnerLink]
    public async Task<Reply<EventTypesView>> ListPartnerEventTypes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner/event-types")] HttpRequest request, CancellationToken cancellation) =>
        (await Open(request, PartnerRights.Read, cancellation)).Map(_ => EventTypeFunctions.All);

    /// <summary>Lists messages to the webhook endpoint that a link leads to, those of the latest events first.</summary>
    [Function("ListPartnerMessages"), AllowAnonymous, ByPartnerLink, Query<ListWebhookMessagesQuery>]
    public async Task<Reply<Page<WebhookMessageView>>> ListPartnerMessages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner/messages")] HttpRequest request, CancellationToken cancellation)
    {
        var opened = await Open(request, PartnerRights.Read, cancellation);
        return await opened.Then(link => request.ReadQuery<ListWebhookMessagesQuery>().Then(async query => Outcome<Page<WebhookMessageView>>.Of(
            (await store.Search(link.Caller.Tenant, query.Filter with { Endpoint = link.Endpoint.Id }, cancellation)).Map(WebhookMessageView.Of))));
    }

    /// <summary>Shows a message to the webhook endpoint that a link leads to, with what it says and what was answered.</summary>
    [Function("GetPartnerMessage"), AllowAnonymous, ByPartnerLink]
    public async Task<Reply<WebhookMessageDetailView>> GetPartnerMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner/messages/{messageId}")] HttpRequest request, string messageId, CancellationToken cancellation)
    {
        var opened = await Open(request, PartnerRights.Read, cancellation);
        return await opened.Then(link => replays.Show(link.Caller.Tenant, link.Endpoint.Id, messageId, cancellation));
    }

    /// <summary>Shows how many attempts the webhook endpoint that a link leads to took over time, and how fast.</summary>
    [Function("GetPartnerStatistics"), AllowAnonymous, ByPartnerLink, Query<WebhookStatisticsQuery>]
    public async Task<Reply<EndpointStatistics>> GetPartnerStatistics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner/statistics")] HttpRequest request, CancellationToken cancellation)
    {
        var opened = await Open(request, PartnerRights.Read, cancellation);
        return await opened.Then(link => request.ReadQuery<WebhookStatisticsQuery>().Then(query => query.Range(clock.GetUtcNow()).Then(async range =>
            Outcome<EndpointStatistics>.Of(await statistics.Read(link.Caller.Tenant, link.Endpoint.Id, range.Since, range.Until, query.Bucket, cancellation)))));
    }

    /// <summary>Sends a message once more to the webhook endpoint that a link leads to, where the link allows it.</summary>
    [Function("ReplayPartnerMessage"), AllowAnonymous, ByPartnerLink, Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<WebhookMessageView>> ReplayPartnerMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/partner/messages/{messageId}/replay")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string messageId, CancellationToken cancellation)
    {
        var opened = await Open(request, PartnerRights.Operate, cancellation);
        var begun = await opened.Then(link => replays.Replay(client, link.Caller, link.Endpoint.Id, messageId, cancellation));
        return begun.ToReply(message => Reply.Accepted(WebhookMessageView.Of(message), $"/api/webhooks/partner/messages/{messageId}"));
    }

    /// <summary>Sends an example of an event type to the webhook endpoint that a link leads to, where the link allows it.</summary>
    [Function("TestPartnerEndpoint"), AllowAnonymous, ByPartnerLink, Body<TestWebhookEndpointRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<WebhookMessageDetailView>> TestPartnerEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/partner/test")] HttpRequest request, CancellationToken cancellation)
    {
        var opened = await Open(request, PartnerRights.Operate, cancellation);
        return await opened.Then(async link => await (await request.ReadBody<TestWebhookEndpointRequest>(cancellation))
            .Then(asked => replays.Test(link.Caller, link.Endpoint.Id, asked.Type, cancellation)));
    }

    private Task<Outcome<OpenedLink>> Open(HttpRequest request, PartnerRights needed, CancellationToken cancellation) =>
        links.Open(request.Headers[ByPartnerLinkAttribute.Header], needed, cancellation);
}
