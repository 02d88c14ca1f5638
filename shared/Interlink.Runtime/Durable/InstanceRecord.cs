using System.Buffers;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

/// <summary>An orchestration as it is stored.</summary>
internal sealed record InstanceRecord
{
    private static readonly SearchValues<char> s_notInIds = SearchValues.Create(@"/\#?");

    public required string Id { get; init; }

    /// <summary>Stands for this orchestration in the file: never given twice, so an id that is started again is somebody else.</summary>
    public long Key { get; init; }

    public required string Name { get; init; }

    public string Version { get; init; } = string.Empty;

    /// <summary>Tells one run of an instance from the next; what belongs to an earlier run is dropped.</summary>
    public required long Execution { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public string? Input { get; init; }

    public string? Output { get; init; }

    /// <summary>Why it failed, as JSON.</summary>
    public string? Failure { get; init; }

    public string? CustomStatus { get; init; }

    /// <summary>The tags, as JSON.</summary>
    public string? Tags { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it is to start; at once when absent.</summary>
    public DateTimeOffset? StartAt { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>The place of this run in a trace; null when it is not traced.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether something must be taken up again at the next start of the host: its beginning, or an activity.</summary>
    public bool IsBusy { get; init; } = true;

    public bool IsFinished => Finished(Status);

    /// <summary>The id if it is one that every backend accepts; throws when it is not.</summary>
    public static string ValidId(string id)
    {
        var isValid = id.Length is > 0 and <= 256 && !id.AsSpan().ContainsAny(s_notInIds) && !id.Any(char.IsControl);
        return isValid ? id : throw new ArgumentException(
            $"'{id}' cannot be an instance id: 1 to 256 characters, none of / \\ # ? and no control characters.", nameof(id));
    }

    /// <summary>A mark for a new run.</summary>
    public static long NewExecution() => Random.Shared.NextInt64(1, long.MaxValue);

    public static bool Finished(OrchestrationRuntimeStatus status) => status is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled;
}

/// <summary>The step of another orchestration that waits for this one.</summary>
internal sealed record ParentLink(string Id, string Name, long Execution, int Task);
