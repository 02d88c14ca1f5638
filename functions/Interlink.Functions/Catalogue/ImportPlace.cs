using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Catalogue;

/// <summary>The tenant's only place for an import, and who holds it without needing it any more.</summary>
public sealed class ImportPlace(ImportStore imports, OperationStore operations, TimeProvider clock)
{
    /// <summary>How long an import that holds the place may take to get its orchestration.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    /// <summary>An import that was stopped, or whose start was cut short, still holds the place: its orchestration tells.</summary>
    /// <returns>Null when nobody holds it, or one that is going on.</returns>
    public async Task<RunningImport?> FindAbandoned(DurableTaskClient client, TenantId tenant, CancellationToken cancellation)
    {
        if (await imports.FindRunning(tenant, cancellation) is not { } held)
        {
            return null;
        }

        var attempt = (await operations.Find(tenant, held.Import, cancellation))?.Body.Attempt ?? 1;
        var instance = await client.GetInstanceAsync(held.Import.InstanceIn(tenant, attempt), getInputsAndOutputs: false, cancellation);
        return instance?.IsCompleted ?? clock.GetUtcNow() - held.Since > StartsWithin ? held : null;
    }
}
