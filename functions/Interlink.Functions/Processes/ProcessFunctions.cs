using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Processes;

/// <summary>Processes: list, make, read, change.</summary>
public sealed class ProcessFunctions(ProcessStore processes, CreateProcess create, EditProcess edit)
{
    /// <summary>Lists the processes that the caller sees: those administered, and those in which a team of the caller has a permission.</summary>
    [Function("ListProcesses"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses), Query<ListProcessesQuery>]
    public async Task<Reply<Page<ProcessSummaryView>>> ListProcesses(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes")] HttpRequest request, CancellationToken cancellation)
    {
        var query = request.ReadQuery<ListProcessesQuery>().Map(q => new ProcessQuery
        {
            Text = q.Text,
            Language = request.Language(),
            Status = q.Status,
            Sort = q.Sort,
            Page = q.Page,
        });
        return query.Succeeded
            ? Reply.Ok((await processes.List(request.Caller(), query.Value, cancellation)).Map(ProcessSummaryView.Of))
            : query.Error;
    }

    /// <summary>Makes a process; the caller administers it.</summary>
    [Function("CreateProcess"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Body<CreateProcessRequest>]
    public async Task<Reply<ProcessView>> CreateProcess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "processes")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<CreateProcessRequest>(cancellation);
        return await body
            .Map(b => new ProcessDraft(b.Name, b.Language, b.Aim, b.Idea, b.Challenges))
            .Then(draft => create.Run(request.Caller(), draft, request.IdempotencyKey(), cancellation))
            .ToReply(process => Reply.Created(ProcessView.Of(process, true), $"/api/processes/{process.Id}").Tagged(process.Revision()));
    }

    /// <summary>Reads a process.</summary>
    [Function("GetProcess"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses)]
    public Task<Reply<ProcessView>> GetProcess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        processes.Load(request.Caller(), id, cancellation).ToReply(Shown);

    /// <summary>Changes name, aim, idea or challenges of a process.</summary>
    [Function("EditProcess"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Revisioned, Body<EditProcessRequest>]
    public async Task<Reply<ProcessView>> EditProcess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "processes/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<EditProcessRequest>(cancellation);
        return await body
            .Map(b => new ProcessEdit(b.Name, b.Aim, b.Idea, b.Challenges))
            .Then(change => request.IfMatch().Then(read => edit.Run(request.Caller(), id, change, read, cancellation)))
            .ToReply(Shown);
    }

    private static Reply<ProcessView> Shown(LoadedProcess loaded) => Reply.Ok(ProcessView.Of(loaded)).Tagged(loaded.Process.Revision());
}
