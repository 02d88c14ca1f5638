using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Edge;
using Interlink.Functions.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Tests.Operations;

public sealed record PlantedInput(TenantId Tenant, OperationId Operation, string Wish);

public sealed record PlantedRefusal() : Error(ErrorKind.Conflict, "planted-refusal", "Planted.");

/// <summary>Long work that exists only for these tests.</summary>
public sealed class PlantedOrchestrators(OperationStarter operations)
{
    [Function(nameof(PlantedWork))]
    public static async Task<OperationResult> PlantedWork([OrchestrationTrigger] TaskOrchestrationContext context, PlantedInput input)
    {
        context.SetCustomStatus(new OperationProgress(1, 4, "begin"));
        switch (input.Wish)
        {
            case "wait":
                await context.WaitForExternalEvent<string>("go");
                return OperationResult.Success();
            case "refuse":
                return OperationResult.Failure(new PlantedRefusal());
            case "explode":
                throw new InvalidOperationException("secret of the orchestrator");
            default:
                context.SetCustomStatus(new OperationProgress(4, 4));
                return OperationResult.Success(new { report = $"/api/planted/{input.Operation}" });
        }
    }

    [Function("PlantedStart"), Allow(Scope.Member)]
    public async Task<Reply<OperationView>> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "planted/work/{wish}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string wish,
        CancellationToken cancellation)
    {
        var caller = request.Caller();
        var start = new OperationStart("planted-work", nameof(PlantedWork), id => new PlantedInput(caller.Tenant, id, wish)) { Key = request.IdempotencyKey(), Summary = wish };
        return (await operations.Start(client, caller, start, cancellation)).Accepted();
    }
}
