namespace Interlink.Core.Webhooks;

/// <summary>The pace of one endpoint in one process: how many attempts are under way, how many a second, and whether it takes anything at all. Who may not go gets a
/// time of its own at which to come again, so that thousands wait without asking.</summary>
/// <remarks>Kept in memory: each process paces for itself, and begins anew after a start. Safe for several threads.</remarks>
public sealed class EndpointLane
{
    /// <summary>Attempts under way at once, while the endpoint is quick.</summary>
    public const int Quick = 16;

    /// <summary>Attempts under way at once, while it takes over a second for an answer or fails.</summary>
    public const int Slow = 4;

    /// <summary>Failures in a row, of whatever messages, after which only one attempt at a time finds out whether it is back.</summary>
    public const int FailuresToOpen = 5;

    /// <summary>How long an endpoint that takes nothing is first left alone; doubled each time, up to <see cref="LongestOpen"/>.</summary>
    public static readonly TimeSpan FirstOpen = TimeSpan.FromSeconds(30);

    /// <summary>The longest that an endpoint that takes nothing is left alone.</summary>
    public static readonly TimeSpan LongestOpen = TimeSpan.FromMinutes(15);

    /// <summary>Nobody is told to come again later than this after now, or after the end of the time that the endpoint is left alone: it may be back before.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_tolerable = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_firstThrottle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestThrottle = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private double _average;
    private int _underWay;
    private int _failures;
    private TimeSpan _open = FirstOpen;
    private TimeSpan _throttle = s_firstThrottle;
    private DateTimeOffset _closedUntil;
    private DateTimeOffset _next;
    private DateTimeOffset _paced;
    private DateTimeOffset _lastUse;

    /// <summary>Attempts under way.</summary>
    public int UnderWay
    {
        get
        {
            lock (_gate)
            {
                return _underWay;
            }
        }
    }

    /// <summary>Asks to go.</summary>
    /// <param name="perSecond">The endpoint's limit; null for none. Whoever had a place and comes late, together with others, does not go beyond it.</param>
    /// <param name="reserved">The place that an earlier question was answered with; null for none.</param>
    /// <returns>Null to go, <see cref="Leave"/> afterwards; else when to ask again.</returns>
    public LaneTurn? TryEnter(DateTimeOffset now, double? perSecond, DateTimeOffset? reserved)
    {
        lock (_gate)
        {
            _lastUse = now;
            var most = _failures >= FailuresToOpen ? 1 : _failures > 0 || _average > s_tolerable.TotalSeconds ? Slow : Quick;
            var (spacing, pace) = (Spacing(perSecond, most), perSecond is null ? now : _paced);
            var isTurn = reserved is { } turn ? turn <= now : _next <= now;
            if (isTurn && now >= _closedUntil && pace <= now && _underWay < most)
            {
                _underWay++;
                _paced = Later(_paced, now - s_tolerable) + Rate(perSecond);
                if (reserved is null)
                {
                    _next = Later(_next, now - s_tolerable) + Rate(perSecond);
                }

                return null;
            }

            var (at, horizon) = (Later(Later(now + spacing, _next), Later(_closedUntil, pace)), Later(now, _closedUntil) + Horizon);
            if (at > horizon)
            {
                return new LaneTurn(horizon, false);
            }

            _next = at + spacing;
            return new LaneTurn(at, true);
        }
    }

    /// <summary>Says that an attempt is over.</summary>
    public void Leave(DateTimeOffset now, AttemptVerdict verdict, TimeSpan duration)
    {
        lock (_gate)
        {
            _underWay--;
            _average = (_average * 0.8) + (duration.TotalSeconds * 0.2);
            var isLeftAlone = _failures >= FailuresToOpen && now < _closedUntil;
            if (verdict.Overloaded)
            {
                Throttle(now, verdict.RetryAfter);
            }

            // One that wants no more of one message is alive.
            if (verdict.Outcome is AttemptOutcome.Succeeded or AttemptOutcome.Aborted)
            {
                _next = _failures >= FailuresToOpen ? now : _next;
                (_failures, _open) = (0, FirstOpen);
                _throttle = verdict.Overloaded ? _throttle : s_firstThrottle;
                return;
            }

            // Of attempts that were under way together, one closes the lane; the others tell nothing new.
            _failures++;
            if (_failures >= FailuresToOpen && !isLeftAlone)
            {
                _closedUntil = Later(_closedUntil, now + _open);
                _next = Later(_next, _closedUntil);
                _open = Shorter(_open * 2, LongestOpen);
            }
        }
    }

    /// <summary>Says that an attempt was not made after all.</summary>
    public void Withdraw()
    {
        lock (_gate)
        {
            _underWay--;
        }
    }

    /// <summary>Whether nothing is under way and nobody has asked for so long.</summary>
    public bool IsIdle(DateTimeOffset now, TimeSpan since)
    {
        lock (_gate)
        {
            return _underWay == 0 && now - _lastUse > since && _closedUntil < now && _next < now;
        }
    }

    // For as long as the endpoint asks for, or longer each time that it asks for nothing.
    private void Throttle(DateTimeOffset now, TimeSpan? asked)
    {
        if (asked is null && now < _closedUntil)
        {
            return;
        }

        _closedUntil = Later(_closedUntil, now + Shorter(asked ?? _throttle, s_longestThrottle));
        _throttle = asked is null ? Shorter(_throttle * 2, s_longestThrottle) : _throttle;
    }

    private static TimeSpan Rate(double? perSecond) => perSecond is { } limit ? TimeSpan.FromSeconds(1.0 / limit) : TimeSpan.Zero;

    // Places are given out as fast as they become free: one each average time, divided by how many there are.
    private TimeSpan Spacing(double? perSecond, int most)
    {
        var free = TimeSpan.FromSeconds(Math.Clamp(_average, 0.001, 30) / most);
        var rate = Rate(perSecond);
        return rate > free ? rate : free;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>When to ask again.</summary>
/// <param name="At">UTC.</param>
/// <param name="Taken">Whether a place is kept until then. Beyond the horizon none is: whoever comes then asks as for the first time.</param>
public readonly record struct LaneTurn(DateTimeOffset At, bool Taken);
