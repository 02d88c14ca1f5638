using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Organizations;
using Interlink.Core.Privacy;
using Interlink.Core.Teams;
using Interlink.Core.Tenants;
using Interlink.Functions.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Platform;

/// <summary>Starts deletions of tenants and takes them back, whoever asks for it: an operator with a token, or the command line.</summary>
public sealed class DeletionDesk(TenantDirectory tenants, TenantControl control, OperationStarter starter, OperationDesk operations, OperationControl steering)
{
    /// <summary>Has a tenant deleted; see <see cref="DeleteTenant.RequestTenantDeletion"/>.</summary>
    /// <returns>The operation; <see cref="TenantNotFound"/>, <see cref="TenantStateForbids"/> or <see cref="StaleRevision"/>.</returns>
    [NeverRefuses(typeof(ImportRunning), typeof(OrganizationNotFound), typeof(TeamNotFound), typeof(TeamNotManaged))]
    public async Task<Outcome<OperationView>> Delete(DurableTaskClient client, Caller caller, TenantId id, CancellationToken cancellation)
    {
        var deleting = await control.Delete(caller, id, cancellation);
        if (!deleting.Succeeded)
        {
            return deleting.Error;
        }

        var asked = AsOperator(caller);
        var started = await starter.Start(client, asked, DeletionOperation.Start(deleting.Value), cancellation);
        return started.Status is OperationStatus.Failed or OperationStatus.Canceled
            ? await steering.Retry(client, asked, started.Id.ToString(), new RetryOperationRequest(), cancellation)
            : started;
    }

    /// <summary>Brings a tenant back to work; a deletion that was under way ends.</summary>
    /// <returns>The tenant; <see cref="TenantNotFound"/>, <see cref="TenantStateForbids"/> once erasure has begun, or <see cref="StaleRevision"/>.</returns>
    [NeverRefuses(typeof(ErasureBegun), typeof(ErasureNotFound), typeof(OperationEnded), typeof(OperationNotFound))]
    public async Task<Outcome<Tenant>> Resume(DurableTaskClient client, Caller caller, TenantId id, CancellationToken cancellation)
    {
        var before = await tenants.Find(id, cancellation);
        var resumed = await control.Resume(caller, id, cancellation);
        if (resumed.Succeeded && before?.Deletion is { } deletion)
        {
            // Were this never done, the operation would find the tenant at work when it wakes, and end by itself.
            await steering.Cancel(client, AsOperator(caller), DeletionOperation.IdOf(deletion).ToString(), new CancelOperationRequest("The tenant was brought back."), cancellation);
        }

        return resumed;
    }

    /// <summary>An operation of the platform, whoever of its operators started it.</summary>
    public Task<Outcome<OperationView>> Get(DurableTaskClient client, Caller caller, string id, CancellationToken cancellation) =>
        operations.Get(client, AsOperator(caller), id, cancellation);

    // Operators see and steer each other's operations in the platform's own partition, and nothing else by it.
    private static Caller AsOperator(Caller caller) =>
        caller with { Tenant = TenantDirectory.Platform, Scopes = new HashSet<string> { Scope.PlatformAdministrator, Scope.Administrator } };
}
