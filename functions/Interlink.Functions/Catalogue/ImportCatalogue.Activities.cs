using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Catalogue;

/// <summary>Which source to read.</summary>
public sealed record PrepareImportInput(TenantId Tenant, OperationId Import);

/// <summary>Which round to save.</summary>
public sealed record SaveImportRoundInput(TenantId Tenant, OperationId Import, int Round);

/// <summary>Which import to end, and how.</summary>
/// <param name="Rounds">How many rounds may have left lines for the report.</param>
/// <param name="Fault">Why it ends early; null when every round is done.</param>
public sealed record FinishImportInput(TenantId Tenant, OperationId Import, string Actor, int Rounds, OperationFault? Fault);

/// <summary>What the operation shows in the end.</summary>
/// <param name="Report">Path of the report.</param>
/// <param name="Counts">What became of the entries.</param>
public sealed record ImportResult(string Report, ImportCounts Counts);

public sealed partial class ImportCatalogue
{
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
        var import = await imports.Finish(input.Tenant, input.Import, input.Actor, input.Rounds, input.Fault, clock.GetUtcNow(),
            cancellation);
        var result = OperationResult.Success(new ImportResult($"/api/catalogue/imports/{import.OperationId}", import.Counts));
        return result with { Error = import.Error };
    }
}
