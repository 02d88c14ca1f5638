using Interlink.Runtime.Observability;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Interlink.Runtime.Durable;

internal sealed partial class Engine
{
    /// <summary>How often a turn is tried before its orchestration is failed.</summary>
    private const int Attempts = 5;

    private static readonly TimeSpan s_longPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_shortPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A turn could not be taken or kept. It is tried again from history; when it is the orchestration's own doing it is failed
    /// after some attempts, while a full disk or a locked file is waited for as long as it takes.
    /// </summary>
    private void Troubled(Mailbox box, IReadOnlyList<Message> messages, Exception exception)
    {
        var live = box.Live;
        box.Live = null;
        live?.Dispose();
        box.Hold(messages);
        if (_isStopping)
        {
            Stopped(_logger, exception);
            return;
        }

        if (!IsOfDatabase(exception)) box.Troubles++;
        if (box.Troubles >= Attempts)
        {
            GivenUp(_logger, exception, box.Instance, box.Troubles);
            GiveUp(box, exception);
            return;
        }

        TriedAgain(_logger, exception, box.Instance);
        Later(s_shortPause * (1 << box.Troubles), () => _turns.Add(box.Instance, box));
    }

    /// <summary>Fails an orchestration whose turns come to nothing; the others are not concerned.</summary>
    private void GiveUp(Mailbox box, Exception why)
    {
        var messages = box.Take();
        try
        {
            if (_store.Find(box.Instance) is not { IsFinished: false } instance)
            {
                Idle(box);
                return;
            }

            _store.Commit(
                TurnBuilder.GiveUp(instance, why, messages, _time.GetUtcNow()),
                done =>
                {
                    box.Troubles = 0;
                    _telemetry.Committed(done.Turn);
                    DurableTracing.Ended(done.Turn, instance.Trace, instance.CreatedAt);
                    foreach (var message in done.Sent) Deliver(message);
                    Watch.Changed(done.Turn.Instance);
                    Idle(box);
                },
                exception => GiveUpLater(box, messages, exception));
        }
        catch (Exception exception)
        {
            GiveUpLater(box, messages, exception);
        }
    }

    private void GiveUpLater(Mailbox box, IReadOnlyList<Message> messages, Exception why)
    {
        box.Hold(messages);
        TriedAgain(_logger, why, box.Instance);
        Later(s_longPause, () => GiveUp(box, why));
    }

    /// <summary>Whether the whole file is in trouble, not one orchestration.</summary>
    private static bool IsOfDatabase(Exception exception) => exception is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_IOERR
            or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL,
    };

    /// <summary>Does something after a while, unless the host stops before.</summary>
    private void Later(TimeSpan pause, Action action)
    {
        ITimer? timer = null;
        timer = _time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                if (!_isStopping) action();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the orchestration {Instance} could not be taken and is tried again")]
    private static partial void TriedAgain(ILogger logger, Exception exception, string instance);

    [LoggerMessage(
        Level = LogLevel.Critical, Message = "The orchestration {Instance} could not go on after {Attempts} attempts and is failed")]
    private static partial void GivenUp(ILogger logger, Exception exception, string instance, int attempts);
}
