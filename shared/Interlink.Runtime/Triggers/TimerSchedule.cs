using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using NCrontab;

namespace Interlink.Runtime.Triggers;

/// <summary>When a timer function runs, in UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule _schedule;

    private TimerSchedule(CrontabSchedule schedule) => _schedule = schedule;

    /// <summary>Reads a trigger's schedule: six fields, or the name of a setting between percent signs.</summary>
    public static TimerSchedule Of(string function, TimerTriggerAttribute trigger, IConfiguration settings)
    {
        var text = Resolve(function, trigger.Schedule, settings);
        return CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } schedule
            ? new TimerSchedule(schedule)
            : throw new InvalidOperationException($"The schedule of the function '{function}' is not six NCRONTAB fields: '{text}'.");
    }

    /// <summary>The first occurrence after a time.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => new(_schedule.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    private static string Resolve(string function, string schedule, IConfiguration settings)
    {
        if (schedule.Length <= 2 || schedule[0] != '%' || schedule[^1] != '%') return schedule;
        var name = schedule[1..^1];
        return settings[name]
            ?? throw new InvalidOperationException(
                $"The schedule of the function '{function}' is in the setting '{name}', which is missing.");
    }
}
