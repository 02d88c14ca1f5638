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
    /// <summary>The id of the work that "delegate" hands on.</summary>
    public static string ChildOf(string instance) => $"{instance}:child";

    [Function(nameof(PlantedWork))]
    public static async Task<OperationResult> PlantedWork([OrchestrationTrigger] TaskOrchestrationContext context, PlantedInput input)
    {
        var trail = context.Begin(null, "begin", 1, 4);
        switch (input.Wish)
        {
            case "delegate":
                await context.CallSubOrchestratorAsync<OperationResult>(nameof(PlantedWork), input with { Wish = "wait" },
                    new SubOrchestrationOptions(instanceId: ChildOf(context.InstanceId)));
                return OperationResult.Success();
            case "wait":
                await context.WaitForExternalEvent<string>("go");
                return OperationResult.Success();
            case "refuse":
                return OperationResult.Failure(new PlantedRefusal());
            case "explode":
                throw new InvalidOperationException("secret of the orchestrator");
            default:
                context.Begin(trail, "finish", 4, 4);
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

/// <summary>Planted work can be tried again by members, unless its wish is gone; a second try does what it should.</summary>
public sealed class PlantedKind : IOperationKind
{
    private int _ended;

    public string Kind => "planted-work";

    public string Scope => Core.Kernel.Scope.Member;

    /// <summary>How often an attempt was put in order.</summary>
    public int Endings => _ended;

    /// <summary>Whether what the work needs is gone.</summary>
    public bool Gone { get; set; }

    public Task<NotRetryable?> WhyNotRetry(TenantId tenant, OperationRecord record, CancellationToken cancellation) =>
        Task.FromResult(Gone ? NotRetryable.InputGone : null);

    public Task<Outcome<OperationStart>> Retry(DurableTaskClient client, Caller caller, OperationRecord record, CancellationToken cancellation) =>
        Task.FromResult<Outcome<OperationStart>>(new OperationStart(Kind, nameof(PlantedOrchestrators.PlantedWork),
            id => new PlantedInput(caller.Tenant, id, record.Summary == "refuse" ? "do" : record.Summary!)));

    public Task Ended(TenantId tenant, OperationRecord record, OperationEnding ending, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _ended);
        return Task.CompletedTask;
    }
}

/// <summary>Work of this kind can be tried again by curators only.</summary>
public sealed class CuratedKind : IOperationKind
{
    public string Kind => "curated-work";

    public string Scope => Core.Kernel.Scope.Curator;

    public Task<NotRetryable?> WhyNotRetry(TenantId tenant, OperationRecord record, CancellationToken cancellation) => Task.FromResult<NotRetryable?>(null);

    public Task<Outcome<OperationStart>> Retry(DurableTaskClient client, Caller caller, OperationRecord record, CancellationToken cancellation) =>
        throw new InvalidOperationException("Nobody gets this far.");

    public Task Ended(TenantId tenant, OperationRecord record, OperationEnding ending, CancellationToken cancellation) => Task.CompletedTask;
}
