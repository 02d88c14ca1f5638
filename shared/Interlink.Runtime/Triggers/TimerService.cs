using Interlink.Runtime.Durable;
using Interlink.Runtime.Hosting;
using Interlink.Runtime.Observability;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Triggers;

/// <summary>
/// Runs timer functions. The last run is kept, so that one that fell due while the host was down is made up for once, at the
/// next start, and is told that it is late.
/// </summary>
internal sealed partial class TimerService(
    FunctionCatalogue catalogue,
    FunctionPipeline pipeline,
    HistoryStore store,
    IServiceScopeFactory scopes,
    IConfiguration settings,
    FunctionTelemetry telemetry,
    TimeProvider time,
    ILogger<TimerService> logger) : BackgroundService
{
    /// <summary>Clocks are looked at anew this often.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // A schedule that cannot be read stops the start, not a run at night.
        foreach (var entry in catalogue.Timers) _ = Schedule(entry);
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(catalogue.Timers.Select(entry => Serve(entry, stoppingToken)));

    private static TimerTriggerAttribute Trigger(FunctionEntry entry) => (TimerTriggerAttribute)entry.Attribute;

    private TimerSchedule Schedule(FunctionEntry entry) => TimerSchedule.Of(entry.Name, Trigger(entry), settings);

    private async Task Serve(FunctionEntry entry, CancellationToken stopping)
    {
        var schedule = Schedule(entry);
        var kept = Trigger(entry).UseMonitor ? store.Schedule(entry.Name) : null;
        var status = new ScheduleStatus
        {
            Last = (kept?.Last ?? default).UtcDateTime,
            LastUpdated = (kept?.Updated ?? default).UtcDateTime,
        };
        var now = time.GetUtcNow();
        var isMissed = kept?.Next <= now;
        var due = isMissed || Trigger(entry).RunOnStartup ? now : schedule.Next(now);
        if (kept is null) await Keep(entry, status, due, stopping);

        var isPastDue = isMissed;
        while (await Wait(due, stopping))
        {
            var next = schedule.Next(due);
            await Run(entry, status, next, isPastDue, stopping);
            if (stopping.IsCancellationRequested) return;

            status.Last = due.UtcDateTime;
            now = time.GetUtcNow();
            isPastDue = next < now;
            due = isPastDue ? now : next;
            await Keep(entry, status, due, stopping);
        }
    }

    private async Task Keep(FunctionEntry entry, ScheduleStatus status, DateTimeOffset next, CancellationToken stopping)
    {
        status.LastUpdated = time.GetUtcNow().UtcDateTime;
        if (!Trigger(entry).UseMonitor || stopping.IsCancellationRequested) return;
        await store.KeepSchedule(entry.Name, new DateTimeOffset(status.Last, TimeSpan.Zero), next, time.GetUtcNow());
    }

    /// <summary>Waits until a time has come; false when the host stops before. Delays are whole milliseconds, rounded up: one cut to zero would
    /// turn the last part of the wait into a loop.</summary>
    private async Task<bool> Wait(DateTimeOffset due, CancellationToken stopping)
    {
        try
        {
            while (due - time.GetUtcNow() is var left && left > TimeSpan.Zero)
                await Task.Delay(left < s_longestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : s_longestWait, time, stopping);
            return !stopping.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Run(FunctionEntry entry, ScheduleStatus status, DateTimeOffset next, bool isPastDue, CancellationToken stopping)
    {
        status.Next = next.UtcDateTime;
        var timer = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = Trigger(entry).UseMonitor ? status : null };
        using var span = FunctionTelemetry.Run(entry, Trigger(entry).Schedule);
        var began = telemetry.Begins();
        var isError = false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await pipeline.Run(new HostFunctionContext(entry, scope.ServiceProvider, timer, stopping));
        }
        catch (Exception) when (stopping.IsCancellationRequested || scopes.IsGone())
        {
            Interrupted(logger, entry.Name);
        }
        catch (Exception exception)
        {
            Failed(logger, exception, entry.Name);
            DurableTracing.Fail(span, exception);
            isError = true;
        }

        telemetry.Ended(entry, "timer", began, isError);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The timer function {Function} failed; it runs again when it is next due")]
    private static partial void Failed(ILogger logger, Exception exception, string function);

    [LoggerMessage(Level = LogLevel.Information, Message = "The timer function {Function} was cut short because the host stops")]
    private static partial void Interrupted(ILogger logger, string function);
}
