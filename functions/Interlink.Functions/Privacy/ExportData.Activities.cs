using Interlink.Core.Kernel;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Privacy;

/// <summary>Which part of which export to collect.</summary>
public sealed record CollectExportInput(TenantId Tenant, string Export, string Part);

/// <summary>Which export to pack, and where it is fetched.</summary>
public sealed record FinishExportInput(TenantId Tenant, string Export, string Page);

public sealed partial class ExportData
{
    /// <summary>Writes down what one part of the product keeps.</summary>
    [Function(nameof(CollectExport))]
    public Task<int> CollectExport([ActivityTrigger] CollectExportInput input, CancellationToken cancellation) =>
        make.Collect(input.Tenant, input.Export, input.Part, cancellation);

    /// <summary>Packs the parts, and tells the person.</summary>
    [Function(nameof(FinishExport))]
    public async Task<bool> FinishExport([ActivityTrigger] FinishExportInput input, CancellationToken cancellation) =>
        await make.Finish(input.Tenant, input.Export, new Uri(input.Page), cancellation) is not null;
}
