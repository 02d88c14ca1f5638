using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Storage;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Operations;

/// <summary>Tells how operations stand, and writes down how they ended, so that it can still be told when their orchestrations are gone.</summary>
public sealed class OperationDesk(OperationStore store, TimeProvider clock)
{
    /// <summary>An orchestration that has not been started after this time will not be.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromHours(1);

    /// <summary>One operation, for whoever started it or administers the tenant.</summary>
    /// <returns>The operation, or <see cref="OperationNotFound"/>.</returns>
    public async Task<Outcome<OperationView>> Get(DurableTaskClient client, Caller caller, string id, CancellationToken cancellation)
    {
        var record = OperationId.TryParse(id, out var operation) ? await store.Find(caller.Tenant, operation, cancellation) : null;
        return record is not null && (record.Body.StartedBy == caller.Subject || caller.Has(Scope.Administrator))
            ? await View(client, caller.Tenant, record, cancellation)
            : new OperationNotFound(id);
    }

    /// <summary>The tenant's operations, the youngest first. For administrators; the function asks for the scope.</summary>
    public async Task<Page<OperationView>> List(DurableTaskClient client, Caller caller, PageRequest page, CancellationToken cancellation)
    {
        var records = await store.List(caller.Tenant, page, cancellation);
        var views = new List<OperationView>(records.Items.Count);
        foreach (var record in records.Items)
        {
            views.Add(await View(client, caller.Tenant, record, cancellation));
        }

        return new Page<OperationView>(views, records.Total, records.Next);
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
            await View(client, tenant, record, cancellation);
        }
    }

    private async Task<OperationView> View(
        DurableTaskClient client, TenantId tenant, Document<OperationRecord> record, CancellationToken cancellation)
    {
        if (record.Body.Ending is not null)
        {
            return OperationViews.Of(record.Body, null);
        }

        var instance = await client.GetInstanceAsync(record.Body.Id.InstanceIn(tenant), getInputsAndOutputs: true, cancellation);
        if ((OperationViews.EndingOf(instance) ?? NeverStarted(record.Body, instance)) is not { } ending)
        {
            return OperationViews.Of(record.Body, instance);
        }

        await store.Close(tenant, record, ending, cancellation);
        return OperationViews.Of(record.Body with { Ending = ending }, null);
    }

    private OperationEnding? NeverStarted(OperationRecord record, OrchestrationMetadata? instance) =>
        instance is null && clock.GetUtcNow() - record.CreatedAt > StartsWithin
            ? new OperationEnding(OperationStatus.Failed, clock.GetUtcNow(), Error: OperationViews.NotStarted)
            : null;
}
