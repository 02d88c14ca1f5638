using DurableTask.Core.Exceptions;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Operations;

/// <summary>Starts long work: writes the operation's record, then starts its orchestration. Safe to repeat; what fails between the two is
/// made good by a repetition, or told as failed by <see cref="OperationDesk.Settle"/>.</summary>
public sealed class OperationStarter(OperationStore store, OperationKinds kinds, IIds ids, TimeProvider clock)
{
    private static readonly OrchestrationRuntimeStatus[] Ever =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
        OrchestrationRuntimeStatus.Canceled,
    ];

    /// <summary>Starts an operation for the caller.</summary>
    /// <param name="client">The client that the function was given (<c>[DurableClient]</c>).</param>
    /// <returns>The operation as it stands right after the start, to be answered with <see cref="OperationReplies.Accepted"/>.</returns>
    public async Task<OperationView> Start(DurableTaskClient client, Caller caller, OperationStart start, CancellationToken cancellation)
    {
        var id = OperationId.Of(start.Kind, start.Key is null ? ids.New() : Ulids.Derive(start.Kind, start.Key));
        var record = await store.Begin(caller.Tenant, OperationRecord.New(id, caller, clock.GetUtcNow(), start.Summary), cancellation);

        // A repetition finds the attempt that its first try started, or a later one: what was asked for goes on or is over.
        var begun = record.Attempt > 1 || !await Schedule(client, caller.Tenant, record, start, cancellation);
        var orchestration = begun ? await client.GetInstanceAsync(record.InstanceIn(caller.Tenant), getInputsAndOutputs: true, cancellation) : null;
        return OperationViews.Of(record, orchestration, await kinds.Rights(caller, record, cancellation));
    }

    /// <summary>Starts the orchestration of the record's current attempt, once.</summary>
    /// <returns>False when it was started before.</returns>
    internal static async Task<bool> Schedule(
        DurableTaskClient client, TenantId tenant, OperationRecord record, OperationStart start, CancellationToken cancellation)
    {
        var options = new StartOrchestrationOptions(record.InstanceIn(tenant)).WithDedupeStatuses(Ever);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(new TaskName(start.Orchestrator), start.Input(record.Id), options, cancellation);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }
}

/// <summary>What to start.</summary>
/// <param name="Kind">What kind of work, in kebab-case; part of the operation's id.</param>
/// <param name="Orchestrator">Name of the orchestrator.</param>
/// <param name="Input">Makes the orchestrator's input, a record that begins with the tenant, once the id is known.</param>
public sealed record OperationStart(string Kind, string Orchestrator, Func<OperationId, object> Input)
{
    /// <summary>What repetitions of the request have in common (<see cref="Edge.RequestReading.IdempotencyKey"/>); null to start anew each time.</summary>
    public string? Key { get; init; }

    /// <summary>What it is about, for people: a file name, a process name.</summary>
    public string? Summary { get; init; }
}
