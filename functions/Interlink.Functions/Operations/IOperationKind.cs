using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Operations;

/// <summary>What one kind of operation can do besides running: begin again, and put in order what an attempt left behind. A kind that is not
/// registered can be canceled all the same, but not be tried again.</summary>
public interface IOperationKind
{
    /// <summary>The kind, as in <see cref="OperationStart.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>The scope that is needed to start such work, and so to try it again.</summary>
    string Scope { get; }

    /// <summary>Why the current attempt cannot be canceled; null when it can. Asked before anything is written down; what must happen first may be done here.</summary>
    Task<Error?> WhyNotCancel(Caller caller, OperationRecord record, CancellationToken cancellation) => Task.FromResult<Error?>(null);

    /// <summary>Why an attempt that failed or was canceled cannot be followed by another; null when it can. Changes nothing.</summary>
    Task<NotRetryable?> WhyNotRetry(TenantId tenant, OperationRecord record, CancellationToken cancellation);

    /// <summary>Gets everything ready for a further attempt. May run twice, also for the same attempt.</summary>
    /// <returns>What to start, or the refusal that stands in the way now.</returns>
    Task<Outcome<OperationStart>> Retry(DurableTaskClient client, Caller caller, OperationRecord record, CancellationToken cancellation);

    /// <summary>Puts in order what an attempt that failed or was canceled left behind. Runs before its ending is written down, and may run twice.</summary>
    Task Ended(TenantId tenant, OperationRecord record, OperationEnding ending, CancellationToken cancellation);
}
