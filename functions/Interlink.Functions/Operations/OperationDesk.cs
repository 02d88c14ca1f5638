using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Operations;

/// <summary>Tells how operations stand, sees to it that canceled ones stop, and writes down how they ended, so that it can still be told when their
/// orchestrations are gone.</summary>
public sealed partial class OperationDesk(OperationStore store, OperationKinds kinds, TimeProvider clock, ILogger<OperationDesk> log)
{
    /// <summary>An orchestration that has not been started after this time will not be.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromHours(1);

    /// <summary>The same for one that somebody wants canceled: nobody waits an hour for that.</summary>
    private static readonly TimeSpan CanceledWithin = TimeSpan.FromMinutes(2);

    /// <summary>One operation, for whoever started it or administers the tenant.</summary>
    /// <returns>The operation, or <see cref="OperationNotFound"/>.</returns>
    public async Task<Outcome<OperationView>> Get(DurableTaskClient client, Caller caller, string id, CancellationToken cancellation) =>
        await Find(caller, id, cancellation) is { } record
            ? await View(client, caller, record, cancellation)
            : new OperationNotFound(id);

    /// <summary>The tenant's operations, the youngest first. For administrators; the function asks for the scope.</summary>
    public async Task<OperationList> List(
        DurableTaskClient client, Caller caller, OperationFilter filter, PageRequest page, CancellationToken cancellation)
    {
        // What has ended since somebody looked is written down first, so that filters and counts are true.
        await Settle(client, caller.Tenant, cancellation);
        var records = await store.List(caller.Tenant, filter, page, cancellation);
        var views = new List<OperationView>(records.Page.Items.Count);
        foreach (var record in records.Page.Items)
        {
            views.Add(await View(client, caller, record, cancellation));
        }

        return new OperationList(views, records.Page.Total, records.Page.Next, records.Facets);
    }

    /// <summary>Writes down the endings that nobody has asked for.</summary>
    public async Task Settle(DurableTaskClient client, TenantId tenant, CancellationToken cancellation)
    {
        string? cursor = null;
        var open = new List<Document<OperationRecord>>();
        do
        {
            var page = await store.Unfinished(tenant, new PageRequest(PageRequest.MaxLimit, cursor), cancellation);
            open.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        foreach (var record in open)
        {
            try
            {
                await Look(client, tenant, record, cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogUnsettled(log, record.Body.Id.ToString(), fault);
            }
        }
    }

    /// <summary>The record of an operation that the caller may see; null for any other.</summary>
    internal async Task<Document<OperationRecord>?> Find(Caller caller, string id, CancellationToken cancellation) =>
        OperationId.TryParse(id, out var operation) && await store.Find(caller.Tenant, operation, cancellation) is { } record
            && record.Body.IsSeenBy(caller) ? record : null;

    /// <summary>The operation as it stands.</summary>
    internal async Task<OperationView> View(
        DurableTaskClient client, Caller caller, Document<OperationRecord> read, CancellationToken cancellation)
    {
        var (record, orchestration) = await Look(client, caller.Tenant, read, cancellation);
        return OperationViews.Of(record, orchestration, await kinds.Rights(caller, record, cancellation));
    }

    /// <summary>The record, with its ending if it has ended, and else its orchestration. An ending that is new is written down, a cancellation that
    /// was not carried out is.</summary>
    internal async Task<(OperationRecord Record, OrchestrationMetadata? Orchestration)> Look(
        DurableTaskClient client, TenantId tenant, Document<OperationRecord> read, CancellationToken cancellation)
    {
        var record = read.Body;
        if (record.Ending is not null)
        {
            return (record, null);
        }

        var orchestration = await client.GetInstanceAsync(record.InstanceIn(tenant), getInputsAndOutputs: true, cancellation);
        if (record.Cancellation is not null && orchestration is { IsCompleted: false })
        {
            orchestration = await Stop(client, orchestration, cancellation);
        }

        if ((OperationViews.EndingOf(orchestration) ?? NeverStarted(record, orchestration)) is not { } ending)
        {
            return (record, orchestration);
        }

        await kinds.Ended(tenant, record, ending, cancellation);
        var ended = record.Ended(ending);
        await store.Replace(tenant, read, ended, cancellation); // Somebody else may have written the same; then it stands already.
        return (ended, null);
    }

    // It may end by itself at the same moment, which the runtimes tell as different failures: what counts is how it stands then.
    private static async Task<OrchestrationMetadata?> Stop(DurableTaskClient client, OrchestrationMetadata running, CancellationToken cancellation)
    {
        Exception? refused = null;
        try
        {
            await client.TerminateInstanceAsync(running.InstanceId, new TerminateInstanceOptions(Recursive: true), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            refused = fault;
        }

        var now = await client.GetInstanceAsync(running.InstanceId, getInputsAndOutputs: true, cancellation);
        return refused is null || now is null or { IsCompleted: true }
            ? now
            : throw new TransientException($"The operation's work '{running.InstanceId}' could not be stopped yet.", refused);
    }

    private OperationEnding? NeverStarted(OperationRecord record, OrchestrationMetadata? orchestration)
    {
        var waited = clock.GetUtcNow() - record.AskedAt;
        return orchestration is not null ? null
            : record.Cancellation is not null && waited > CanceledWithin ? new OperationEnding(OperationStatus.Canceled, clock.GetUtcNow())
            : waited > StartsWithin ? new OperationEnding(OperationStatus.Failed, clock.GetUtcNow(), Error: OperationViews.NotStarted)
            : null;
    }

    [LoggerMessage(LogLevel.Error, "How the operation {Operation} ended could not be written down; the next run tries again.")]
    private static partial void LogUnsettled(ILogger log, string operation, Exception fault);
}
