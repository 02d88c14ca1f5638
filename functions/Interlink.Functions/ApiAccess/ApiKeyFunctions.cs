using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.ApiAccess;

/// <summary>The keys of applications; for administrators of the tenant.</summary>
public sealed class ApiKeyFunctions(ManageKeys keys, CredentialUse use, TimeProvider clock)
{
    /// <summary>Makes a key. The answer shows it, this once.</summary>
    [Function("CreateApiKey"), Allow(Scope.Administrator), ShownOnce, Body<CreateApiKeyRequest>]
    public async Task<Reply<MadeKeyView>> CreateApiKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications/{id}/keys")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<CreateApiKeyRequest>(cancellation);
        return await Shown(request, await body.Then(b => keys.Create(request.Caller(), id, b.Draft, cancellation)), cancellation);
    }

    /// <summary>Makes a key that takes the place of another: same name, scopes and length of life. The answer shows it, this once. The other one stays good for the overlap.</summary>
    [Function("RotateApiKey"), Allow(Scope.Administrator), ShownOnce, Body<RotateApiKeyRequest>]
    public async Task<Reply<MadeKeyView>> RotateApiKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications/{id}/keys/{key}/rotate")] HttpRequest request,
        string id,
        string key,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<RotateApiKeyRequest>(cancellation);
        return await Shown(request, await body.Then(b => keys.Rotate(request.Caller(), id, key, TimeSpan.FromHours(b.OverlapHours), cancellation)), cancellation);
    }

    /// <summary>Revokes a key: it is worth nothing from the next request on, whichever host answers it.</summary>
    [Function("RevokeApiKey"), Allow(Scope.Administrator)]
    public async Task<Reply<Unit>> RevokeApiKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "applications/{id}/keys/{key}")] HttpRequest request,
        string id,
        string key,
        CancellationToken cancellation) =>
        (await keys.Revoke(request.Caller(), id, key, cancellation)).Map(_ => Unit.Value);

    private async Task<Reply<MadeKeyView>> Shown(HttpRequest request, Outcome<MadeKey> made, CancellationToken cancellation)
    {
        if (!made.Succeeded)
        {
            return made.Error;
        }

        var application = made.Value.Application;
        var used = await use.Of(request.Caller().Tenant, [.. ApiApplicationView.CredentialsOf(application)], cancellation);
        var view = new MadeKeyView(made.Value.Text.Text, made.Value.Key.Id, ApiApplicationView.Of(application.Body, used, clock.GetUtcNow()));
        return Reply.Created(view, $"/api/applications/{application.Id}").Tagged(application.Revision).With("Cache-Control", "no-store");
    }
}
