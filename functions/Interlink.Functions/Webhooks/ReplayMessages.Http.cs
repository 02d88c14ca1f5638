using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Privacy;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Interlink.Functions.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>Sends many messages of an endpoint once more: an operation.</summary>
public sealed partial class ReplayMessages(MessageDesk desk, PrivacySettingsStore privacy, OperationStarter starter, TimeProvider clock)
{
    /// <summary>The kind of these operations.</summary>
    public const string Kind = "webhook-replay";

    /// <summary>Sends everything that happened since a time once more, whether it was taken or not; also what was missed while the endpoint was disabled.</summary>
    [Function("ReplayWebhookMessages"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Body<ReplayWebhookMessagesRequest>, Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<OperationView>> ReplayWebhookMessages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/replay")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<ReplayWebhookMessagesRequest>(cancellation);
        return await body.Then(asked => Start(client, request, id, ReplayKind.Everything, asked.Since, cancellation)).ToReply(operation => operation.Accepted());
    }

    /// <summary>Sends what failed since a time once more.</summary>
    [Function("RecoverWebhookMessages"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Body<ReplayWebhookMessagesRequest>, Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<OperationView>> RecoverWebhookMessages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/recover")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<ReplayWebhookMessagesRequest>(cancellation);
        return await body.Then(asked => Start(client, request, id, ReplayKind.Failed, asked.Since, cancellation)).ToReply(operation => operation.Accepted());
    }

    private async Task<Outcome<OperationView>> Start(
        DurableTaskClient client, HttpRequest request, string id, ReplayKind kind, DateTimeOffset since, CancellationToken cancellation)
    {
        var caller = request.Caller();

        // Messages from before would be removed as soon as they are written.
        var days = (await privacy.Read(caller.Tenant, cancellation)).Settings.DaysOf(WebhookRetention.Kept);
        if (since < clock.GetUtcNow() - TimeSpan.FromDays(days))
        {
            return new InvalidInput("since", "out_of_range", $"This can be at most {days} days back: for so long messages are kept here.");
        }

        return await (await desk.Active(caller.Tenant, id, cancellation)).Then(async endpoint => Outcome<OperationView>.Of(await starter.Start(
            client, caller,
            new OperationStart(Kind, nameof(ReplayMessages), operation => new ReplayMessagesInput(caller.Tenant, operation, id, kind, since))
            {
                Key = request.IdempotencyKey(),
                Summary = endpoint.Description.Length > 0 ? endpoint.Description : new Uri(endpoint.Url).Host,
            },
            cancellation)));
    }
}
