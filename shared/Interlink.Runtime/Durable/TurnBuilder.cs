using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

/// <summary>Puts together what a turn came to.</summary>
internal sealed class TurnBuilder(
    InstanceRecord before, ReplayContext context, SortedMessages sorted, int firstSequence, List<HistoryEvent> news, DateTimeOffset now)
{
    private InstanceRecord After => before with { CustomStatus = context.CustomStatus, UpdatedAt = now };

    private InstanceRecord Ended => After with { CompletedAt = now };

    /// <summary>Nothing for the code to see yet.</summary>
    public static Turn Wait(InstanceRecord before, SortedMessages sorted, bool hasBegun, bool isDue, DateTimeOffset now)
    {
        var status = sorted.IsSuspended ? OrchestrationRuntimeStatus.Suspended
            : hasBegun ? OrchestrationRuntimeStatus.Running
            : OrchestrationRuntimeStatus.Pending;
        return new Turn
        {
            Instance = status == before.Status ? before : before with { Status = status, UpdatedAt = now },
            Consumed = sorted.Consumed,
            Held = sorted.Held,
            WakeAt = isDue ? null : before.StartAt,
        };
    }

    /// <summary>The orchestration is ended from outside.</summary>
    public static Turn Terminate(InstanceRecord before, Message termination, IReadOnlyList<Message> messages, DateTimeOffset now)
    {
        var after = before with
        {
            Status = OrchestrationRuntimeStatus.Terminated,
            Output = termination.Data,
            UpdatedAt = now,
            CompletedAt = now,
        };
        var failure = new TaskFailureDetails(
            typeof(OperationCanceledException).FullName!, $"The orchestration '{before.Id}' was terminated.", null, null, null);
        return new Turn
        {
            Instance = after,
            Consumed = messages,
            Sent = ToParent(before, EventKind.ChildFailed, JsonSerializer.Serialize(failure)),
        };
    }

    public Turn Complete(string? output) => End(
        Ended with { Status = OrchestrationRuntimeStatus.Completed, Output = output },
        ToParent(before, EventKind.ChildCompleted, output));

    public Turn Fail(Exception exception)
    {
        var failure = JsonSerializer.Serialize(TaskFailureDetails.FromException(exception));
        return End(
            Ended with { Status = OrchestrationRuntimeStatus.Failed, Failure = failure },
            ToParent(before, EventKind.ChildFailed, failure));
    }

    /// <summary>The same instance begins again with an empty history; events that nobody waited for come along if they are to.</summary>
    public Turn ContinueAsNew(NextRun next)
    {
        var execution = InstanceRecord.NewExecution();
        var kept = next.KeepsEvents
            ? context.UnprocessedEvents.Select(raised => new Message(before.Id, raised.Kind, Name: raised.Name, Data: raised.Data))
            : [];
        return new Turn
        {
            Instance = After with { Execution = execution, Version = next.Version, Input = next.Input, Status = Status },
            StartsOver = true,
            Consumed = sorted.Consumed,
            Held = sorted.Held,
            Children = Children,
            Sent = [.. SentEvents, .. kept],
        };
    }

    public Turn GoOn() => new()
    {
        Instance = After with { Status = Status },
        FirstSequence = firstSequence,
        Appended = [.. news, .. context.NewSteps.Select(ToHistory)],
        Consumed = sorted.Consumed,
        Held = sorted.Held,
        Activities = Activities,
        Timers = [.. context.NewSteps.Where(step => step.Kind == EventKind.TimerCreated).Except(context.CanceledTimers).Select(ToTimer)],
        CanceledTimers = [.. context.CanceledTimers.Select(ToTimer)],
        Children = Children,
        Sent = SentEvents,
    };

    private OrchestrationRuntimeStatus Status =>
        sorted.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running;

    private IReadOnlyList<ActivityCall> Activities =>
    [
        .. context.NewSteps.Where(step => step.Kind == EventKind.TaskScheduled)
            .Select(step => new ActivityCall(before.Id, before.Execution, step.Task, step.Name, step.Data)),
    ];

    private IReadOnlyList<Message> SentEvents =>
    [
        .. context.NewSteps.Where(step => step.Kind == EventKind.EventSent)
            .Select(step => new Message(step.Instance!, EventKind.EventRaised, Name: step.Name, Data: step.Data)),
    ];

    private IReadOnlyList<InstanceRecord> Children =>
    [
        .. context.NewSteps.Where(step => step.Kind == EventKind.ChildScheduled).Select(step => new InstanceRecord
        {
            Id = step.Instance!,
            Name = step.Name,
            Version = step.Version ?? string.Empty,
            Execution = InstanceRecord.NewExecution(),
            Input = step.Data,
            CreatedAt = now,
            UpdatedAt = now,
            Parent = new ParentLink(before.Id, before.Name, before.Execution, step.Task),
        }),
    ];

    private static HistoryEvent ToHistory(Step step) => new(step.Kind, step.Task, step.Name);

    private static IReadOnlyList<Message> ToParent(InstanceRecord child, EventKind kind, string? data) => child.Parent is { } parent
        ? [new Message(parent.Id, kind, parent.Execution, parent.Task, child.Name, data)]
        : [];

    private TimerCall ToTimer(Step step) =>
        new(before.Id, before.Execution, step.Task, new DateTimeOffset(step.FireAt, TimeSpan.Zero));

    private Turn End(InstanceRecord after, IReadOnlyList<Message> toParent) => new()
    {
        Instance = after,
        FirstSequence = firstSequence,
        Appended = [.. news, .. context.NewSteps.Select(ToHistory)],
        Consumed = sorted.Consumed,
        Activities = Activities,
        Children = Children,
        Sent = [.. SentEvents, .. toParent],
    };
}
