using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Privacy;
using Interlink.Functions.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Privacy;

/// <summary>Erasures as operations: canceled only while they wait, and never tried again, since they never give up.</summary>
public sealed class ErasureOperation(ErasureStore store, RequestErasure request) : IOperationKind
{
    public string Kind => ErasureDesk.Kind;

    public string Scope => Core.Kernel.Scope.Administrator;

    public async Task<Error?> WhyNotCancel(Caller caller, OperationRecord record, CancellationToken cancellation) =>
        await Find(caller.Tenant, record, cancellation) is { } erasure && await request.Cancel(caller, erasure.Id, cancellation) is { Succeeded: false } refused
            ? refused.Error
            : null;

    public Task<NotRetryable?> WhyNotRetry(TenantId tenant, OperationRecord record, CancellationToken cancellation) =>
        Task.FromResult<NotRetryable?>(NotRetryable.NotOffered);

    public Task<Outcome<OperationStart>> Retry(DurableTaskClient client, Caller caller, OperationRecord record, CancellationToken cancellation) =>
        Task.FromResult<Outcome<OperationStart>>(NotRetryable.NotOffered);

    public Task Ended(TenantId tenant, OperationRecord record, OperationEnding ending, CancellationToken cancellation) => Task.CompletedTask;

    // The key of an operation is derived from its erasure's id, and there are few that have not ended.
    private async Task<Erasure?> Find(TenantId tenant, OperationRecord record, CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await store.List(tenant, [ErasureState.Waiting, ErasureState.Erasing], new PageRequest(PageRequest.MaxLimit, cursor), cancellation);
            if (page.Items.FirstOrDefault(e => ErasureDesk.OperationOf(e) == record.Id) is { } found)
            {
                return found;
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return null;
    }
}
