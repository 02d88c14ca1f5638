using Interlink.Testing;

namespace Interlink.Runtime.Tests.Triggers;

/// <summary>Timer triggers, on a clock that is set by hand.</summary>
public sealed class TimerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_timer_runs_each_time_its_schedule_says()
    {
        await using var host = await TestHost.Start(_folder, _clock);
        await Until(host, () => Hourly(host).Length >= 3);
        Assert.Equal(
            [
                "hourly late=False last=00:00 next=02:00",
                "hourly late=False last=01:00 next=03:00",
                "hourly late=False last=02:00 next=04:00",
            ],
            Hourly(host)[..3]);
    }

    [Fact]
    public async Task A_schedule_may_stand_in_a_setting_and_need_not_be_monitored()
    {
        await using var host = await TestHost.Start(_folder, _clock);
        await Until(host, () => host.Probe.Seen.Contains("nightly monitored=False"));
        Assert.True(_clock.GetUtcNow().TimeOfDay >= new TimeSpan(2, 30, 0));
    }

    [Fact]
    public async Task A_missing_setting_stops_the_start_and_is_named()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestHost.Start(_folder["runtime.db"], _clock, configure: settings => settings["nightly"] = null));
        Assert.Contains("'nightly'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_that_cannot_be_read_stops_the_start_and_is_named()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestHost.Start(_folder["runtime.db"], _clock, configure: settings => settings["nightly"] = "at night"));
        Assert.Contains("at night", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_can_run_at_the_start_as_well()
    {
        await using var host = await TestHost.Start(_folder, _clock);
        await host.Probe.Gate("started late=False").WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_made_up_for_once_and_told_that_it_is_late()
    {
        await using (var first = await TestHost.Start(_folder, _clock))
        {
            await Until(first, () => Hourly(first).Length > 0);
        }

        _clock.Advance(TimeSpan.FromHours(5.1));
        await using var second = await TestHost.Start(_folder, _clock);
        await Until(second, () => Hourly(second).Length >= 2);
        Assert.StartsWith("hourly late=True", Hourly(second)[0], StringComparison.Ordinal);
        Assert.StartsWith("hourly late=False", Hourly(second)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_under_way_is_canceled_when_the_host_stops()
    {
        var probe = new Probe { Switched = true };
        await using (var host = await TestHost.Start(_folder["runtime.db"], _clock, probe))
        {
            await Until(host, () => host.Probe.Gate("nightly began").IsCompleted);
        }

        Assert.Contains("nightly canceled", probe.Seen);
    }

    private static string[] Hourly(TestHost host) =>
        [.. host.Probe.Seen.Where(line => line.StartsWith("hourly", StringComparison.Ordinal))];

    /// <summary>Moves the clock in small steps, giving the host time to notice each.</summary>
    private async Task Until(TestHost host, Func<bool> isReached)
    {
        // An hour takes more than a second: also a slow machine is done with a run before the next is due.
        for (var i = 0; i < 4000 && !isReached(); i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(20);
        }

        Assert.True(isReached(), string.Join('\n', host.Probe.Seen.Concat(host.Probe.Logs.Lines)));
    }
}
