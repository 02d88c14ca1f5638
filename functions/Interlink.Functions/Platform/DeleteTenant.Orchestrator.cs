using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Operations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Functions.Platform;

/// <summary>What a deletion starts with, and goes on with after some rounds.</summary>
/// <param name="Tenant">The tenant to delete.</param>
/// <param name="Operation">The operation, which is the platform's.</param>
/// <param name="Key">Of the deletion that is meant; another may have been asked for since.</param>
/// <param name="EraseAt">When the time of grace is over.</param>
/// <param name="Checkpoint">How far it is; null in the time of grace.</param>
public sealed record DeleteTenantInput(TenantId Tenant, OperationId Operation, string Key, DateTimeOffset EraseAt, DeletionCheckpoint? Checkpoint = null);

/// <summary>How far a deletion is.</summary>
/// <param name="Settled">Whether everything was empty once, and this is the second look.</param>
/// <param name="Erased">How many things are erased.</param>
/// <param name="Settle">How long to wait before the second look.</param>
/// <param name="Trail">The steps so far.</param>
public sealed record DeletionCheckpoint(bool Settled, long Erased, TimeSpan Settle, OperationTrail? Trail = null);

public sealed partial class DeleteTenant
{
    private const int RoundsAtOnce = 20;

    // Erasure goes on until it is done: for two days of trouble at the least.
    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 100, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(30)));

    /// <summary>Waits out the time of grace, erases round by round, looks once more, then writes the certificate.</summary>
    [Function(nameof(DeleteTenant))]
    public static async Task<OperationResult?> Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context, DeleteTenantInput input)
    {
        // The time of grace; whoever brings the tenant back ends it here.
        if (input.Checkpoint is not { } checkpoint)
        {
            var waiting = context.Begin(null, "waiting");
            await context.CreateTimer(input.EraseAt.UtcDateTime, CancellationToken.None);
            var begun = await context.CallActivityAsync<ErasureBegun>(nameof(BeginErasure), new BeginErasureInput(input.Tenant, input.Key), Retried);
            if (begun.Refusal is { } refusal)
            {
                return new OperationResult(refusal);
            }

            checkpoint = new DeletionCheckpoint(false, 0, begun.Settle, waiting);
        }

        // Some rounds; then over again, so that the history stays short.
        for (var round = 0; round < RoundsAtOnce; round++)
        {
            var trail = context.Begin(checkpoint.Trail, checkpoint.Settled ? "looking-again" : "erasing", (int)checkpoint.Erased);
            var done = await context.CallActivityAsync<ErasureRoundDone>(nameof(EraseRound), new EraseRoundInput(input.Tenant, input.Key), Retried);
            checkpoint = checkpoint with { Erased = done.Erased, Trail = trail };
            if (done.Removed > 0)
            {
                continue;
            }

            if (checkpoint.Settled)
            {
                context.Begin(checkpoint.Trail, "certifying", (int)checkpoint.Erased);
                return await context.CallActivityAsync<OperationResult>(nameof(CertifyDeletion), new CertifyDeletionInput(input.Tenant, input.Operation), Retried);
            }

            // What was on its way when everything was empty has arrived by then.
            await context.CreateTimer(checkpoint.Settle, CancellationToken.None);
            checkpoint = checkpoint with { Settled = true };
        }

        context.ContinueAsNew(input with { Checkpoint = checkpoint });
        return null;
    }
}
