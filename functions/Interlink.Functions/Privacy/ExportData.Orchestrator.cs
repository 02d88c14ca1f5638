using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Operations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Functions.Privacy;

/// <summary>What a copy of personal data starts with.</summary>
/// <param name="Tenant">Where the person is.</param>
/// <param name="Export">Which export.</param>
/// <param name="Parts">The parts to collect, in order.</param>
/// <param name="Page">Where the person fetches it.</param>
public sealed record ExportDataInput(TenantId Tenant, string Export, IReadOnlyList<string> Parts, string Page);

public sealed partial class ExportData
{
    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(2)));

    /// <summary>Collects part by part, packs everything, and tells the person.</summary>
    [Function(nameof(ExportData))]
    public static async Task<OperationResult> Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context, ExportDataInput input)
    {
        // Write down what each part of the product keeps.
        OperationTrail? trail = null;
        foreach (var (done, part) in input.Parts.Index())
        {
            trail = context.Begin(trail, "collecting", done, input.Parts.Count);
            await context.CallActivityAsync<int>(nameof(CollectExport), new CollectExportInput(input.Tenant, input.Export, part), Retried);
        }

        // Pack it, and say where it can be fetched.
        context.Begin(trail, "packing", input.Parts.Count, input.Parts.Count);
        await context.CallActivityAsync<bool>(nameof(FinishExport), new FinishExportInput(input.Tenant, input.Export, input.Page), Retried);
        return OperationResult.Success();
    }
}
