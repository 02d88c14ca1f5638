using Interlink.Core.Kernel;

namespace Interlink.Core.Operations;

/// <summary>No such operation, or not the caller's to see.</summary>
public sealed record OperationNotFound(string Id) : Error(ErrorKind.NotFound, "operation-not-found", $"There is no operation '{Id}'.");

/// <summary>The operation, or the attempt that was meant, has ended: there is nothing to cancel.</summary>
public sealed record OperationEnded(string Id) : Error(ErrorKind.Conflict, "operation-ended", $"The operation '{Id}' has ended; there is nothing to cancel.");

/// <summary>The operation cannot be tried again.</summary>
/// <param name="Why">Stable kebab-case word for the reason, as in <see cref="OperationRights.WhyNotRetry"/>.</param>
/// <param name="Sentence">The reason as a sentence that says what to do instead.</param>
public sealed record NotRetryable(string Why, string Sentence) : Error(ErrorKind.Conflict, "not-retryable", Sentence)
{
    /// <summary>It has not ended.</summary>
    public static NotRetryable NotEnded { get; } = new("not-ended", "It has not ended. Wait for its end, or cancel it.");

    /// <summary>It is done.</summary>
    public static NotRetryable Succeeded { get; } = new("succeeded", "It is done; there is nothing to try again.");

    /// <summary>Nobody has taught this kind of work how to begin again.</summary>
    public static NotRetryable NotOffered { get; } = new("not-offered", "Work of this kind cannot be tried again. Start it anew.");

    /// <summary>What it needs is no longer there.</summary>
    public static NotRetryable InputGone { get; } = new("input-gone", "What it works on is no longer kept. Hand it in again and start anew.");

    /// <summary>The input is what was wrong.</summary>
    public static NotRetryable InputRefused { get; } = new("input-refused", "What it was to work on was refused, and would be again. Mend it and start anew.");

    /// <summary>The caller may see it, but not start such work.</summary>
    public static NotRetryable NotAllowed { get; } = new("not-allowed", "The right to start this kind of work is missing.");
}
