using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Privacy;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Privacy;

/// <summary>Which erasure.</summary>
public sealed record ErasureStepInput(TenantId Tenant, string Erasure);

/// <summary>Through which parts an erasure goes.</summary>
/// <param name="Parts">The parts, in order; none when there is nothing to do.</param>
/// <param name="Refusal">Why there is nothing to do, when that is a failure.</param>
public sealed record ErasureBegin(IReadOnlyList<string> Parts, OperationFault? Refusal = null);

/// <summary>Which part of which erasure.</summary>
public sealed record ErasePartInput(TenantId Tenant, string Erasure, string Part);

/// <summary>Which erasure to certify.</summary>
public sealed record CompleteErasureInput(TenantId Tenant, string Erasure, string? CertificatePage, ErasureTally Tally);

public sealed partial class EraseAccount
{
    /// <summary>Begins an erasure that is due.</summary>
    [Function(nameof(BeginAccountErasure))]
    public async Task<ErasureBegin> BeginAccountErasure([ActivityTrigger] ErasureStepInput input, CancellationToken cancellation)
    {
        var plan = await carryOut.Begin(input.Tenant, input.Erasure, cancellation);
        return new ErasureBegin(plan.Parts, plan.Refusal is { } refusal ? new OperationFault(refusal.Type, refusal.Detail) : null);
    }

    /// <summary>Takes the person out of one part of the product.</summary>
    [Function(nameof(EraseAccountPart))]
    public Task<int> EraseAccountPart([ActivityTrigger] ErasePartInput input, CancellationToken cancellation) =>
        carryOut.Erase(input.Tenant, input.Erasure, input.Part, cancellation);

    /// <summary>Writes the certificate and the last mail, and forgets who it was.</summary>
    [Function(nameof(CompleteAccountErasure))]
    public async Task<bool> CompleteAccountErasure([ActivityTrigger] CompleteErasureInput input, CancellationToken cancellation)
    {
        var page = input.CertificatePage is { } known ? new Uri(known) : null;
        await carryOut.Complete(input.Tenant, input.Erasure, input.Tally.Records, page, cancellation);
        return true;
    }

    /// <summary>Starts what a crash left between the wish and its operation.</summary>
    [Function("ResumeErasures")]
    public async Task ResumeErasures(
        [TimerTrigger("0 37 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            string? cursor = null;
            do
            {
                var page = await store.List(tenant.Id, [ErasureState.Waiting, ErasureState.Erasing], new PageRequest(PageRequest.MaxLimit, cursor), cancellation);
                foreach (var erasure in page.Items)
                {
                    await desk.Resume(client, tenant.Id, erasure, cancellation);
                }

                cursor = page.Next;
            }
            while (cursor is not null);
        }
    }
}
