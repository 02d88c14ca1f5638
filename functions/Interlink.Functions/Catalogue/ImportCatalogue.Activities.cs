using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Catalogue;

/// <summary>Which source to read.</summary>
public sealed record PrepareImportInput(TenantId Tenant, OperationId Import);

/// <summary>What a look at the source said.</summary>
/// <param name="Refusal">Why it cannot be taken; null when it can.</param>
public sealed record ImportSourceCheck(OperationFault? Refusal);

/// <summary>Which round to save.</summary>
public sealed record SaveImportRoundInput(TenantId Tenant, OperationId Import, int Round);

/// <summary>Which import to end, and how.</summary>
/// <param name="Fault">Why it ends early; null when every round is done.</param>
public sealed record FinishImportInput(TenantId Tenant, OperationId Import, string Actor, OperationFault? Fault);

/// <summary>What the operation shows in the end.</summary>
/// <param name="Report">Path of the report.</param>
/// <param name="Counts">What became of the entries.</param>
public sealed record ImportResult(string Report, ImportCounts Counts);

public sealed partial class ImportCatalogue
{
    /// <summary>Looks whether the source can be taken at all.</summary>
    [Function(nameof(CheckImportSource))]
    public async Task<ImportSourceCheck> CheckImportSource([ActivityTrigger] PrepareImportInput input, CancellationToken cancellation) =>
        new(await run.Check(input.Tenant, input.Import, cancellation));

    /// <summary>Reads the source into drafts, which are kept as blobs, a round each.</summary>
    [Function(nameof(PrepareImport))]
    public Task<ImportPlan> PrepareImport([ActivityTrigger] PrepareImportInput input, CancellationToken cancellation) =>
        run.Prepare(input.Tenant, input.Import, cancellation);

    /// <summary>Saves the entries of one round.</summary>
    [Function(nameof(SaveImportRound))]
    public Task<int> SaveImportRound([ActivityTrigger] SaveImportRoundInput input, CancellationToken cancellation) =>
        run.SaveRound(input.Tenant, input.Import, input.Round, cancellation);

    /// <summary>Writes the report and lets the next import in.</summary>
    [Function(nameof(FinishImport))]
    public async Task<OperationResult> FinishImport([ActivityTrigger] FinishImportInput input, CancellationToken cancellation)
    {
        var import = await imports.Finish(input.Tenant, input.Import, input.Actor, input.Fault, clock.GetUtcNow(), cancellation);
        var result = OperationResult.Success(new ImportResult($"/api/catalogue/imports/{import.OperationId}", import.Counts));
        return result with { Error = import.Error };
    }
}
