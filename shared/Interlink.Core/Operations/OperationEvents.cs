using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Operations;

/// <summary>What the audit is told of an operation: <c>operation.started</c>, <c>operation.retried</c>, <c>operation.cancellation_requested</c>, <c>operation.ended</c>. Others
/// hear of what an operation does from that.</summary>
/// <param name="Operation">Its id.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Status">How that ended; null while it goes on.</param>
public sealed record OperationChanged(string Operation, int Attempt, OperationStatus? Status = null);

/// <summary>Makes events of operations, the same ones however often a step is repeated.</summary>
internal static class OperationEvents
{
    private const string StartedType = "operation.started";
    private const string RetriedType = "operation.retried";
    private const string CancellationType = "operation.cancellation_requested";
    private const string EndedType = "operation.ended";

    public static DomainEvent Started(TenantId tenant, OperationRecord record) =>
        Of(tenant, StartedType, record, record.CreatedAt, record.StartedBy);

    /// <summary>What happened between two states of a record.</summary>
    public static IEnumerable<DomainEvent> Between(TenantId tenant, OperationRecord before, OperationRecord after)
    {
        if (after.Attempt > before.Attempt && after.Retried is { } retried)
        {
            yield return Of(tenant, RetriedType, after, retried.At, retried.By.Subject);
        }

        if (after.Cancellation is { } cancellation && before.Cancellation is null)
        {
            yield return Of(tenant, CancellationType, after, cancellation.At, cancellation.By.Subject);
        }

        if (after.Ending is { } ending && before.Ending is null)
        {
            yield return Of(tenant, EndedType, after, ending.At, after.Retried?.By.Subject ?? after.StartedBy);
        }
    }

    private static DomainEvent Of(TenantId tenant, string type, OperationRecord record, DateTimeOffset at, string actor)
    {
        var (id, attempt) = (record.Id.ToString(), record.Attempt.ToString(CultureInfo.InvariantCulture));
        return new DomainEvent(
            Ulids.Derive(tenant.Value, id, type, attempt), type, at, actor, id, new OperationChanged(id, record.Attempt, record.Ending?.Status))
        { AuditOnly = true };
    }
}
