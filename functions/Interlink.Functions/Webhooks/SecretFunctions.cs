using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Webhooks;

/// <summary>Signing secrets of webhook endpoints over HTTP.</summary>
public sealed class SecretFunctions(EndpointDesk desk, IReauthentication reauthentication)
{
    /// <summary>Gives a webhook endpoint a new secret and shows it. Messages carry a signature with each secret that is in use.</summary>
    [Function("RotateWebhookSecret"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), ShownOnce, Body<RotateWebhookSecretRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<WebhookEndpointSecretView>> RotateWebhookSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/secret/rotate")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<RotateWebhookSecretRequest>(cancellation);
        var rotated = await body.Then(asked => desk.Rotate(request.Caller(), id, asked.Signing, TimeSpan.FromHours(asked.OverlapHours), cancellation));
        return rotated.ToReply(done => Reply.Ok(WebhookEndpointSecretView.Of(done)).Tagged(done.Endpoint.Revision));
    }

    /// <summary>Shows the secrets of a webhook endpoint that are in use, and what stands in its own headers, to whoever proves once more who it is. That they were looked at is an event.</summary>
    [Function("RevealWebhookSecret"), Allow(Scope.Administrator), ShownOnce, Body<RevealWebhookSecretRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<WebhookSecretsView>> RevealWebhookSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/secret/reveal")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<RevealWebhookSecretRequest>(cancellation);
        if (!body.Succeeded)
        {
            return body.Error;
        }

        return await reauthentication.Refusal(request.Caller(), request.Proof(body.Value.Password), cancellation) is { } refusal
            ? refusal
            : (await desk.Reveal(request.Caller(), id, cancellation)).Map(found => new WebhookSecretsView(found.Secrets, found.Headers));
    }
}
