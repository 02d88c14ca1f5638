namespace Interlink.Core.Mail;

/// <summary>When a mail that could not be sent is tried again.</summary>
public static class MailSchedule
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(16),
    ];

    /// <summary>How often a mail is tried before it is given up.</summary>
    public static int MaxAttempts => Delays.Length + 1;

    /// <summary>How long to wait after an attempt that failed in a way that passes.</summary>
    /// <param name="failures">How many such attempts there were, this one included; from 1.</param>
    /// <param name="asked">The least wait that the next station asked for; null for none. More than a day counts as a day.</param>
    /// <param name="jitter">0 to 1: spreads what failed together over a quarter more of the delay.</param>
    /// <returns>Null when there is to be no further attempt.</returns>
    public static TimeSpan? Next(int failures, TimeSpan? asked, double jitter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        if (failures > Delays.Length)
        {
            return null;
        }

        var delay = Delays[failures - 1];
        var least = asked is { } wanted && wanted > delay ? wanted : delay;
        return (least < Longest ? least : Longest) * (1 + (Math.Clamp(jitter, 0, 1) / 4));
    }

    /// <summary>How long to leave the next station alone that could not be reached.</summary>
    /// <param name="times">How often in a row, this time included; from 1.</param>
    /// <param name="asked">The least wait that it asked for; null for none. More than an hour counts as an hour.</param>
    public static TimeSpan Pause(int times, TimeSpan? asked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        var grown = TimeSpan.FromSeconds(15) * Math.Pow(2, Math.Min(times - 1, 6));
        var most = TimeSpan.FromMinutes(15);
        var own = grown < most ? grown : most;
        return asked is { } wanted && wanted > own ? (wanted < TimeSpan.FromHours(1) ? wanted : TimeSpan.FromHours(1)) : own;
    }
}
