using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Platform;

/// <summary>Lets tenants rest and brings them back, for whoever runs the platform. Nothing of a tenant that rests is lost.</summary>
public sealed class TenantStateFunctions(TenantControl control, DeletionDesk deletions, PlatformProof proof)
{
    /// <summary>Closes a tenant to its people. They can still see who they are and sign out; administrators can take out what is theirs; work on a schedule
    /// passes it over. Repeating changes nothing. A person who asks by a session proves once more who it is.</summary>
    [Function("SuspendTenant"), Allow(Scope.PlatformAdministrator), Body<RestTenantRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<PlatformTenantView>> SuspendTenant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "platform/tenants/{tenant}/suspend")] HttpRequest request,
        string tenant,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<RestTenantRequest>(cancellation);
        var known = body.Then(_ => Known(tenant));
        return await known.Then(id => proof.Before(
                request, body.Value.Password, body.Value.Code, () => control.Suspend(request.Caller(), id, body.Value.Reason, cancellation), cancellation))
            .ToReply(done => Reply.Ok(PlatformTenantView.Of(done, control.Grace)));
    }

    /// <summary>Lets a tenant be read but not changed, so that what is exported is of one moment. A person who asks by a session proves once more who it is.</summary>
    [Function("HandOverTenant"), Allow(Scope.PlatformAdministrator), Body<RestTenantRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<PlatformTenantView>> HandOverTenant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "platform/tenants/{tenant}/hand-over")] HttpRequest request,
        string tenant,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<RestTenantRequest>(cancellation);
        var known = body.Then(_ => Known(tenant));
        return await known.Then(id => proof.Before(
                request, body.Value.Password, body.Value.Code, () => control.HandOver(request.Caller(), id, body.Value.Reason, cancellation), cancellation))
            .ToReply(done => Reply.Ok(PlatformTenantView.Of(done, control.Grace)));
    }

    /// <summary>Brings a tenant back to work: one that rests, or one whose erasure has not begun.</summary>
    [Function("ResumeTenant"), Allow(Scope.PlatformAdministrator), Answers(StatusCodes.Status200OK)]
    public Task<Reply<PlatformTenantView>> ResumeTenant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "platform/tenants/{tenant}/resume")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string tenant,
        CancellationToken cancellation) =>
        Known(tenant).Then(id => deletions.Resume(client, request.Caller(), id, cancellation)).ToReply(done => Reply.Ok(PlatformTenantView.Of(done, control.Grace)));

    internal static Outcome<TenantId> Known(string tenant) => TenantId.TryParse(tenant, out var id) ? id : new TenantNotFound(tenant);
}
