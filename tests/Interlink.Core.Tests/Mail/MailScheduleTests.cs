using Interlink.Core.Mail;

namespace Interlink.Core.Tests.Mail;

public sealed class MailScheduleTests
{
    [Fact]
    public void Delays_grow_and_end()
    {
        var delays = Enumerable.Range(1, MailSchedule.MaxAttempts).Select(failures => MailSchedule.Next(failures, null, 0)).ToList();
        Assert.Null(delays[^1]);
        Assert.All(delays[..^1].Zip(delays[1..^1]), pair => Assert.True(pair.First < pair.Second));
        Assert.Equal(TimeSpan.FromMinutes(1), delays[0]);
        Assert.True(delays[..^1].Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay!.Value) < TimeSpan.FromDays(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Chance_adds_a_quarter_at_most(double jitter)
    {
        for (var failures = 1; failures < MailSchedule.MaxAttempts; failures++)
        {
            var plain = MailSchedule.Next(failures, null, 0)!.Value;
            Assert.InRange(MailSchedule.Next(failures, null, jitter)!.Value, plain, plain * 1.25);
        }
    }

    [Fact]
    public void The_next_station_can_ask_for_more_patience_and_for_a_day_at_most()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), MailSchedule.Next(1, TimeSpan.FromSeconds(5), 0));
        Assert.Equal(TimeSpan.FromHours(2), MailSchedule.Next(1, TimeSpan.FromHours(2), 0));
        Assert.Equal(TimeSpan.FromHours(24), MailSchedule.Next(1, TimeSpan.MaxValue, 0));
    }

    [Fact]
    public void A_station_that_is_not_reached_is_left_alone_for_longer_each_time_but_never_for_long()
    {
        Assert.Equal(TimeSpan.FromSeconds(15), MailSchedule.Pause(1, null));
        Assert.Equal(TimeSpan.FromSeconds(30), MailSchedule.Pause(2, null));
        Assert.Equal(TimeSpan.FromMinutes(15), MailSchedule.Pause(1000, null));
        Assert.Equal(TimeSpan.FromMinutes(20), MailSchedule.Pause(1, TimeSpan.FromMinutes(20)));
        Assert.Equal(TimeSpan.FromHours(1), MailSchedule.Pause(1, TimeSpan.FromDays(1)));
    }
}
