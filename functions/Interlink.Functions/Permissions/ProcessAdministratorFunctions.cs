using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Permissions;

/// <summary>Who administers a process; for its administrators.</summary>
public sealed class ProcessAdministratorFunctions(ProcessAdministrators administrators)
{
    /// <summary>Makes a person of the tenant an administrator of the process.</summary>
    [Function("AddProcessAdministrator"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses)]
    public Task<Reply<ProcessAdministratorsView>> AddProcessAdministrator(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "processes/{id}/administrators/{subject}")] HttpRequest request,
        string id,
        string subject,
        CancellationToken cancellation) =>
        administrators.Add(request.Caller(), id, subject, cancellation).ToReply(Shown);

    /// <summary>Takes the process's administration from a person, but never from the last.</summary>
    [Function("RemoveProcessAdministrator"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses)]
    public Task<Reply<ProcessAdministratorsView>> RemoveProcessAdministrator(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "processes/{id}/administrators/{subject}")] HttpRequest request,
        string id,
        string subject,
        CancellationToken cancellation) =>
        administrators.Remove(request.Caller(), id, subject, cancellation).ToReply(Shown);

    private static Reply<ProcessAdministratorsView> Shown(LoadedProcess loaded) =>
        Reply.Ok(new ProcessAdministratorsView(loaded.Process.Administrators)).Tagged(loaded.Process.Revision());
}
