using System.Collections.Concurrent;
using Interlink.Runtime.Hosting;
using Interlink.Runtime.Observability;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Durable;

/// <summary>
/// Keeps orchestrations going: brings messages to instances, lets them take turns, commits each turn, and only then acts on it.
/// Orchestrations stay alive between turns as long as there is room.
/// </summary>
internal sealed partial class Engine : IHostedService, IDisposable
{
    /// <summary>How many timers are held in memory; the others stay in the file until their time comes near.</summary>
    private const int TimersHeld = 8192;

    private readonly RuntimeDatabase _database;
    private readonly HistoryStore _store;
    private readonly OrchestrationExecutor _executor;
    private readonly ActivityWorker _activities;
    private readonly TimerQueue _timers;
    private readonly DurableTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly ILogger<Engine> _logger;
    private readonly ConcurrentDictionary<string, Mailbox> _mailboxes = new();
    private readonly WorkPump<Mailbox> _turns;
    private readonly LiveCache _live;
    private volatile bool _isOpen;
    private volatile bool _isStopping;

    public Engine(
        RuntimeDatabase database,
        HistoryStore store,
        OrchestrationExecutor executor,
        ActivityWorker activities,
        FunctionsRuntimeOptions options,
        DurableTelemetry telemetry,
        TimeProvider time,
        ILogger<Engine> logger)
    {
        _database = database;
        _store = store;
        _executor = executor;
        _activities = activities;
        _telemetry = telemetry;
        _time = time;
        _logger = logger;
        _timers = new TimerQueue(time, TimersHeld, Fire, FetchTimers);
        _turns = new WorkPump<Mailbox>(options.MaxConcurrentOrchestrations, TakeTurn, time);
        _live = new LiveCache(options.MaxLiveOrchestrations, options.MaxLiveOrchestrationBytes);
        _ = new DurableGauges(
            telemetry, store, time, () => _isOpen && !_isStopping, [("turn", _turns), ("activity", activities.Queue), ("commit", database.Queue)], () => Alive);
    }

    /// <summary>Changes of instances, after their commit.</summary>
    public InstanceWatch Watch { get; } = new();

    /// <summary>How many waiting orchestrations are in memory.</summary>
    public int Alive => _live.Count;

    /// <summary>Completes when everything that was under way at the last stop has been taken up again.</summary>
    public Task Recovered { get; private set; } = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _database.Open();
        _isOpen = true;
        _activities.Begin(Deliver);
        Recovered = Recover();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        _timers.Dispose();
        var stopped = Task.WhenAll(_turns.Stop(), _activities.Stop());
        await Task.WhenAny(stopped, Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
    }

    public void Dispose()
    {
        // The container knows the engine twice, as itself and as a hosted service.
        if (_isStopping) return;
        _isStopping = true;
        _timers.Dispose();
        _ = _turns.Stop();
        _ = _activities.Stop();
    }

    /// <summary>Brings a message to its orchestration. What must survive a crash is stored before.</summary>
    public void Deliver(Message message)
    {
        while (true)
        {
            var box = _mailboxes.GetOrAdd(message.Instance, static id => new Mailbox(id));
            switch (box.Post(message))
            {
                case true:
                    _turns.Add(box.Instance, box);
                    return;
                case false:
                    return;
                default:
                    _mailboxes.TryRemove(KeyValuePair.Create(message.Instance, box));
                    break;
            }
        }
    }

    /// <summary>Brings the start of a new orchestration, or leaves it to a timer.</summary>
    public void Begin(Message start, TimerCall? timer)
    {
        if (timer is { } at) _timers.Add(at);
        else Deliver(start);
    }

    private async Task Recover()
    {
        while (true)
        {
            try
            {
                await _store.Recover(TakeUp);

                // Not before: what a timer sets going needs the keys and messages that recovery finds.
                FetchTimers();
                return;
            }
            catch (Exception exception) when (IsOfDatabase(exception) && !_isStopping)
            {
                RecoveryDelayed(_logger, exception);
                await Task.Delay(s_shortPause, _time, CancellationToken.None);
            }
        }
    }

    private void TakeUp(Unfinished unfinished)
    {
        foreach (var message in unfinished.Messages) Deliver(message);
        foreach (var start in unfinished.Starts) Deliver(start);
        foreach (var activity in unfinished.Activities) _activities.Add(activity);
    }

    private void Fire(TimerCall timer) => Deliver(
        new Message(timer.Instance, timer.Task < 0 ? EventKind.Start : EventKind.TimerFired, timer.Execution, timer.Task)
        {
            Key = timer.Key,
            IsFromTimer = true,
        });

    private async void FetchTimers()
    {
        try
        {
            await _store.Timers(_timers.Horizon, TimersHeld, found => _timers.Refill(found, found.Count < TimersHeld));
        }
        catch (Exception exception) when (!_isStopping)
        {
            TimersDelayed(_logger, exception);
            Later(s_shortPause, FetchTimers);
        }
        catch (Exception exception)
        {
            Stopped(_logger, exception);
        }
    }

    /// <summary>Takes one turn of an orchestration and hands it over to be committed.</summary>
    private async ValueTask TakeTurn(Mailbox box)
    {
        _live.Use(box);
        var messages = box.Take();
        try
        {
            box.Live ??= messages.FirstOrDefault(message => message.Fresh is not null)?.Fresh is { } fresh
                ? new LiveOrchestration(fresh)
                : _store.Load(box.Instance) is { } loaded ? new LiveOrchestration(loaded) : null;
            if (box.Live is not { } live)
            {
                await _store.Drop(box.Instance, messages);
                Idle(box);
                return;
            }

            var turn = await _executor.Take(live, messages);
            if (turn.IsEmpty) Act(box, new CommittedTurn(turn, [], []));
            else _store.Commit(turn, done => Act(box, done), exception => Troubled(box, messages, exception));
        }
        catch (Exception exception)
        {
            Troubled(box, messages, exception);
        }
    }

    /// <summary>Acts on a committed turn. On the writer's thread, so that messages arrive in the order they were stored.</summary>
    private void Act(Mailbox box, CommittedTurn done)
    {
        var turn = done.Turn;
        var instance = turn.Instance;
        var live = box.Live!;
        box.Troubles = 0;
        box.Hold(done.Held);
        foreach (var timer in turn.CanceledTimers) _timers.Remove(timer);
        foreach (var timer in turn.Timers) _timers.Add(timer);
        foreach (var activity in turn.Activities) _activities.Add(activity);
        _telemetry.Committed(turn);
        if (turn.StartsOver || instance.IsFinished)
        {
            DurableTracing.Ended(turn, live.Instance.Trace, Began(live));
            box.Live = null;
            live.Dispose();
        }
        else
        {
            live.Instance = instance;
        }

        foreach (var message in done.Sent) Deliver(message);
        if (turn.StartsOver) Deliver(new Message(instance.Id, EventKind.Start, instance.Execution) { Fresh = NextRun(turn) });
        Watch.Changed(instance);
        Idle(box);
    }

    /// <summary>Ends a turn: another is queued when something has arrived meanwhile.</summary>
    private void Idle(Mailbox box)
    {
        _live.Keep(box);
        if (box.Release()) _turns.Add(box.Instance, box);
        else if (box.Close()) _mailboxes.TryRemove(KeyValuePair.Create(box.Instance, box));
        _live.Shrink(_mailboxes);
    }

    private static DateTimeOffset Began(LiveOrchestration live) =>
        live.BeganAt == 0 ? live.Instance.CreatedAt : new DateTimeOffset(live.BeganAt, TimeSpan.Zero);

    private static Loaded NextRun(Turn turn)
    {
        List<HistoryEvent> history = [];
        if (turn.History is { } carried) HistoryCodec.Decode(turn.At.UtcTicks, carried, history);
        return new Loaded(turn.Instance, history);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The next durable timers could not be read; it is tried again")]
    private static partial void TimersDelayed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What was under way could not be read; it is tried again")]
    private static partial void RecoveryDelayed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Work was left for the next start because the host stops")]
    private static partial void Stopped(ILogger logger, Exception exception);
}
