using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Operations;

/// <summary>Work that goes on after the request that started it was answered.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind">What kind of work, such as <c>catalogue-import</c>.</param>
/// <param name="Status">How it stands.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="UpdatedAt">When it last got on, UTC.</param>
/// <param name="Progress">How far it is, where it says so.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Result">What came of it; depends on the kind.</param>
public sealed record OperationView(
    OperationId Id,
    string Kind,
    OperationStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    OperationProgress? Progress = null,
    OperationFault? Error = null,
    JsonElement? Result = null)
{
    /// <summary>What it is about, for people: a file name, a process name.</summary>
    public string? Summary { get; init; }

    /// <summary>Who asked for it.</summary>
    public required PersonReference StartedBy { get; init; }

    /// <summary>When its current attempt began to be worked on, UTC; absent before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When its current attempt ended, UTC; absent while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Which attempt is the current one, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Who asked for the current attempt, when it is not the first.</summary>
    public OperationRequest? Retried { get; init; }

    /// <summary>Who canceled it and why. While it still runs, it is about to end.</summary>
    public OperationCancellation? Canceled { get; init; }

    /// <summary>The steps of the current attempt, in order.</summary>
    public IReadOnlyList<OperationStep> Steps { get; init; } = [];

    /// <summary>How the attempts before the current one ended, the oldest first.</summary>
    public IReadOnlyList<OperationAttempt> Attempts { get; init; } = [];

    /// <summary>What the caller can do about it now.</summary>
    public required OperationRights Can { get; init; }
}

/// <summary>What a caller can do about an operation as it stands.</summary>
/// <param name="Cancel">Whether it can be canceled.</param>
/// <param name="Retry">Whether it can be tried again.</param>
/// <param name="WhyNotRetry">For one that failed or was canceled and cannot be tried again, why not: <c>input-gone</c>, <c>input-refused</c>,
/// <c>not-offered</c> or <c>not-allowed</c>.</param>
public sealed record OperationRights(bool Cancel, bool Retry, string? WhyNotRetry = null);

/// <summary>A page of operations, with how many there are of each state and kind.</summary>
public sealed record OperationList(IReadOnlyList<OperationView> Items, long Total, string? Next, OperationFacets Facets);

/// <summary>How many operations there are; each is counted as if its own filter were not set.</summary>
/// <param name="Status">By state, in the words of the filter.</param>
/// <param name="Kind">By kind.</param>
public sealed record OperationFacets(IReadOnlyList<FacetCount> Status, IReadOnlyList<FacetCount> Kind);

/// <summary>Which operations to list. Of several values of one filter, one must hold; an empty filter asks nothing.</summary>
public sealed record OperationFilter(IReadOnlyList<OperationState> State, IReadOnlyList<string> Kind);

/// <summary>How an operation stands, roughly, for filters.</summary>
[Example("succeeded")]
public enum OperationState
{
    /// <summary>Not ended; also what has not begun yet.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Ended without doing what was asked.</summary>
    Failed,

    /// <summary>Stopped by somebody.</summary>
    Canceled,
}

/// <summary>How an operation stands.</summary>
[Example("succeeded")]
public enum OperationStatus
{
    /// <summary>Accepted, not begun.</summary>
    NotStarted,

    /// <summary>Being worked on.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Ended without doing what was asked.</summary>
    Failed,

    /// <summary>Stopped by somebody.</summary>
    Canceled,
}

/// <summary>How far an operation is.</summary>
/// <param name="Done">How much is done.</param>
/// <param name="Total">Out of how much; 0 when it is not known yet.</param>
/// <param name="Step">What is being done, as a stable word; null when there is only one step.</param>
public sealed record OperationProgress(
    [property: JsonPropertyName("done")] int Done,
    [property: JsonPropertyName("total")] int Total,
    [property: JsonPropertyName("step")] string? Step = null);

/// <summary>Why an operation failed.</summary>
/// <param name="Type">Stable kebab-case name of the refusal, as in problems.</param>
/// <param name="Detail">One sentence for the person who has to mend it.</param>
public sealed record OperationFault([property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("detail")] string Detail);

/// <summary>What an orchestrator that does an operation's work returns: expected failures are data, so that they keep their words on any runtime.</summary>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Result">What came of it, as the world may see it; null for nothing.</param>
public sealed record OperationResult(
    [property: JsonPropertyName("error")] OperationFault? Error = null,
    [property: JsonPropertyName("result")] JsonElement? Result = null)
{
    /// <summary>The work is done.</summary>
    /// <param name="result">A record that the world may see.</param>
    public static OperationResult Success<T>(T result) where T : notnull => new(null, JsonSerializer.SerializeToElement(result, Json.Options));

    /// <summary>The work is done and there is nothing to tell.</summary>
    public static OperationResult Success() => new();

    /// <summary>The work ended in a refusal.</summary>
    public static OperationResult Failure(Error error) => new(new OperationFault(error.Type, error.Detail));
}
