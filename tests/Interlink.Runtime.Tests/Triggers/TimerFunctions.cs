using Microsoft.Azure.Functions.Worker;

namespace Interlink.Runtime.Tests.Triggers;

public sealed class TimerFunctions(Probe probe)
{
    [Function("Hourly")]
    public void Hourly([TimerTrigger("0 0 * * * *")] TimerInfo timer) => probe.Seen.Enqueue(
        $"hourly late={timer.IsPastDue} last={timer.ScheduleStatus!.Last:HH:mm} next={timer.ScheduleStatus.Next:HH:mm}");

    [Function("Nightly")]
    public async Task Nightly([TimerTrigger("%nightly%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellation)
    {
        probe.Seen.Enqueue($"nightly monitored={timer.ScheduleStatus is not null}");
        if (!probe.Switched) return;
        probe.Open("nightly began");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException)
        {
            probe.Seen.Enqueue("nightly canceled");
            throw;
        }
    }

    [Function("AtStart")]
    public void AtStart([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) =>
        probe.Open($"started late={timer.IsPastDue}");
}
