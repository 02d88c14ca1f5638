using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>Messages to webhook endpoints over HTTP.</summary>
public sealed class MessageFunctions(WebhookStore store, MessageDesk desk, ReplayDesk replays)
{
    /// <summary>Lists messages, those of the latest events first.</summary>
    [Function("ListWebhookMessages"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Query<ListWebhookMessagesQuery>]
    public async Task<Reply<Page<WebhookMessageView>>> ListWebhookMessages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/messages")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ListWebhookMessagesQuery>().Then(async query =>
            Outcome<Page<WebhookMessageView>>.Of((await store.Search(request.Caller().Tenant, query.Filter, cancellation)).Map(WebhookMessageView.Of)));

    /// <summary>Hands out the messages of an endpoint as CSV, one for each line, those of the oldest events first; also of one that was removed, for as long as its log is kept.</summary>
    [Function("ExportWebhookMessages"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Query<ExportWebhookMessagesQuery>]
    public async Task<Reply<FileDownload>> ExportWebhookMessages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/messages/export")] HttpRequest request, CancellationToken cancellation)
    {
        var tenant = request.Caller().Tenant;
        var asked = await request.ReadQuery<ExportWebhookMessagesQuery>().Then(async query => (await store.GetAlsoRemoved(tenant, query.Endpoint, cancellation)).Map(_ => query));
        return asked.ToReply(query => Reply.File(new FileDownload(
            new LineStream(MessageCsv.Write(store.Read(tenant, query.Endpoint, query.Filter, cancellation), cancellation), "\r\n"), "text/csv; charset=utf-8", $"webhook-messages-{query.Endpoint}.csv")));
    }

    /// <summary>Shows a message with what it says and what was answered to its attempts.</summary>
    [Function("GetWebhookMessage"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks)]
    public async Task<Reply<WebhookMessageDetailView>> GetWebhookMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/endpoints/{id}/messages/{messageId}")] HttpRequest request,
        string id, string messageId, CancellationToken cancellation) =>
        await replays.Show(request.Caller().Tenant, id, messageId, cancellation);

    /// <summary>Sends a message once more, under its id, from the first attempt on.</summary>
    [Function("ReplayWebhookMessage"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<WebhookMessageView>> ReplayWebhookMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/messages/{messageId}/replay")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id, string messageId, CancellationToken cancellation)
    {
        var begun = await replays.Replay(client, request.Caller(), id, messageId, cancellation);
        return begun.ToReply(message => Reply.Accepted(WebhookMessageView.Of(message), $"/api/webhooks/endpoints/{id}/messages/{messageId}"));
    }

    /// <summary>Removes what a message says, for good. How its attempts went stays.</summary>
    [Function("ExpungeWebhookMessage"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Answers(StatusCodes.Status200OK)]
    public async Task<Reply<WebhookMessageView>> ExpungeWebhookMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/messages/{messageId}/expunge")] HttpRequest request,
        string id, string messageId, CancellationToken cancellation) =>
        (await desk.Expunge(request.Caller(), id, messageId, cancellation)).Map(WebhookMessageView.Of);
}
