namespace Interlink.Runtime.Durable;

/// <summary>
/// Fires durable timers when they are due, by the clock handed in. Only the nearest are held; the others stay in the file until
/// their time comes near. Begins as if it had asked for the first ones; until they have come nothing fires, because one that was added and
/// had fired meanwhile would come once more from the file.
/// </summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>Clocks are looked at anew this often, so that one set by hand or by daylight is noticed.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly int _atMost;
    private readonly Action<TimerCall> _fire;
    private readonly Action _needsMore;
    private readonly ITimer _alarm;
    private readonly Lock _gate = new();
    private readonly SortedSet<TimerCall> _near = [];
    private TimerCall? _horizon;
    private bool _isFetching = true;
    private bool _hasFirst;
    private bool _closed;

    /// <param name="time">The clock.</param>
    /// <param name="atMost">How many are held.</param>
    /// <param name="fire">Called with each timer that falls due.</param>
    /// <param name="needsMore">Called when the next ones are to be fetched from the file; to be answered with <see cref="Refill"/>.</param>
    public TimerQueue(TimeProvider time, int atMost, Action<TimerCall> fire, Action needsMore)
    {
        _time = time;
        _atMost = atMost;
        _fire = fire;
        _needsMore = needsMore;
        _alarm = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The last timer up to which all that are stored are held; null when all are.</summary>
    public TimerCall? Horizon
    {
        get
        {
            lock (_gate) return _horizon;
        }
    }

    /// <summary>How many timers are held.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _near.Count;
        }
    }

    /// <summary>Adds a timer that is stored; one that is held already stays as it is.</summary>
    public void Add(TimerCall timer)
    {
        lock (_gate)
        {
            if (_closed || timer.CompareTo(_horizon ?? timer) > 0 || !_near.Add(timer)) return;

            // While more are being fetched the horizon must not move.
            while (_near.Count > _atMost && !_isFetching)
            {
                _near.Remove(_near.Max);
                _horizon = _near.Max;
            }

            if (_near.Min == timer) SetAlarm();
        }
    }

    /// <summary>Forgets a timer that was canceled.</summary>
    public void Remove(TimerCall timer)
    {
        bool fetches;
        lock (_gate)
        {
            _near.Remove(timer);
            fetches = BeginFetching();
        }

        if (fetches) _needsMore();
    }

    /// <summary>
    /// Adds the next ones from the file, which are those after the horizon. To be called between two commits, so that no timer
    /// that is stored or canceled meanwhile is missed.
    /// </summary>
    public void Refill(IReadOnlyList<TimerCall> next, bool areAll)
    {
        lock (_gate)
        {
            _isFetching = false;
            _hasFirst = true;
            foreach (var timer in next) _near.Add(timer);
            _horizon = areAll ? null : next[^1];
            SetAlarm();
        }
    }

    public void Dispose()
    {
        lock (_gate) _closed = true;
        _alarm.Dispose();
    }

    private void FireDue()
    {
        List<TimerCall> due = [];
        bool fetches;
        lock (_gate)
        {
            if (_closed) return;
            var now = _time.GetUtcNow();
            while (_near.Count > 0 && _near.Min is var timer && timer.Due <= now)
            {
                _near.Remove(timer);
                due.Add(timer);
            }

            fetches = BeginFetching();
            SetAlarm();
        }

        if (fetches) _needsMore();
        foreach (var timer in due) _fire(timer);
    }

    /// <summary>Whether more are to be fetched now.</summary>
    private bool BeginFetching()
    {
        if (_closed || _isFetching || _horizon is null || _near.Count > _atMost / 4) return false;
        return _isFetching = true;
    }

    private void SetAlarm()
    {
        if (_closed || !_hasFirst || _near.Count == 0) return;
        var wait = _near.Min.Due - _time.GetUtcNow();
        // In whole milliseconds, rounded up: a wait cut to zero would fire too early, again and again.
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 0, s_longestWait.TotalMilliseconds)));
        _alarm.Change(whole, Timeout.InfiniteTimeSpan);
    }
}
