using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Uploads;
using Interlink.Functions.Catalogue.Starter;
using Interlink.Functions.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Catalogue;

/// <summary>Starts imports, whoever asks for them: the page, the command line, whoever runs the platform.</summary>
public sealed class ImportDesk(ImportStore imports, ImportPlace place, OperationStarter operations, TimeProvider clock)
{
    /// <summary>Imports a source that has arrived whole.</summary>
    /// <param name="key">What repetitions of the request have in common.</param>
    /// <returns>The operation, or <see cref="ImportRunning"/> while another import goes on.</returns>
    public Task<Outcome<OperationView>> Start(
        DurableTaskClient client, Caller caller, FinishedUpload source, string key, CancellationToken cancellation) =>
        Start(client, caller, source.FileName, key, import => imports.Keep(caller.Tenant, import, source.Address, cancellation), cancellation);

    /// <summary>Imports the catalogue that comes with the product. What is there already and has not changed since stays as it is.</summary>
    /// <param name="key">What repetitions of the request have in common.</param>
    /// <returns>The operation, or <see cref="ImportRunning"/> while another import goes on.</returns>
    public Task<Outcome<OperationView>> StartStarter(DurableTaskClient client, Caller caller, string key, CancellationToken cancellation) =>
        Start(client, caller, StarterCatalogue.FileName, key, import => KeepStarter(caller.Tenant, import, cancellation), cancellation);

    private async Task KeepStarter(TenantId tenant, OperationId import, CancellationToken cancellation)
    {
        await using var zip = StarterCatalogue.Zip();
        await imports.Keep(tenant, import, zip, cancellation);
    }

    private async Task<Outcome<OperationView>> Start(
        DurableTaskClient client, Caller caller, string name, string key, Func<OperationId, Task> keep, CancellationToken cancellation)
    {
        var id = OperationId.Of(ImportOperation.Name, Ulids.Derive(ImportOperation.Name, key));
        var over = await place.FindAbandoned(client, caller.Tenant, cancellation);
        var holder = await imports.Begin(caller.Tenant, id, name, clock.GetUtcNow(), over, cancellation);
        if (holder.Import != id)
        {
            return new ImportRunning(holder.Import.ToString());
        }

        await keep(id);
        return await operations.Start(client, caller, ImportOperation.Start(caller) with { Key = key, Summary = name }, cancellation);
    }
}
