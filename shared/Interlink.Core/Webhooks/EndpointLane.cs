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
    private static readonly TimeSpan s_longestThrottle = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private double _average;
    private int _underWay;
    private int _failures;
    private TimeSpan _open = FirstOpen;
    private DateTimeOffset _closedUntil;
    private DateTimeOffset _next;
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
    /// <param name="perSecond">The endpoint's limit; null for none.</param>
    /// <param name="reserved">The time that an earlier question was answered with; null for the first question.</param>
    /// <returns>Null to go, <see cref="Leave"/> afterwards; else when to ask again.</returns>
    public DateTimeOffset? TryEnter(DateTimeOffset now, int? perSecond, DateTimeOffset? reserved)
    {
        lock (_gate)
        {
            _lastUse = now;
            var probing = _failures >= FailuresToOpen;
            var most = probing ? 1 : _average > s_tolerable.TotalSeconds ? Slow : Quick;
            var spacing = Spacing(perSecond, most);
            var isTurn = reserved is { } turn ? turn <= now : _next <= now;
            if (isTurn && now >= _closedUntil && _underWay < most)
            {
                _underWay++;
                if (reserved is null)
                {
                    _next = Later(_next, now - s_tolerable) + Rate(perSecond);
                }

                return null;
            }

            var at = Later(Later(now + spacing, _next), _closedUntil);
            _next = at + spacing;
            return Sooner(at, Later(now, _closedUntil) + Horizon);
        }
    }

    /// <summary>Says that an attempt is over.</summary>
    public void Leave(DateTimeOffset now, AttemptVerdict verdict, TimeSpan duration)
    {
        lock (_gate)
        {
            _underWay--;
            _average = (_average * 0.8) + (duration.TotalSeconds * 0.2);
            if (verdict.Outcome is AttemptOutcome.Succeeded)
            {
                _next = _failures >= FailuresToOpen ? now : _next;
                (_failures, _open) = (0, FirstOpen);
                return;
            }

            _failures++;
            if (_failures >= FailuresToOpen)
            {
                _closedUntil = Later(_closedUntil, now + _open);
                _next = Later(_next, _closedUntil);
                _open = _open * 2 > LongestOpen ? LongestOpen : _open * 2;
            }
            else if (verdict is { Overloaded: true, RetryAfter: { } asked })
            {
                _closedUntil = Later(_closedUntil, now + (asked > s_longestThrottle ? s_longestThrottle : asked));
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

    private static TimeSpan Rate(int? perSecond) => perSecond is { } limit ? TimeSpan.FromSeconds(1.0 / limit) : TimeSpan.Zero;

    // Places are given out as fast as they become free: one each average time, divided by how many there are.
    private TimeSpan Spacing(int? perSecond, int most)
    {
        var free = TimeSpan.FromSeconds(Math.Clamp(_average, 0.001, 30) / most);
        var rate = Rate(perSecond);
        return rate > free ? rate : free;
    }

    private static DateTimeOffset Sooner(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
