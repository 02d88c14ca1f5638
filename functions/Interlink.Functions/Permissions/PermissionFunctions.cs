using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Permissions;

/// <summary>What teams may do in a process, for its administrators.</summary>
public sealed class PermissionFunctions(GrantPermissions permissions)
{
    /// <summary>Lists who administers a process and what teams may do in it.</summary>
    [Function("ListPermissions"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses)]
    public Task<Reply<ProcessPermissionsView>> ListPermissions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/permissions")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        permissions.List(request.Caller(), id, cancellation).ToReply(read => Reply.Ok(ProcessPermissionsView.Of(read)));

    /// <summary>Gives a team rights in the whole process, or in one item of its tree and everything below.</summary>
    [Function("GrantPermission"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Body<GrantPermissionRequest>]
    public async Task<Reply<PermissionView>> GrantPermission(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "processes/{id}/permissions")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<GrantPermissionRequest>(cancellation);
        return await body.Then(b => permissions.Grant(request.Caller(), id, b.Team, b.Item, b.Rights, cancellation))
            .ToReply(granted => Reply.Created(PermissionView.Of(granted.Permission, granted.Team), $"/api/processes/{id}/permissions/{granted.Permission.Id}")
                .Tagged(granted.Permission.Revision()));
    }

    /// <summary>Changes what a permission says.</summary>
    [Function("ChangePermission"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Revisioned, Body<ChangePermissionRequest>]
    public async Task<Reply<PermissionView>> ChangePermission(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "processes/{id}/permissions/{permissionId}")] HttpRequest request,
        string id,
        string permissionId,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<ChangePermissionRequest>(cancellation);
        return await body.Then(b => request.IfMatch().Then(
                read => permissions.Change(request.Caller(), id, permissionId, b.Rights, read, cancellation)))
            .ToReply(changed => Reply.Ok(PermissionView.Of(changed.Permission, changed.Team)).Tagged(changed.Permission.Revision()));
    }

    /// <summary>Takes a permission away; it counts no more from the next request on, for files that are being linked to as well.</summary>
    [Function("RevokePermission"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Revisioned]
    public Task<Reply<Unit>> RevokePermission(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "processes/{id}/permissions/{permissionId}")] HttpRequest request,
        string id,
        string permissionId,
        CancellationToken cancellation) =>
        request.IfMatch().Then(read => permissions.Revoke(request.Caller(), id, permissionId, read, cancellation)).ToReply(_ => Reply.NoContent());
}
