using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Processes;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Operations;

/// <summary>Tells an orchestration in the words of operations; nothing of the runtime shows through.</summary>
internal static class OperationViews
{
    /// <summary>What is told of an operation whose orchestrator failed in a way nobody foresaw.</summary>
    private static readonly OperationFault Unexpected = new("unexpected", "Something went wrong on our side. The operation's id names it in our logs.");

    /// <summary>What is told of an operation whose orchestration could not be started.</summary>
    public static readonly OperationFault NotStarted = new("not-started", "The work could not be started. Ask for it again.");

    /// <summary>The operation as it stands.</summary>
    /// <param name="orchestration">Its orchestration; null when there is none yet, or none that matters any more.</param>
    /// <param name="can">What whoever asks can do about it.</param>
    public static OperationView Of(OperationRecord record, OrchestrationMetadata? orchestration, OperationRights can)
    {
        var trail = TrailOf(orchestration);
        var ending = record.Ending;
        var steps = ending?.Steps ?? trail?.Steps ?? [];
        return new OperationView(
            record.Id,
            record.Id.Kind,
            ending?.Status ?? StatusOf(orchestration),
            record.CreatedAt,
            ending?.At ?? orchestration?.LastUpdatedAt ?? record.AskedAt,
            ending is null ? ProgressOf(trail) : ending.Progress,
            ending?.Error,
            ending?.Result)
        {
            Summary = record.Summary,
            StartedBy = new PersonReference(record.StartedBy, record.StartedByName ?? record.StartedBy),
            StartedAt = steps is [var first, ..] ? first.StartedAt : null,
            EndedAt = ending?.At,
            Attempt = record.Attempt,
            Retried = record.Retried,
            Canceled = record.Cancellation,
            Steps = steps,
            Attempts = record.Earlier,
            Can = can,
        };
    }

    /// <summary>How the orchestration ended; null while it has not.</summary>
    public static OperationEnding? EndingOf(OrchestrationMetadata? orchestration)
    {
        if (orchestration is null)
        {
            return null;
        }

        var (error, result) = OutputOf(orchestration);
        return orchestration.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Completed => Ending(orchestration, error is null ? OperationStatus.Succeeded : OperationStatus.Failed, error, result),
            OrchestrationRuntimeStatus.Failed => Ending(orchestration, OperationStatus.Failed, Unexpected, null),
            OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled => Ending(orchestration, OperationStatus.Canceled, null, null),
            _ => null,
        };
    }

    private static OperationEnding Ending(OrchestrationMetadata orchestration, OperationStatus status, OperationFault? error, JsonElement? result)
    {
        // An orchestrator that told of a failed step goes on to report it: its last step may well be done.
        var trail = TrailOf(orchestration);
        var last = status switch
        {
            OperationStatus.Canceled => StepOutcome.Canceled,
            OperationStatus.Failed when trail?.Steps.Any(step => step.Outcome is StepOutcome.Failed) != true => StepOutcome.Failed,
            _ => StepOutcome.Done,
        };
        return new OperationEnding(status, orchestration.LastUpdatedAt, ProgressOf(trail), error, result)
        {
            Steps = trail?.End(last, orchestration.LastUpdatedAt).Steps ?? [],
        };
    }

    private static OperationStatus StatusOf(OrchestrationMetadata? orchestration) =>
        orchestration?.RuntimeStatus is null or OrchestrationRuntimeStatus.Pending ? OperationStatus.NotStarted : OperationStatus.Running;

    private static (OperationFault? Error, JsonElement? Result) OutputOf(OrchestrationMetadata orchestration)
    {
        if (Read<JsonElement?>(orchestration.SerializedOutput) is not { } output || output.ValueKind is JsonValueKind.Null)
        {
            return (null, null);
        }

        var enveloped = output.ValueKind is JsonValueKind.Object
            && output.EnumerateObject().All(member => member.Name is "error" or "result");
        if (!enveloped)
        {
            return (null, output);
        }

        var told = Read<OperationResult>(orchestration.SerializedOutput);
        return (told?.Error, told?.Result is { ValueKind: not JsonValueKind.Null } result ? result : null);
    }

    private static OperationTrail? TrailOf(OrchestrationMetadata? orchestration) => Read<OperationTrail>(orchestration?.SerializedCustomStatus);

    private static OperationProgress? ProgressOf(OperationTrail? trail) => trail is null ? null : new OperationProgress(trail.Done, trail.Total, trail.Step);

    private static T? Read<T>(string? json)
    {
        try
        {
            return string.IsNullOrEmpty(json) ? default : JsonSerializer.Deserialize<T>(json, Json.Options);
        }
        catch (JsonException)
        {
            return default; // Another version of the orchestrator spoke another form; the status still tells how it stands.
        }
    }
}
