using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Core.Kernel;

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
    JsonElement? Result = null);

/// <summary>How an operation stands.</summary>
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

/// <summary>How far an operation is. Orchestrators set it as their custom status.</summary>
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
