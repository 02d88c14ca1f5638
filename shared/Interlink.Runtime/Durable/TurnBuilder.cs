using Interlink.Runtime.Observability;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

/// <summary>Puts together what a turn came to.</summary>
internal sealed class TurnBuilder(
    InstanceRecord before, ReplayContext context, SortedMessages sorted, List<HistoryEvent> news, DateTimeOffset now)
{
    private InstanceRecord After => before with { CustomStatus = context.CustomStatus, UpdatedAt = now };

    private InstanceRecord Ended => After with { CompletedAt = now, IsBusy = false };

    private byte[] History => HistoryCodec.Encode(news.Concat(context.NewSteps.Select(step => step.ToHistory())));

    private OrchestrationRuntimeStatus Status =>
        sorted.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running;

    /// <summary>Nothing for the code to see yet.</summary>
    public static Turn Wait(InstanceRecord before, SortedMessages sorted, bool hasBegun, DateTimeOffset now)
    {
        var status = sorted.IsSuspended ? OrchestrationRuntimeStatus.Suspended
            : hasBegun ? OrchestrationRuntimeStatus.Running
            : OrchestrationRuntimeStatus.Pending;
        var after = before with { Status = status, IsBusy = before.IsBusy || (!hasBegun && sorted.IsDue) };
        return new Turn
        {
            Instance = after == before ? before : after with { UpdatedAt = now },
            IsChanged = after != before,
            At = now,
            Consumed = sorted.Consumed,
            Held = sorted.Held,
        };
    }

    /// <summary>The orchestration is ended from outside.</summary>
    public static Turn Terminate(InstanceRecord before, Message termination, IReadOnlyList<Message> messages, DateTimeOffset now)
    {
        var failure = new TaskFailureDetails(
            typeof(OperationCanceledException).FullName!, $"The orchestration '{before.Id}' was terminated.", null, null, null);
        return EndFromOutside(before with { Output = termination.Data }, OrchestrationRuntimeStatus.Terminated, failure, messages, now) with
        {
            TerminationOfChildren = termination.IsRecursive ? termination : null,
        };
    }

    /// <summary>The orchestration is failed because its turns cannot be taken or kept.</summary>
    public static Turn GiveUp(InstanceRecord before, Exception exception, IReadOnlyList<Message> messages, DateTimeOffset now)
    {
        var failure = new TaskFailureDetails(
            typeof(OrchestrationStuckException).FullName!,
            $"The orchestration '{before.Id}' could not go on, although it was tried again and again: {exception.Message}",
            null,
            TaskFailureDetails.FromException(exception),
            null);
        return EndFromOutside(
            before with { Failure = StoredFailure.Write(failure) }, OrchestrationRuntimeStatus.Failed, failure, messages, now);
    }

    public Turn Complete(string? output) => End(
        Ended with { Status = OrchestrationRuntimeStatus.Completed, Output = output },
        ToParent(before, EventKind.ChildCompleted, output));

    public Turn Fail(Exception exception)
    {
        var failure = StoredFailure.Write(exception);
        return End(
            Ended with { Status = OrchestrationRuntimeStatus.Failed, Failure = failure },
            ToParent(before, EventKind.ChildFailed, failure)) with
        {
            ClearsTimers = true,
        };
    }

    /// <summary>The same instance begins again with an empty history; events that nobody waited for come along if they are to.</summary>
    public Turn ContinueAsNew(NextRun next)
    {
        List<HistoryEvent> carried = next.KeepsEvents ? [.. context.UnprocessedEvents] : [];
        var after = After with
        {
            Execution = InstanceRecord.NewExecution(),
            Version = next.Version,
            Input = next.Input,
            Trace = TraceLink.Next(before.Trace),
            Status = Status,
            IsBusy = true,
        };
        return End(after, SentEvents) with
        {
            StartsOver = true,
            History = carried.Count > 0 ? HistoryCodec.Encode(carried) : null,
            Carried = carried,
            Held = sorted.Held,
        };
    }

    public Turn GoOn()
    {
        var after = After with { Status = Status, IsBusy = context.OpenActivities > 0 };
        return new Turn
        {
            Instance = after,
            IsChanged = after with { UpdatedAt = before.UpdatedAt } != before,
            At = now,
            History = History,
            Consumed = sorted.Consumed,
            Held = sorted.Held,
            Activities = Calls(context.NewSteps),
            Timers = [.. context.NewSteps.Where(context.IsOpenTimer).Select(ToTimer)],
            CanceledTimers = [.. context.CanceledTimers.Select(ToTimer)],
            Children = Children,
            Sent = SentEvents,
        };
    }

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
            Trace = TraceLink.Child(before.Trace),
        }),
    ];

    private static Turn EndFromOutside(
        InstanceRecord before,
        OrchestrationRuntimeStatus status,
        TaskFailureDetails failure,
        IReadOnlyList<Message> messages,
        DateTimeOffset now) => new()
        {
            Instance = before with { Status = status, UpdatedAt = now, CompletedAt = now, IsBusy = false },
            IsChanged = true,
            At = now,
            Consumed = messages,
            ClearsTimers = true,
            Sent = ToParent(before, EventKind.ChildFailed, StoredFailure.Write(failure)),
        };

    private static IReadOnlyList<Message> ToParent(InstanceRecord child, EventKind kind, string? data) => child.Parent is { } parent
        ? [new Message(parent.Id, kind, parent.Execution, parent.Task, child.Name, data)]
        : [];

    private TimerCall ToTimer(Step step) =>
        new(before.Id, before.Key, before.Execution, step.Task, new DateTimeOffset(step.FireAt, TimeSpan.Zero));

    private IReadOnlyList<ActivityCall> Calls(IEnumerable<Step> steps) =>
    [
        .. steps.Where(step => step.Kind == EventKind.TaskScheduled)
            .Select(step => new ActivityCall(before.Id, before.Execution, step.Task, step.Name, step.Data)
            {
                Trace = before.Trace,
                IsRetry = step.IsRetry,
            }),
    ];

    private Turn End(InstanceRecord after, IReadOnlyList<Message> sent) => new()
    {
        Instance = after,
        IsChanged = true,
        At = now,
        History = History,
        Consumed = after.IsFinished ? [.. sorted.Consumed, .. sorted.Held] : sorted.Consumed,
        Activities = Calls(context.NewSteps),
        Leftovers = context.OpenActivities > 0 ? Calls(context.OpenSteps) : [],
        CanceledTimers = [.. context.CanceledTimers.Concat(context.OpenSteps.Where(context.IsOpenTimer)).Select(ToTimer)],
        Children = Children,
        Sent = after.IsFinished ? [.. SentEvents, .. sent] : sent,
    };
}
