using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Operations;

/// <summary>Operations over HTTP, and the timer that keeps their records.</summary>
public sealed class OperationFunctions(OperationDesk desk, TenantDirectory tenants, TimeProvider clock)
{
    /// <summary>How long an orchestration's history is kept; the operation's record stays.</summary>
    private static readonly TimeSpan KeepHistory = TimeSpan.FromDays(30);

    /// <summary>Tells how an operation stands. Only for whoever started it, and administrators.</summary>
    [Function("GetOperation"), Allow(Scope.Member)]
    public async Task<Reply<OperationView>> GetOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operations/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) =>
        await desk.Get(client, request.Caller(), id, cancellation);

    /// <summary>Lists the tenant's operations, the youngest first.</summary>
    [Function("ListOperations"), Allow(Scope.Administrator), Query<PagedQuery>]
    public async Task<Reply<Page<OperationView>>> ListOperations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await request.ReadQuery<PagedQuery>().Then(async query =>
            Outcome<Page<OperationView>>.Of(await desk.List(client, request.Caller(), query.Page, cancellation)));

    /// <summary>Writes down how operations ended and lets go of orchestrations that ended long ago.</summary>
    [Function("SettleOperations")]
    public async Task SettleOperations(
        [TimerTrigger("0 7/10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            await desk.Settle(client, tenant.Id, cancellation);
        }

        OrchestrationRuntimeStatus[] ended =
            [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];
        await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(null, clock.GetUtcNow() - KeepHistory, ended), cancellation);
    }
}
