using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Tenants;
using Interlink.Functions.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Platform;

/// <summary>Deletions of tenants as operations of the platform: one that broke off is tried again from where it was.</summary>
public sealed class DeletionOperation(TenantDirectory tenants) : IOperationKind
{
    /// <summary>The kind of deletions.</summary>
    public const string Name = "tenant-deletion";

    public string Kind => Name;

    public string Scope => Core.Kernel.Scope.PlatformAdministrator;

    /// <summary>What starts the deletion of a tenant that is to be deleted.</summary>
    public static OperationStart Start(Tenant tenant) =>
        new(Name, nameof(DeleteTenant), id => new DeleteTenantInput(tenant.Id, id, tenant.Deletion!.Key, tenant.Deletion.EraseAt))
        {
            Key = tenant.Deletion!.Key,
            Summary = tenant.Id.Value,
        };

    /// <summary>The operation of a deletion.</summary>
    public static OperationId IdOf(TenantDeletion deletion) => OperationId.Of(Name, Ulids.Derive(Name, deletion.Key));

    public async Task<NotRetryable?> WhyNotRetry(TenantId tenant, OperationRecord record, CancellationToken cancellation) =>
        await Meant(record, cancellation) is null ? NotRetryable.InputGone : null;

    public async Task<Outcome<OperationStart>> Retry(DurableTaskClient client, Caller caller, OperationRecord record, CancellationToken cancellation) =>
        await Meant(record, cancellation) is { } tenant ? Start(tenant) : new DeletionWithdrawn();

    public Task Ended(TenantId tenant, OperationRecord record, OperationEnding ending, CancellationToken cancellation) => Task.CompletedTask;

    // The tenant that the operation is about, as long as it is to be deleted by it.
    private async Task<Tenant?> Meant(OperationRecord record, CancellationToken cancellation) =>
        TenantId.TryParse(record.Summary, out var id) && await tenants.Find(id, cancellation) is { State: TenantState.Deleting, Deletion: { } deletion } tenant
            && IdOf(deletion) == record.Id ? tenant : null;
}
