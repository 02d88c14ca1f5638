namespace Interlink.Core.Webhooks;

/// <summary>When a message that was not taken is tried again: the times of Standard Webhooks 1.0.0, ten attempts over a good three days.</summary>
public static class RetrySchedule
{
    /// <summary>What a wait is made longer or shorter by, at the most, as a part of it: so that messages that failed together do not come back together.</summary>
    public const double Jitter = 0.2;

    /// <summary>The least wait after an answer that says too much at once (Svix).</summary>
    public static readonly TimeSpan OverloadMinimum = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan[] s_waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts in all.</summary>
    public static int Attempts => s_waits.Length + 1;

    /// <summary>The waits between the attempts, without jitter.</summary>
    public static IReadOnlyList<TimeSpan> Waits => s_waits;

    /// <summary>How long to wait after an attempt that failed.</summary>
    /// <param name="attempt">Which one it was, from 1.</param>
    /// <param name="verdict">What came of it. What the receiver asks for counts between once and twice the scheduled wait.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    /// <returns>The wait; null when it was the last attempt.</returns>
    public static TimeSpan? Next(int attempt, AttemptVerdict verdict, double chance)
    {
        if (attempt < 1 || attempt > s_waits.Length)
        {
            return null;
        }

        var scheduled = s_waits[attempt - 1] * (1 + (Jitter * ((2 * Math.Clamp(chance, 0, 1)) - 1)));
        if (verdict.Overloaded && scheduled < OverloadMinimum)
        {
            scheduled = OverloadMinimum;
        }

        return verdict.RetryAfter is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, scheduled.Ticks, scheduled.Ticks * 2)) : scheduled;
    }
}
