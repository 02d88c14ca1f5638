using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;

namespace Interlink.Core.Operations;

/// <summary>What is kept of an operation for as long as people may ask for it, also after its orchestration was purged.</summary>
/// <param name="Id">Names it.</param>
/// <param name="StartedBy">Subject of the caller who started it.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="Summary">What it is about, for people: a file name, a process name.</param>
/// <param name="Ending">How the current attempt ended; null while it goes on, or when nobody has looked since.</param>
public sealed record OperationRecord(OperationId Id, string StartedBy, DateTimeOffset CreatedAt, string? Summary, OperationEnding? Ending = null)
{
    /// <summary>Most earlier attempts that are remembered.</summary>
    public const int MaxEarlier = 20;

    /// <summary>How the caller who started it is shown to others; null in records of old.</summary>
    public string? StartedByName { get; init; }

    /// <summary>Which attempt is the current one, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When the current attempt was asked for, and by whom; null for the first.</summary>
    public OperationRequest? Retried { get; init; }

    /// <summary>Who wants the current attempt canceled; written before anything is done about it. Null when nobody does.</summary>
    public OperationCancellation? Cancellation { get; init; }

    /// <summary>How the attempts before the current one ended, the oldest first.</summary>
    public IReadOnlyList<OperationAttempt> Earlier { get; init; } = [];

    /// <summary>When the current attempt was asked for, UTC.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset AskedAt => Retried?.At ?? CreatedAt;

    /// <summary>A new record of an operation that the caller starts.</summary>
    public static OperationRecord New(OperationId id, Caller caller, DateTimeOffset now, string? summary) =>
        new(id, caller.Subject, now, summary) { StartedByName = caller.Name };

    /// <summary>The id of the orchestration of the current attempt.</summary>
    public string InstanceIn(TenantId tenant) => Id.InstanceIn(tenant, Attempt);

    /// <summary>Whether the caller may see it: whoever started it, and administrators.</summary>
    public bool IsSeenBy(Caller caller) => StartedBy == caller.Subject || caller.Has(Scope.Administrator);

    /// <summary>With the current attempt ended.</summary>
    public OperationRecord Ended(OperationEnding ending) =>
        this with { Ending = ending, Cancellation = ending.Status is OperationStatus.Canceled ? Cancellation : null };

    /// <summary>With a further attempt after one that ended.</summary>
    /// <exception cref="InvalidOperationException">The current attempt has not ended.</exception>
    public OperationRecord Again(Caller caller, DateTimeOffset now) => this with
    {
        Attempt = Attempt + 1,
        Retried = new OperationRequest(PersonReference.To(caller), now),
        Ending = null,
        Cancellation = null,
        Earlier = [.. Earlier.TakeLast(MaxEarlier - 1), OperationAttempt.Of(this)],
    };
}

/// <summary>How an attempt ended.</summary>
public sealed record OperationEnding(
    OperationStatus Status, DateTimeOffset At, OperationProgress? Progress = null, OperationFault? Error = null, JsonElement? Result = null)
{
    /// <summary>The steps that it took, in order.</summary>
    public IReadOnlyList<OperationStep> Steps { get; init; } = [];
}

/// <summary>Who asked for something, and when.</summary>
/// <param name="By">Who did.</param>
/// <param name="At">When, UTC.</param>
public sealed record OperationRequest(PersonReference By, DateTimeOffset At);

/// <summary>Who canceled an attempt, and why.</summary>
/// <param name="By">Who did.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record OperationCancellation(PersonReference By, DateTimeOffset At, string? Reason = null);

/// <summary>An attempt that has ended and was followed by another.</summary>
/// <param name="Number">Which attempt, from 1.</param>
/// <param name="Status">How it ended.</param>
/// <param name="StartedAt">When it was asked for, UTC.</param>
/// <param name="EndedAt">When it ended, UTC.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Canceled">Who canceled it.</param>
public sealed record OperationAttempt(
    int Number, OperationStatus Status, DateTimeOffset StartedAt, DateTimeOffset EndedAt, OperationFault? Error = null, OperationCancellation? Canceled = null)
{
    /// <summary>The current attempt of a record, which has ended.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    public static OperationAttempt Of(OperationRecord record) => record.Ending is { } ending
        ? new OperationAttempt(record.Attempt, ending.Status, record.AskedAt, ending.At, ending.Error, record.Cancellation)
        : throw new InvalidOperationException($"The operation '{record.Id}' has not ended.");
}
