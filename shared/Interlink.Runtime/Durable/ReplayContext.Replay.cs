using System.Text.Json;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Durable;

/// <summary>Where the code stands at the end of a turn. Only a finished one has an output or an error.</summary>
internal sealed record TurnResult(bool HasFinished, object? Output, Exception? Error);

internal sealed partial class ReplayContext
{
    private readonly Queue<Step> _steps = new();
    private readonly Dictionary<int, OpenStep> _open = [];
    private readonly List<Step> _canceled = [];
    private readonly EventBuffer _events = new();
    private Task<object?>? _run;
    private DateTime _now;
    private bool _replaying = true;
    private int _nextNumber;

    /// <summary>The steps that history does not have yet.</summary>
    public IReadOnlyCollection<Step> NewSteps => _steps;

    /// <summary>The steps that have not ended.</summary>
    public IEnumerable<Step> OpenSteps => _open.Values.Select(open => open.Step);

    /// <summary>How many activities have not ended.</summary>
    public int OpenActivities { get; private set; }

    /// <summary>The timers canceled in this turn.</summary>
    public IReadOnlyList<Step> CanceledTimers => _canceled;

    /// <summary>Events that came and that nobody has waited for.</summary>
    public IEnumerable<HistoryEvent> UnprocessedEvents => _events.Unprocessed;

    /// <summary>Whether a step is a timer that has neither fired nor been canceled.</summary>
    public bool IsOpenTimer(Step step) => step.Kind == EventKind.TimerCreated && _open.ContainsKey(step.Task);

    /// <summary>
    /// Lets the code go on with what is new, after a history that it has not seen yet. Blocks this thread until the code waits or
    /// ends.
    /// </summary>
    public TurnResult Take(IReadOnlyList<HistoryEvent> history, IReadOnlyList<HistoryEvent> news, Func<Task<object?>> code)
    {
        _scheduler.Begin();
        _steps.Clear();
        try
        {
            foreach (var line in history) Apply(line, code);
            EnsureConfirmed();
            _replaying = false;
            _canceled.Clear();
            foreach (var line in news) Apply(line, code);
            return Result();
        }
        catch (NonDeterministicOrchestrationException exception)
        {
            // Nothing that such code asked for is done.
            _steps.Clear();
            _open.Clear();
            OpenActivities = 0;
            return new TurnResult(true, null, exception);
        }
        finally
        {
            _scheduler.End();
        }
    }

    private TurnResult Result()
    {
        var run = _run ?? throw new InvalidOperationException("A turn begins with the start of the orchestrator.");
        if (!run.IsCompleted)
        {
            var waits = _open.Count > 0 || _events.IsAwaited;
            return waits && !_scheduler.Strayed ? new TurnResult(false, null, null) : throw new NonDeterministicOrchestrationException(
                $"The orchestrator '{_instance.Name}' awaits something that is not durable. It may await only what its context gives it.");
        }

        if (run.IsFaulted) return new TurnResult(true, null, run.Exception.InnerException);
        if (run.IsCanceled) return new TurnResult(true, null, new TaskCanceledException(run));
        var isHeld = Next is null && _open.Values.Any(step => step.HoldsInstance);
        return new TurnResult(!isHeld, run.Result, null);
    }

    private void Apply(HistoryEvent line, Func<Task<object?>> code)
    {
        switch (line.Kind)
        {
            case EventKind.TurnStarted:
                EnsureConfirmed();
                _now = new DateTime(line.At, DateTimeKind.Utc);
                return;
            case EventKind.ExecutionStarted:
                var start = Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.None, _scheduler);
                _scheduler.Run();
                _run = start.GetAwaiter().GetResult();
                break;
            case EventKind.EventRaised:
                _events.Add(line);
                break;
            case EventKind.TaskCompleted or EventKind.ChildCompleted or EventKind.TimerFired:
                Close(line.Task)?.Complete(line.Data);
                break;
            case EventKind.TaskFailed or EventKind.ChildFailed:
                Close(line.Task)?.Fail(JsonSerializer.Deserialize<TaskFailureDetails>(line.Data!)!);
                break;
            default:
                Confirm(line);
                return;
        }

        _scheduler.Run();
    }

    private void Confirm(HistoryEvent line)
    {
        if (!_steps.TryDequeue(out var step))
            throw Differs($"step {line.Task} was {Step.Describe(line.Kind, line.Name)}, which the code no longer asks for");
        var isSameName = string.Equals(step.Name, line.Name ?? string.Empty, StringComparison.OrdinalIgnoreCase);
        if (step.Task != line.Task || step.Kind != line.Kind || !isSameName)
            throw Differs($"step {line.Task} was {Step.Describe(line.Kind, line.Name)}, the code now asks for {step}");
    }

    private void EnsureConfirmed()
    {
        if (_steps.TryPeek(out var step)) throw Differs($"the code asks for {step} at step {step.Task}, of which history knows nothing");
    }

    private NonDeterministicOrchestrationException Differs(string how) => new(
        $"The orchestrator '{_instance.Name}' does not do what its history says: {how}. " +
        "Orchestrators may not change while instances run: put a new one beside the old.");

    private Task<T> Open<T>(Step step)
    {
        var source = new TaskCompletionSource<T>();
        _steps.Enqueue(step);
        _open.Add(step.Task, new OpenStep(
            step,
            data => Settle(source, data),
            failure => source.TrySetException(new TaskFailedException(step.Name, step.Task, failure))));
        if (step.Kind == EventKind.TaskScheduled) OpenActivities++;
        return source.Task;
    }

    /// <summary>Takes a step from those that are open; null when it is not, say because its timer was canceled.</summary>
    private OpenStep? Close(int task)
    {
        if (!_open.Remove(task, out var open)) return null;
        if (open.Step.Kind == EventKind.TaskScheduled) OpenActivities--;
        return open;
    }

    private Task OpenTimer(DateTime fireAt, bool holdsInstance, CancellationToken cancellation)
    {
        var source = new TaskCompletionSource();
        var step = new Step(EventKind.TimerCreated, TakeNumber(), string.Empty) { FireAt = fireAt };
        _steps.Enqueue(step);
        var registration = cancellation.Register(() =>
        {
            if (Close(step.Task) is null) return;
            _canceled.Add(step);
            source.TrySetCanceled(cancellation);
        });
        _open.Add(step.Task, new OpenStep(
            step,
            _ =>
            {
                registration.Dispose();
                source.TrySetResult();
            },
            _ => source.TrySetCanceled(CancellationToken.None))
        {
            HoldsInstance = holdsInstance,
        });
        return source.Task;
    }

    private void Settle<T>(TaskCompletionSource<T> source, string? data)
    {
        try
        {
            source.TrySetResult(_converter.Deserialize<T>(data)!);
        }
        catch (Exception exception)
        {
            source.TrySetException(exception);
        }
    }

    /// <summary>A step whose end the code may be waiting for.</summary>
    private sealed record OpenStep(Step Step, Action<string?> Complete, Action<TaskFailureDetails> Fail)
    {
        /// <summary>Whether the instance stays running until this ends, as with a timer that nobody canceled.</summary>
        public bool HoldsInstance { get; init; }
    }
}
