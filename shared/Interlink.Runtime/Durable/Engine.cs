using System.Collections.Concurrent;
using System.Threading.Channels;
using Interlink.Runtime.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Durable;

/// <summary>
/// Keeps orchestrations going: brings messages to instances, lets them take turns, commits each turn, and only then acts on it.
/// </summary>
internal sealed partial class Engine : IHostedService, IDisposable
{
    private static readonly TimeSpan s_pauseAfterTrouble = TimeSpan.FromSeconds(1);

    private readonly RuntimeDatabase _database;
    private readonly HistoryStore _store;
    private readonly OrchestrationExecutor _executor;
    private readonly ActivityWorker _activities;
    private readonly TimerQueue _timers;
    private readonly FunctionsRuntimeOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Engine> _logger;
    private readonly ConcurrentDictionary<string, Mailbox> _mailboxes = new();
    private readonly Channel<Mailbox> _ready = Channel.CreateUnbounded<Mailbox>();
    private readonly CancellationTokenSource _stopping = new();
    private Task _work = Task.CompletedTask;
    private int _isDisposed;

    public Engine(
        RuntimeDatabase database,
        HistoryStore store,
        OrchestrationExecutor executor,
        ActivityWorker activities,
        FunctionsRuntimeOptions options,
        TimeProvider time,
        ILogger<Engine> logger)
    {
        _database = database;
        _store = store;
        _executor = executor;
        _activities = activities;
        _options = options;
        _time = time;
        _logger = logger;
        _timers = new TimerQueue(time, Fire);
    }

    /// <summary>Changes of instances, after their commit.</summary>
    public InstanceWatch Watch { get; } = new();

    /// <summary>Completes when everything that was under way at the last stop has been taken up again.</summary>
    public Task Recovered { get; private set; } = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _database.Open();
        Recovered = Recover();
        _work = Task.WhenAll(
            _activities.Run(Deliver, _stopping.Token),
            Task.WhenAll(Enumerable.Range(0, _options.MaxConcurrentOrchestrations).Select(_ => Task.Run(Work, CancellationToken.None))));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _timers.Dispose();
        await _stopping.CancelAsync();
        _ready.Writer.TryComplete();
        await Task.WhenAny(_work, Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
    }

    public void Dispose()
    {
        // The container knows the engine twice, as itself and as a hosted service.
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1) return;
        _timers.Dispose();
        _stopping.Cancel();
        _ready.Writer.TryComplete();
        _stopping.Dispose();
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
                    _ready.Writer.TryWrite(box);
                    return;
                case false:
                    return;
                default:
                    _mailboxes.TryRemove(KeyValuePair.Create(message.Instance, box));
                    break;
            }
        }
    }

    private async Task Recover()
    {
        var unfinished = await _store.Recover();
        foreach (var message in unfinished.Messages) Deliver(message);
        foreach (var id in unfinished.NotBegun) Deliver(new Message(id, EventKind.Start));
        foreach (var activity in unfinished.Activities) _activities.Add(activity);
        foreach (var timer in unfinished.Timers) _timers.Add(timer);
    }

    private void Fire(TimerCall timer) => Deliver(
        timer.Task < 0
            ? new Message(timer.Instance, EventKind.Start)
            : new Message(timer.Instance, EventKind.TimerFired, timer.Execution, timer.Task));

    private async Task Work()
    {
        await foreach (var box in _ready.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (_stopping.IsCancellationRequested) return;
            var messages = box.Take();
            try
            {
                await Take(box, messages);
            }
            catch (Exception exception)
            {
                if (_stopping.IsCancellationRequested) return;
                Troubled(_logger, exception, box.Instance);
                box.Hold(messages);
                _timers.Add(new TimerCall(box.Instance, 0, -1, _time.GetUtcNow() + s_pauseAfterTrouble));
            }

            if (box.Release()) _ready.Writer.TryWrite(box);
            else if (box.IsClosed) _mailboxes.TryRemove(KeyValuePair.Create(box.Instance, box));
        }
    }

    private async Task Take(Mailbox box, IReadOnlyList<Message> messages)
    {
        var (instance, history) = _store.Load(box.Instance);
        if (instance is null or { IsFinished: true })
        {
            await _store.Drop(messages);
            return;
        }

        var turn = await _executor.Take(instance, history, messages);
        var sent = await _store.Commit(turn);
        Act(turn, sent, box);
    }

    /// <summary>Acts on a committed turn.</summary>
    private void Act(Turn turn, List<Message> sent, Mailbox box)
    {
        var instance = turn.Instance;
        foreach (var timer in turn.CanceledTimers) _timers.Remove(timer);
        foreach (var timer in turn.Timers) _timers.Add(timer);
        foreach (var activity in turn.Activities) _activities.Add(activity);

        // What an instance that starts over keeps is older than what has arrived meanwhile.
        var isKept = (Message message) => turn.StartsOver && message.Instance == instance.Id;
        box.Hold([.. turn.Held, .. sent.Where(isKept)]);
        foreach (var message in sent.Where(message => !isKept(message))) Deliver(message);
        if (turn.StartsOver) Deliver(new Message(instance.Id, EventKind.Start));
        if (turn.WakeAt is { } wakeAt) _timers.Add(new TimerCall(instance.Id, instance.Execution, -1, wakeAt));
        Watch.Changed(instance.Id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the orchestration {Instance} could not be taken and is tried again")]
    private static partial void Troubled(ILogger logger, Exception exception, string instance);
}
