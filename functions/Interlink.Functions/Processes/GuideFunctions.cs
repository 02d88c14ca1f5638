using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Processes;

/// <summary>The tree of a process as a guide: make it from a schema, read it, work through it.</summary>
public sealed class GuideFunctions(ProcessStore processes, ApplySchema applySchema, SetTaskStatus setStatus, GuideViews views)
{
    /// <summary>Makes the tree of a process from a schema of the catalogue.</summary>
    [Function("ApplySchema"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Revisioned, Body<ApplySchemaRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<GuideView>> ApplySchema(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "processes/{id}/schema")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<ApplySchemaRequest>(cancellation);
        var applied = await body.Then(b => request.IfMatch().Then(
            read => applySchema.Run(request.Caller(), id, b.SchemaId, read, request.IdempotencyKey(), cancellation)));
        return await Guide(request, applied, cancellation);
    }

    /// <summary>Reads a process with its whole tree, and what to do next.</summary>
    [Function("GetGuide"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses)]
    public async Task<Reply<GuideView>> GetGuide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/guide")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await Guide(request, await processes.Load(request.Caller(), id, cancellation), cancellation);

    /// <summary>Reads a phase, objective or task.</summary>
    [Function("GetTreeItem"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses)]
    public async Task<Reply<TreeItemView>> GetTreeItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/items/{itemId}")] HttpRequest request,
        string id,
        string itemId,
        CancellationToken cancellation) =>
        await Item(request, await processes.LoadItem(request.Caller(), id, itemId, cancellation), cancellation);

    /// <summary>Says how far a task is.</summary>
    [Function("SetTaskStatus"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Revisioned, Body<SetTaskStatusRequest>]
    public async Task<Reply<TreeItemView>> SetTaskStatus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "processes/{id}/items/{itemId}/status")] HttpRequest request,
        string id,
        string itemId,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<SetTaskStatusRequest>(cancellation);
        var set = await body.Then(b => request.IfMatch().Then(
            read => setStatus.Run(request.Caller(), id, itemId, b.Status, read, cancellation)));
        return await Item(request, set, cancellation);
    }

    private async Task<Reply<GuideView>> Guide(
        HttpRequest request, Outcome<LoadedProcess> loaded, CancellationToken cancellation) => loaded.Succeeded
        ? Reply.Ok(await views.Guide(request.Caller(), loaded.Value, cancellation)).Tagged(loaded.Value.Process.Revision())
        : loaded.Error;

    private async Task<Reply<TreeItemView>> Item(
        HttpRequest request, Outcome<LoadedItem> found, CancellationToken cancellation) => found.Succeeded
        ? Reply.Ok(await views.Item(request.Caller(), found.Value, request.Language(), cancellation)).Tagged(found.Value.Item.Revision())
        : found.Error;
}
