using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Catalogue;

/// <summary>Imports as operations: what is left of one that broke off or was canceled, and how it is tried again.</summary>
public sealed class ImportOperation(ImportStore imports, ImportPlace place, TimeProvider clock) : IOperationKind
{
    /// <summary>The kind of imports.</summary>
    public const string Name = "catalogue-import";

    public string Kind => Name;

    public string Scope => Core.Kernel.Scope.Curator;

    /// <summary>What starts an attempt.</summary>
    public static OperationStart Start(Caller caller) =>
        new(Name, nameof(ImportCatalogue), import => new ImportCatalogueInput(caller.Tenant, import, caller.Subject));

    public async Task<NotRetryable?> WhyNotRetry(TenantId tenant, OperationRecord record, CancellationToken cancellation) =>
        record.Ending?.Error?.Type.StartsWith("source-", StringComparison.Ordinal) == true ? NotRetryable.InputRefused
        : await imports.HasSource(tenant, record.Id, cancellation) ? null
        : NotRetryable.InputGone;

    public async Task<Outcome<OperationStart>> Retry(
        DurableTaskClient client, Caller caller, OperationRecord record, CancellationToken cancellation)
    {
        var over = await place.FindAbandoned(client, caller.Tenant, cancellation);
        var holder = await imports.BeginAgain(caller.Tenant, record.Id, clock.GetUtcNow(), over, cancellation);
        return holder.Import == record.Id ? Start(caller) : new ImportRunning(holder.Import.ToString());
    }

    // What was saved stays and is told; the place is free for the next.
    public async Task Ended(TenantId tenant, OperationRecord record, OperationEnding ending, CancellationToken cancellation)
    {
        if (!await imports.IsOver(tenant, record.Id, cancellation))
        {
            var fault = ending.Status is OperationStatus.Canceled ? ImportFaults.Canceled : ImportFaults.Interrupted;
            await imports.Finish(tenant, record.Id, record.StartedBy, fault, clock.GetUtcNow(), cancellation);
        }
    }
}
