using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Tenants;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Platform;

/// <summary>Which deletion is to go on.</summary>
public sealed record BeginErasureInput(TenantId Tenant, string Key);

/// <summary>Whether erasure began.</summary>
/// <param name="Settle">How long to wait before the second look.</param>
/// <param name="Refusal">Why it did not; null when it did.</param>
public sealed record ErasureBegun(TimeSpan Settle, OperationFault? Refusal = null);

/// <summary>Of which tenant to erase some, and by which deletion.</summary>
public sealed record EraseRoundInput(TenantId Tenant, string Key);

/// <summary>What a round did.</summary>
/// <param name="Removed">How many things it removed; 0 when nothing is left.</param>
/// <param name="Erased">How many are erased in all.</param>
public sealed record ErasureRoundDone(int Removed, long Erased);

/// <summary>Which deletion to certify.</summary>
public sealed record CertifyDeletionInput(TenantId Tenant, OperationId Operation);

/// <summary>What the operation shows in the end.</summary>
/// <param name="Certificate">Path of the certificate.</param>
/// <param name="Sha256">Its hash.</param>
public sealed record DeletionResult(string Certificate, string Sha256);

public sealed partial class DeleteTenant
{
    /// <summary>Writes down that erasure begins, unless the tenant was brought back.</summary>
    [Function(nameof(BeginErasure))]
    public async Task<ErasureBegun> BeginErasure([ActivityTrigger] BeginErasureInput input, CancellationToken cancellation)
    {
        var begun = await control.BeginErasure(input.Tenant, input.Key, cancellation);
        return new ErasureBegun(control.Settle, begun.Succeeded ? null : new OperationFault(begun.Error.Type, begun.Error.Detail));
    }

    /// <summary>Ends the tenant's orchestrations, then removes some of what is left in its stores.</summary>
    [Function(nameof(EraseRound))]
    public async Task<ErasureRoundDone> EraseRound([ActivityTrigger] EraseRoundInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (await tenants.Find(input.Tenant, cancellation) is not { State: TenantState.Deleting, Deletion: { ErasureBeganAt: not null, Key: var key } } || key != input.Key)
        {
            return new ErasureRoundDone(0, 0); // It is done: this is a repetition that comes late.
        }

        var round = await erasure.Round(input.Tenant, [new OrchestrationPurge(client)], cancellation);
        return new ErasureRoundDone(round.Removed, round.Erased);
    }

    /// <summary>Overwrites what journals and indexes of the stores still hold, then writes the certificate that nothing is left.</summary>
    [Function(nameof(CertifyDeletion))]
    public async Task<OperationResult> CertifyDeletion([ActivityTrigger] CertifyDeletionInput input, CancellationToken cancellation)
    {
        foreach (var left in traces)
        {
            await left.Remove(cancellation);
        }

        var lines = await erasure.Lines(input.Tenant, cancellation);
        var certificate = await control.Bury(input.Tenant, input.Operation.ToString(), lines, cancellation);
        await erasure.Forget(input.Tenant, cancellation);
        return OperationResult.Success(new DeletionResult($"/api/platform/tenants/{input.Tenant}/certificate", certificate.Sha256));
    }
}
