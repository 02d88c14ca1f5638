namespace Interlink.Runtime.Durable;

/// <summary>Fires durable timers when they are due, by the clock handed in.</summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>Clocks are looked at anew this often, so that one set by hand or by daylight is noticed.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly Action<TimerCall> _fire;
    private readonly ITimer _alarm;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TimerCall, DateTimeOffset> _queue = new();
    private readonly HashSet<TimerCall> _waiting = [];
    private bool _closed;

    public TimerQueue(TimeProvider time, Action<TimerCall> fire)
    {
        _time = time;
        _fire = fire;
        _alarm = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds a timer; one that is there already stays as it is.</summary>
    public void Add(TimerCall timer)
    {
        lock (_gate)
        {
            if (_closed || !_waiting.Add(timer)) return;
            _queue.Enqueue(timer, timer.Due);
            if (_queue.Peek() == timer) SetAlarm();
        }
    }

    /// <summary>Forgets a timer that was canceled.</summary>
    public void Remove(TimerCall timer)
    {
        lock (_gate) _waiting.Remove(timer);
    }

    public void Dispose()
    {
        lock (_gate) _closed = true;
        _alarm.Dispose();
    }

    private void FireDue()
    {
        List<TimerCall> due = [];
        lock (_gate)
        {
            if (_closed) return;
            var now = _time.GetUtcNow();
            while (_queue.TryPeek(out var timer, out var at) && (at <= now || !_waiting.Contains(timer)))
            {
                _queue.Dequeue();
                if (_waiting.Remove(timer)) due.Add(timer);
            }

            SetAlarm();
        }

        foreach (var timer in due) _fire(timer);
    }

    private void SetAlarm()
    {
        if (!_queue.TryPeek(out _, out var next)) return;
        var wait = next - _time.GetUtcNow();
        _alarm.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < s_longestWait ? wait : s_longestWait, Timeout.InfiniteTimeSpan);
    }
}
