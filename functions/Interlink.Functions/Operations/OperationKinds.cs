using Interlink.Core.Kernel;
using Interlink.Core.Operations;

namespace Interlink.Functions.Operations;

/// <summary>The kinds that slices have registered.</summary>
public sealed class OperationKinds(IEnumerable<IOperationKind> kinds)
{
    private readonly Dictionary<string, IOperationKind> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    /// <summary>The kind of an operation; null when none is registered.</summary>
    public IOperationKind? Of(OperationId id) => _kinds.GetValueOrDefault(id.Kind);

    /// <summary>What the caller can do about an operation that the caller may see.</summary>
    /// <param name="record">Its record, with its ending if it has ended.</param>
    [NeverRefuses(typeof(NotRetryable))]
    public async Task<OperationRights> Rights(Caller caller, OperationRecord record, CancellationToken cancellation)
    {
        var why = await WhyNotRetry(caller, record, cancellation);
        var unfulfilled = record.Ending?.Status is OperationStatus.Failed or OperationStatus.Canceled;
        return new OperationRights(record is { Ending: null, Cancellation: null }, why is null, unfulfilled ? why?.Why : null);
    }

    /// <summary>Why the caller cannot have it tried again; null when that is possible.</summary>
    public async Task<NotRetryable?> WhyNotRetry(Caller caller, OperationRecord record, CancellationToken cancellation) => record.Ending?.Status switch
    {
        null => NotRetryable.NotEnded,
        OperationStatus.Succeeded => NotRetryable.Succeeded,
        _ when Of(record.Id) is not { } kind => NotRetryable.NotOffered,
        _ when Of(record.Id) is { } kind && !caller.Has(kind.Scope) => NotRetryable.NotAllowed,
        _ => await Of(record.Id)!.WhyNotRetry(caller.Tenant, record, cancellation),
    };

    /// <summary>Puts in order what an attempt left that did not do what was asked.</summary>
    public Task Ended(TenantId tenant, OperationRecord record, OperationEnding ending, CancellationToken cancellation) =>
        ending.Status is not OperationStatus.Succeeded && Of(record.Id) is { } kind ? kind.Ended(tenant, record, ending, cancellation) : Task.CompletedTask;
}
