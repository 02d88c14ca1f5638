using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Processes;
using Interlink.Functions.Edge;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Operations;

/// <summary>Cancels operations and has them tried again. What is wanted is written down before anything is done about it, so that pressing twice,
/// or two people pressing at once, is pressing once.</summary>
public sealed class OperationControl(OperationStore store, OperationDesk desk, OperationKinds kinds, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Cancels an operation, for whoever started it and administrators. Canceling what is canceled already changes nothing.</summary>
    /// <param name="asked">Why, and which attempt the caller saw.</param>
    /// <returns>The operation, which may take a moment to stop; <see cref="OperationEnded"/> when it, or that attempt, ended otherwise.</returns>
    public async Task<Outcome<OperationView>> Cancel(
        DurableTaskClient client, Caller caller, string id, CancelOperationRequest asked, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await desk.Find(caller, id, cancellation) is not { } read)
            {
                return new OperationNotFound(id);
            }

            var (record, _) = await desk.Look(client, caller.Tenant, read, cancellation);
            if ((asked.Attempt ?? record.Attempt) != record.Attempt || record.Ending is { Status: not OperationStatus.Canceled })
            {
                return new OperationEnded(id);
            }

            if (record is { Ending: null, Cancellation: null } && kinds.Of(record.Id) is { } kind && await kind.WhyNotCancel(caller, record, cancellation) is { } refusal)
            {
                return refusal;
            }

            var canceled = record with { Cancellation = new OperationCancellation(PersonReference.To(caller), clock.GetUtcNow(), asked.Told) };
            if (record.Ending is not null || record.Cancellation is not null || await store.Replace(caller.Tenant, read, canceled, cancellation))
            {
                // Looking at it carries the cancellation out.
                return await desk.Get(client, caller, id, cancellation);
            }
        }

        throw new TransientException($"The operation '{id}' is being changed by others.");
    }

    /// <summary>Has an operation that failed or was canceled tried again, for whoever may start such work and sees it.</summary>
    /// <param name="asked">Which attempt the caller saw. When somebody else had that one tried again already, theirs is the answer.</param>
    /// <returns>The operation with its new attempt, or why there is none: <see cref="NotRetryable"/>, or what stands in the way of the kind.</returns>
    public async Task<Outcome<OperationView>> Retry(
        DurableTaskClient client, Caller caller, string id, RetryOperationRequest asked, CancellationToken cancellation)
    {
        var seen = asked.Attempt;
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await desk.Find(caller, id, cancellation) is not { } read)
            {
                return new OperationNotFound(id);
            }

            var (record, orchestration) = await desk.Look(client, caller.Tenant, read, cancellation);
            seen ??= record.Attempt;
            if (seen > record.Attempt)
            {
                return new InvalidInput("attempt", "out_of_range", "There is no such attempt yet.");
            }

            // Another press was faster, and perhaps broke off before the work was started; then this one starts it.
            var begun = seen < record.Attempt;
            if (begun && (orchestration is not null || record.Ending is not null))
            {
                return await desk.View(client, caller, read, cancellation);
            }

            if (await Next(client, caller, record, begun, cancellation) is { } outcome)
            {
                return outcome;
            }
        }

        throw new TransientException($"The operation '{id}' is being changed by others.");
    }

    // Null when somebody else was faster.
    private async Task<Outcome<OperationView>?> Next(
        DurableTaskClient client, Caller caller, OperationRecord record, bool begun, CancellationToken cancellation)
    {
        if (!begun && await kinds.WhyNotRetry(caller, record, cancellation) is { } why)
        {
            return why == NotRetryable.NotAllowed ? new ScopeMissing(kinds.Of(record.Id)!.Scope) : why;
        }

        var start = await kinds.Of(record.Id)!.Retry(client, caller, record, cancellation);
        if (!start.Succeeded)
        {
            return start.Error;
        }

        var next = begun ? record : record.Again(caller, clock.GetUtcNow());
        if (!begun && !await WriteDown(caller.Tenant, record, next, cancellation))
        {
            return null;
        }

        await OperationStarter.Schedule(client, caller.Tenant, next, start.Value, cancellation);
        return await desk.Get(client, caller, record.Id.ToString(), cancellation);
    }

    // Looking may have written the ending down, which changed the revision; what must not have changed is the attempt.
    private async Task<bool> WriteDown(TenantId tenant, OperationRecord before, OperationRecord next, CancellationToken cancellation) =>
        await store.Find(tenant, before.Id, cancellation) is { } now && now.Body.Attempt == before.Attempt && now.Body.Ending is not null
            && await store.Replace(tenant, now, next, cancellation);
}
