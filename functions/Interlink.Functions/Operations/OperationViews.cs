using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
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
    /// <param name="instance">Its orchestration, with output; null when there is none yet, or none any more.</param>
    public static OperationView Of(OperationRecord record, OrchestrationMetadata? instance)
    {
        if ((record.Ending ?? EndingOf(instance)) is { } ending)
        {
            return new OperationView(
                record.Id, record.Id.Kind, ending.Status, record.CreatedAt, ending.At, ending.Progress, ending.Error, ending.Result);
        }

        var status = instance?.RuntimeStatus switch
        {
            null or OrchestrationRuntimeStatus.Pending => OperationStatus.NotStarted,
            _ => OperationStatus.Running,
        };
        return new OperationView(
            record.Id, record.Id.Kind, status, record.CreatedAt, instance?.LastUpdatedAt ?? record.CreatedAt, ProgressOf(instance));
    }

    /// <summary>How the orchestration ended; null while it has not.</summary>
    public static OperationEnding? EndingOf(OrchestrationMetadata? instance)
    {
        switch (instance?.RuntimeStatus)
        {
            case OrchestrationRuntimeStatus.Completed:
                var (error, result) = OutputOf(instance);
                return new OperationEnding(
                    error is null ? OperationStatus.Succeeded : OperationStatus.Failed, instance.LastUpdatedAt, ProgressOf(instance), error, result);
            case OrchestrationRuntimeStatus.Failed:
                return new OperationEnding(OperationStatus.Failed, instance.LastUpdatedAt, ProgressOf(instance), Unexpected);
            case OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled:
                return new OperationEnding(OperationStatus.Canceled, instance.LastUpdatedAt, ProgressOf(instance));
            default:
                return null;
        }
    }

    private static (OperationFault? Error, JsonElement? Result) OutputOf(OrchestrationMetadata instance)
    {
        if (Read<JsonElement?>(instance.SerializedOutput) is not { } output || output.ValueKind is JsonValueKind.Null)
        {
            return (null, null);
        }

        var enveloped = output.ValueKind is JsonValueKind.Object
            && output.EnumerateObject().All(member => member.Name is "error" or "result");
        if (!enveloped)
        {
            return (null, output);
        }

        var told = Read<OperationResult>(instance.SerializedOutput);
        return (told?.Error, told?.Result is { ValueKind: not JsonValueKind.Null } result ? result : null);
    }

    private static OperationProgress? ProgressOf(OrchestrationMetadata? instance) => Read<OperationProgress>(instance?.SerializedCustomStatus);

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
