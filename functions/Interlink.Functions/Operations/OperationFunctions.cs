using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Operations;

/// <summary>Operations over HTTP, and the timer that keeps their records.</summary>
public sealed class OperationFunctions(OperationDesk desk, OperationControl control, TenantDirectory tenants, TimeProvider clock)
{
    /// <summary>How long an orchestration's history is kept; the operation's record stays.</summary>
    private static readonly TimeSpan KeepHistory = TimeSpan.FromDays(30);

    /// <summary>Tells how an operation stands. Only for whoever started it, and administrators.</summary>
    [Function("GetOperation"), Allow(Scope.Member), WhileSuspended, AllowApplication]
    public async Task<Reply<OperationView>> GetOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operations/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) =>
        await desk.Get(client, request.Caller(), id, cancellation);

    /// <summary>Lists the tenant's operations, the youngest first, with how many there are of each state and kind.</summary>
    [Function("ListOperations"), Allow(Scope.Administrator), Query<ListOperationsQuery>]
    public async Task<Reply<OperationList>> ListOperations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await request.ReadQuery<ListOperationsQuery>().Then(async query =>
            Outcome<OperationList>.Of(await desk.List(client, request.Caller(), query.Filter, query.Page, cancellation)));

    /// <summary>Cancels an operation. What it did until then stays as its kind explains. Only for whoever started it, and administrators.</summary>
    [Function("CancelOperation"), Allow(Scope.Member), Body<CancelOperationRequest>]
    public async Task<Reply<OperationView>> CancelOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operations/{id}/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<CancelOperationRequest>(cancellation);
        return await body.Then(asked => control.Cancel(client, request.Caller(), id, asked, cancellation)).ToReply(operation => operation.Accepted());
    }

    /// <summary>Has an operation that failed or was canceled tried again, under the same id. For whoever sees it and may start such work.</summary>
    [Function("RetryOperation"), Allow(Scope.Member), Body<RetryOperationRequest>]
    public async Task<Reply<OperationView>> RetryOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operations/{id}/retry")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<RetryOperationRequest>(cancellation);
        return await body.Then(asked => control.Retry(client, request.Caller(), id, asked, cancellation)).ToReply(operation => operation.Accepted());
    }

    /// <summary>Writes down how operations ended and lets go of orchestrations that ended long ago.</summary>
    [Function("SettleOperations")]
    public async Task SettleOperations(
        [TimerTrigger("0 7/10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            await desk.Settle(client, tenant.Id, cancellation);
        }

        await desk.Settle(client, TenantDirectory.Platform, cancellation);
        OrchestrationRuntimeStatus[] ended =
            [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];
        await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(null, clock.GetUtcNow() - KeepHistory, ended), cancellation);
    }
}
