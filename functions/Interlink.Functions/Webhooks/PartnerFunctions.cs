using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>What a partner's engineer sees and does with a link, without an account: one endpoint, below paths as administrators have them.</summary>
public sealed class PartnerFunctions(PartnerLinks links, WebhookStore store, ReplayDesk replays, AttemptStatistics statistics, TimeProvider clock)
{
    /// <summary>Tells what a link for partners leads to.</summary>
    [Function("OpenPartnerLink"), AllowAnonymous, ByPartnerLink]
    public async Task<Reply<PartnerAccessView>> OpenPartnerLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner")] HttpRequest request, CancellationToken cancellation) =>
        (await OpenToRead(request, null, cancellation)).Map(link => new PartnerAccessView(link.Endpoint.Id, link.Rights, link.ExpiresAt));

    /// <summary>Lists the types of events, each with its schema and an example, for the holder of a link.</summary>
    [Function("ListPartnerEventTypes"), AllowAnonymous, ByPartnerLink]
    public async Task<Reply<EventTypesView>> ListPartnerEventTypes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner/event-types")] HttpRequest request, CancellationToken cancellation) =>
        (await OpenToRead(request, null, cancellation)).Map(_ => EventTypeFunctions.All);

    /// <summary>Shows the webhook endpoint of a link, without its contact and without what stands in its headers.</summary>
    [Function("GetPartnerEndpoint"), AllowAnonymous, ByPartnerLink]
    public async Task<Reply<WebhookEndpointView>> GetPartnerEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner/endpoints/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        (await OpenToRead(request, id, cancellation)).Map(link => WebhookEndpointView.ForPartner(link.Endpoint));

    /// <summary>Lists messages to the webhook endpoint of a link, those of the latest events first.</summary>
    [Function("ListPartnerMessages"), AllowAnonymous, ByPartnerLink, Query<ListWebhookMessagesQuery>]
    public async Task<Reply<Page<WebhookMessageView>>> ListPartnerMessages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner/messages")] HttpRequest request, CancellationToken cancellation)
    {
        var opened = await OpenToRead(request, null, cancellation);
        return await opened.Then(link => request.ReadQuery<ListWebhookMessagesQuery>().Then(async query => Outcome<Page<WebhookMessageView>>.Of(
            (await store.Search(link.Caller.Tenant, query.Filter with { Endpoint = link.Endpoint.Id }, cancellation)).Map(WebhookMessageView.Of))));
    }

    /// <summary>Shows a message to the webhook endpoint of a link, with what it says and what was answered.</summary>
    [Function("GetPartnerMessage"), AllowAnonymous, ByPartnerLink]
    public async Task<Reply<WebhookMessageDetailView>> GetPartnerMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner/endpoints/{id}/messages/{messageId}")] HttpRequest request,
        string id, string messageId, CancellationToken cancellation)
    {
        var opened = await OpenToRead(request, id, cancellation);
        return await opened.Then(link => replays.Show(link.Caller.Tenant, id, messageId, cancellation));
    }

    /// <summary>Shows how many attempts the webhook endpoint of a link took over time, and how fast.</summary>
    [Function("GetPartnerStatistics"), AllowAnonymous, ByPartnerLink, Query<WebhookStatisticsQuery>]
    public async Task<Reply<EndpointStatistics>> GetPartnerStatistics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/partner/endpoints/{id}/statistics")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var opened = await OpenToRead(request, id, cancellation);
        return await opened.Then(link => request.ReadQuery<WebhookStatisticsQuery>().Then(query => query.Range(clock.GetUtcNow()).Then(async range =>
            Outcome<EndpointStatistics>.Of(await statistics.Read(link.Caller.Tenant, id, range.Since, range.Until, query.Bucket, cancellation)))));
    }

    /// <summary>Sends a message once more to the webhook endpoint of a link, where the link allows it.</summary>
    [Function("ReplayPartnerMessage"), AllowAnonymous, ByPartnerLink, Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<WebhookMessageView>> ReplayPartnerMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/partner/endpoints/{id}/messages/{messageId}/replay")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id, string messageId, CancellationToken cancellation)
    {
        var opened = await Open(request, id, PartnerRights.Operate, cancellation);
        var begun = await opened.Then(link => replays.Replay(client, link.Caller, id, messageId, cancellation));
        return begun.ToReply(message => Reply.Accepted(WebhookMessageView.Of(message), $"/api/webhooks/partner/endpoints/{id}/messages/{messageId}"));
    }

    /// <summary>Sends an example of an event type to the webhook endpoint of a link, where the link allows it.</summary>
    [Function("TestPartnerEndpoint"), AllowAnonymous, ByPartnerLink, Body<TestWebhookEndpointRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<WebhookMessageDetailView>> TestPartnerEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/partner/endpoints/{id}/test")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var opened = await Open(request, id, PartnerRights.Operate, cancellation);
        return await opened.Then(async link => await (await request.ReadBody<TestWebhookEndpointRequest>(cancellation))
            .Then(asked => replays.Test(link.Caller, id, asked.Type, cancellation)));
    }

    [NeverRefuses(typeof(PartnerLinkReadOnly))]
    private Task<Outcome<OpenedLink>> OpenToRead(HttpRequest request, string? endpoint, CancellationToken cancellation) => Open(request, endpoint, PartnerRights.Read, cancellation);

    private async Task<Outcome<OpenedLink>> Open(HttpRequest request, string? endpoint, PartnerRights needed, CancellationToken cancellation) =>
        (await links.Open(request.Headers[ByPartnerLinkAttribute.Header], needed, cancellation)).Then(link =>
            endpoint is null || endpoint == link.Endpoint.Id ? Outcome<OpenedLink>.Of(link) : new EndpointNotFound(endpoint));
}
