using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Outbound;
using Interlink.Core.Webhooks;

namespace Interlink.Core.Tests.Webhooks;

public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly AttemptVerdict Failed = new(AttemptOutcome.Failed, null, false);

    [Fact]
    public void The_schedule_is_that_of_the_standard()
    {
        Assert.Equal(10, RetrySchedule.Attempts);
        Assert.Equal(["00:00:05", "00:05:00", "00:30:00", "02:00:00", "05:00:00", "10:00:00", "14:00:00", "20:00:00", "1.00:00:00"],
            RetrySchedule.Waits.Select(w => w.ToString("c", CultureInfo.InvariantCulture)));
        Assert.Equal(new TimeSpan(75, 35, 5), RetrySchedule.Waits.Aggregate(TimeSpan.Zero, (a, b) => a + b));
        Assert.Null(RetrySchedule.Next(10, Failed, 0.5));
    }

    [Fact]
    public void Chance_moves_a_wait_by_a_fifth_at_the_most() => Prop.ForAll(
        Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (attempt, chance) =>
        {
            var (wait, plain) = (RetrySchedule.Next(attempt, Failed, chance / 1000.0)!.Value, RetrySchedule.Waits[attempt - 1]);
            return wait >= plain * 0.8 && wait <= plain * 1.2;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Chance_uses_the_whole_fifth_both_ways_and_nothing_beyond() => Assert.All(RetrySchedule.Waits.Select((wait, index) => (wait, attempt: index + 1)), one =>
    {
        Assert.Equal((one.wait * 0.8).TotalSeconds, RetrySchedule.Next(one.attempt, Failed, 0)!.Value.TotalSeconds, 3);
        Assert.Equal(one.wait.TotalSeconds, RetrySchedule.Next(one.attempt, Failed, 0.5)!.Value.TotalSeconds, 3);
        Assert.Equal((one.wait * 1.2).TotalSeconds, RetrySchedule.Next(one.attempt, Failed, 1)!.Value.TotalSeconds, 3);
        Assert.Equal(RetrySchedule.Next(one.attempt, Failed, 1), RetrySchedule.Next(one.attempt, Failed, 7));
    });

    [Theory]
    [InlineData(0, 300)]
    [InlineData(299, 300)]
    [InlineData(400, 400)]
    [InlineData(599, 599)]
    [InlineData(601, 600)]
    [InlineData(31_536_000, 600)]
    public void What_the_receiver_asks_for_counts_between_once_and_twice_the_wait(int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.Next(2, new AttemptVerdict(AttemptOutcome.Failed, TimeSpan.FromSeconds(asked), false), 0.5));

    [Fact]
    public void An_overloaded_receiver_has_a_minute_at_least()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), RetrySchedule.Next(1, new AttemptVerdict(AttemptOutcome.Failed, null, true), 0.5));
        Assert.Equal(TimeSpan.FromSeconds(120), RetrySchedule.Next(1, new AttemptVerdict(AttemptOutcome.Failed, TimeSpan.FromHours(1), true), 0.5));
        Assert.Equal(TimeSpan.FromMinutes(5), RetrySchedule.Next(2, new AttemptVerdict(AttemptOutcome.Failed, null, true), 0.5));
    }

    [Theory]
    [InlineData(200, AttemptOutcome.Succeeded, false)]
    [InlineData(204, AttemptOutcome.Succeeded, false)]
    [InlineData(299, AttemptOutcome.Succeeded, false)]
    [InlineData(301, AttemptOutcome.Failed, false)]
    [InlineData(302, AttemptOutcome.Failed, false)]
    [InlineData(308, AttemptOutcome.Failed, false)]
    [InlineData(400, AttemptOutcome.Failed, false)]
    [InlineData(404, AttemptOutcome.Failed, false)]
    [InlineData(410, AttemptOutcome.Gone, false)]
    [InlineData(415, AttemptOutcome.Failed, false)]
    [InlineData(429, AttemptOutcome.Failed, true)]
    [InlineData(500, AttemptOutcome.Failed, false)]
    [InlineData(502, AttemptOutcome.Failed, true)]
    [InlineData(503, AttemptOutcome.Failed, false)]
    [InlineData(504, AttemptOutcome.Failed, true)]
    public void Only_2xx_is_a_success_and_410_is_the_end(int status, AttemptOutcome outcome, bool overloaded)
    {
        var verdict = AttemptVerdict.Of(new OutboundAnswer(TimeSpan.Zero) { Status = status }, Now);
        Assert.Equal((outcome, overloaded), (verdict.Outcome, verdict.Overloaded));
    }

    [Fact]
    public void A_timeout_says_too_much_at_once_and_a_broken_answer_is_no_success()
    {
        Assert.True(AttemptVerdict.Of(new OutboundAnswer(TimeSpan.Zero) { Fault = "timeout" }, Now).Overloaded);
        Assert.Equal(AttemptOutcome.Failed, AttemptVerdict.Of(new OutboundAnswer(TimeSpan.Zero) { Status = 200, Fault = "broken" }, Now).Outcome);
    }

    [Theory]
    [InlineData("abort-message", AttemptOutcome.Aborted)]
    [InlineData(" Abort-Message ", AttemptOutcome.Aborted)]
    [InlineData("abort", AttemptOutcome.Failed)]
    public void A_receiver_can_end_the_attempts_of_a_message(string header, AttemptOutcome outcome) =>
        Assert.Equal(outcome, AttemptVerdict.Of(With("webhook-delivery", header), Now).Outcome);

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData("0", 0.0)]
    [InlineData("-5", null)]
    [InlineData("1.5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("99999999999999", 31_536_000.0)]
    [InlineData("99999999999999999999999999", null)]
    [InlineData("Sun, 01 Mar 2026 08:02:00 GMT", 120.0)]
    [InlineData("Sun, 01 Mar 2026 07:58:00 GMT", null)]
    [InlineData("2026-03-01T08:02:00Z", null)]
    public void How_long_to_wait_is_read_in_seconds_or_as_a_date_and_nonsense_is_passed_over(string header, double? seconds) =>
        Assert.Equal(seconds, AttemptVerdict.Of(With("retry-after", header, 429), Now).RetryAfter?.TotalSeconds);

    [Fact]
    public void The_clock_that_disables_starts_after_several_failures_over_half_a_day_and_runs_five_days()
    {
        var health = new EndpointHealth().Failed(Now).Failed(Now.AddHours(1)).Failed(Now.AddHours(2));
        Assert.Null(health.FailingSince);
        health = health.Failed(Now.AddHours(12));
        Assert.Equal(Now.AddHours(12), health.FailingSince);
        Assert.False(health.IsHopeless(Now.AddHours(12).AddDays(5).AddSeconds(-1)));
        Assert.True(health.IsHopeless(Now.AddHours(12).AddDays(5)));
        Assert.Null(health.Succeeded(Now.AddDays(5)).FailingSince);
    }

    [Theory]
    [InlineData("0 6 12", true)]
    [InlineData("0 0.1 24", true)]
    [InlineData("0 6 11.99", false)]
    [InlineData("0 0.1 24.01", false)]
    [InlineData("0 12", false)]
    public void Three_failures_that_lie_twelve_hours_apart_within_a_day_start_the_clock_and_no_fewer(string hours, bool starts) => Assert.Equal(
        starts, hours.Split(' ').Aggregate(new EndpointHealth(), (health, hour) => health.Failed(Now.AddHours(double.Parse(hour, CultureInfo.InvariantCulture)))).FailingSince is not null);

    [Fact]
    public void Failures_that_are_far_apart_or_few_start_no_clock()
    {
        var health = new EndpointHealth();
        for (var day = 0; day < 30; day++)
        {
            health = health.Failed(Now.AddHours(25 * day));
        }

        Assert.Null(health.FailingSince);
        Assert.Null(new EndpointHealth().Failed(Now).Failed(Now.AddHours(13)).FailingSince);
    }

    [Fact]
    public void A_success_is_news_after_a_failure_and_once_a_minute()
    {
        Assert.True(new EndpointHealth().IsNews(Now));
        var well = new EndpointHealth().Succeeded(Now);
        Assert.False(well.IsNews(Now.AddSeconds(59)));
        Assert.True(well.IsNews(Now.AddSeconds(60)));
        Assert.True(well.Failed(Now).IsNews(Now.AddSeconds(1)));
    }

    private static OutboundAnswer With(string header, string value, int status = 500) =>
        new(TimeSpan.Zero) { Status = status, Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = value } };
}
