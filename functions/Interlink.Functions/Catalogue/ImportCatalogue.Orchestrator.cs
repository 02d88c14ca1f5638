using System.Text.Json.Serialization;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Operations;
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
/// <param name="Rounds">The rounds there are.</param>
/// <param name="Done">Entries done.</param>
/// <param name="Total">Entries in all.</param>
/// <param name="Trail">The steps so far.</param>
public sealed record ImportCheckpoint(int Round, ImportRounds Rounds, int Done, int Total, OperationTrail? Trail = null)
{
    /// <summary>Whether every round is done.</summary>
    [JsonIgnore]
    public bool IsLast => Round >= Rounds.Count;

    /// <summary>After one more round.</summary>
    public ImportCheckpoint After(int entries, OperationTrail trail) => this with { Round = Round + 1, Done = Done + entries, Trail = trail };
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
        var trail = input.Checkpoint?.Trail;
        try
        {
            // Look at the source; one that is none, or not an honest one, ends here.
            if (input.Checkpoint is not { } checkpoint)
            {
                trail = context.Begin(trail, "reading");
                var source = new PrepareImportInput(input.Tenant, input.Import);
                var check = await context.CallActivityAsync<ImportSourceCheck>(nameof(CheckImportSource), source, Retried);
                if (check.Refusal is { } refusal)
                {
                    return await Finish(context, input, context.Break(trail), refusal);
                }

                // Read it into drafts.
                trail = context.Begin(trail, "checking");
                var plan = await context.CallActivityAsync<ImportPlan>(nameof(PrepareImport), source, Retried);
                return plan.Refusal is { } second
                    ? await Finish(context, input, context.Break(trail), second)
                    : GoOn(context, input, new ImportCheckpoint(0, plan.Rounds, 0, plan.Entries, trail));
            }

            // Report, once every round is done.
            if (checkpoint.IsLast)
            {
                return await Finish(context, input, trail, null);
            }

            // Save one round, then start over with an empty history.
            trail = context.Begin(trail, checkpoint.Rounds.StepOf(checkpoint.Round), checkpoint.Done, checkpoint.Total);
            var saved = await context.CallActivityAsync<int>(nameof(SaveImportRound),
                new SaveImportRoundInput(input.Tenant, input.Import, checkpoint.Round), Retried);
            return GoOn(context, input, checkpoint.After(saved, trail));
        }
        catch (TaskFailedException)
        {
            // What was saved stays, and is told; another attempt does the rest.
            return await Finish(context, input, context.Break(trail), ImportFaults.Interrupted);
        }
    }

    private static OperationResult? GoOn(TaskOrchestrationContext context, ImportCatalogueInput input, ImportCheckpoint checkpoint)
    {
        var step = checkpoint.IsLast ? "reporting" : checkpoint.Rounds.StepOf(checkpoint.Round);
        var trail = context.Begin(checkpoint.Trail, step, checkpoint.Done, checkpoint.Total);
        context.ContinueAsNew(input with { Checkpoint = checkpoint with { Trail = trail } });
        return null;
    }

    private static Task<OperationResult> Finish(TaskOrchestrationContext context, ImportCatalogueInput input, OperationTrail? trail,
        OperationFault? fault)
    {
        context.Begin(trail, "reporting", trail?.Done ?? 0, trail?.Total ?? 0);
        return context.CallActivityAsync<OperationResult>(nameof(FinishImport),
            new FinishImportInput(input.Tenant, input.Import, input.Actor, fault), Retried);
    }
}
