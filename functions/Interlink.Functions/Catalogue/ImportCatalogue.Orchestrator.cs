using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Functions.Catalogue;

/// <summary>What an import starts with, and goes on with after each round.</summary>
/// <param name="Tenant">Whose catalogue.</param>
/// <param name="Import">The operation.</param>
/// <param name="Actor">Subject of the caller who asked for it.</param>
/// <param name="Checkpoint">How far it is; null before the source was read.</param>
public sealed record ImportCatalogueInput(TenantId Tenant, OperationId Import, string Actor, ImportCheckpoint? Checkpoint = null);

/// <summary>How far an import is.</summary>
/// <param name="Round">The round to do next.</param>
/// <param name="Rounds">How many rounds there are.</param>
/// <param name="Done">Entries done.</param>
/// <param name="Total">Entries in all.</param>
public sealed record ImportCheckpoint(int Round, int Rounds, int Done, int Total)
{
    /// <summary>Whether every round is done.</summary>
    public bool IsLast => Round >= Rounds;

    /// <summary>After one more round.</summary>
    public ImportCheckpoint After(int entries) => this with { Round = Round + 1, Done = Done + entries };
}

public sealed partial class ImportCatalogue
{
    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 3,
            maxRetryInterval: TimeSpan.FromMinutes(2)));

    /// <summary>Reads the source, then saves its entries round by round, then reports.</summary>
    [Function(nameof(ImportCatalogue))]
    public static async Task<OperationResult?> Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context,
        ImportCatalogueInput input)
    {
        try
        {
            // Read the source into drafts; a source that is none ends here.
            if (input.Checkpoint is not { } checkpoint)
            {
                context.SetCustomStatus(new OperationProgress(0, 0, "reading"));
                var plan = await context.CallActivityAsync<ImportPlan>(nameof(PrepareImport),
                    new PrepareImportInput(input.Tenant, input.Import), Retried);
                return plan.Refusal is { } refusal
                    ? await Finish(context, input, 0, refusal)
                    : GoOn(context, input, new ImportCheckpoint(0, plan.Rounds, 0, plan.Entries));
            }

            // Report, once every round is done.
            if (checkpoint.IsLast)
            {
                return await Finish(context, input, checkpoint.Rounds, null);
            }

            // Save one round, then start over with an empty history.
            context.SetCustomStatus(new OperationProgress(checkpoint.Done, checkpoint.Total, "saving"));
            var saved = await context.CallActivityAsync<int>(nameof(SaveImportRound),
                new SaveImportRoundInput(input.Tenant, input.Import, checkpoint.Round), Retried);
            return GoOn(context, input, checkpoint.After(saved));
        }
        catch (TaskFailedException)
        {
            // What was saved stays, and is told; importing the source again does the rest.
            return await Finish(context, input, input.Checkpoint?.Rounds ?? 0, Interrupted);
        }
    }

    private static OperationFault Interrupted => new("import-interrupted", "The import broke off before its end. Import the source again.");

    private static OperationResult? GoOn(TaskOrchestrationContext context, ImportCatalogueInput input, ImportCheckpoint checkpoint)
    {
        context.SetCustomStatus(new OperationProgress(checkpoint.Done, checkpoint.Total, checkpoint.IsLast ? "reporting" : "saving"));
        context.ContinueAsNew(input with { Checkpoint = checkpoint });
        return null;
    }

    private static Task<OperationResult> Finish(TaskOrchestrationContext context, ImportCatalogueInput input, int rounds,
        OperationFault? fault) =>
        context.CallActivityAsync<OperationResult>(nameof(FinishImport),
            new FinishImportInput(input.Tenant, input.Import, input.Actor, rounds, fault), Retried);
}
