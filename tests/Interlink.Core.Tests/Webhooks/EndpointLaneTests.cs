using Interlink.Core.Webhooks;

namespace Interlink.Core.Tests.Webhooks;

public sealed class EndpointLaneTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly AttemptVerdict Good = new(AttemptOutcome.Succeeded, null, false), Bad = new(AttemptOutcome.Failed, null, false);

    [Fact]
    public void A_quick_endpoint_takes_many_at_once_and_the_next_hears_when_to_come()
    {
        var lane = new EndpointLane();
        for (var i = 0; i < EndpointLane.Quick; i++)
        {
            Assert.Null(lane.TryEnter(Now, null, null));
        }

        Assert.True(lane.TryEnter(Now, null, null) > Now);
        lane.Leave(Now, Good, TimeSpan.FromMilliseconds(5));
        Assert.Equal(EndpointLane.Quick - 1, lane.UnderWay);
    }

    [Fact]
    public void A_limit_a_second_holds_over_time()
    {
        var lane = new EndpointLane();
        var entered = 0;
        var waiting = new Queue<DateTimeOffset?>(Enumerable.Repeat((DateTimeOffset?)null, 100));
        for (var now = Now; now < Now.AddSeconds(10); now = now.AddMilliseconds(10))
        {
            for (var asked = waiting.Count; asked > 0; asked--)
            {
                var turn = waiting.Dequeue();
                if (turn > now)
                {
                    waiting.Enqueue(turn);
                }
                else if (lane.TryEnter(now, 5, turn) is { } later)
                {
                    waiting.Enqueue(later);
                }
                else
                {
                    entered++;
                    lane.Leave(now, Good, TimeSpan.Zero);
                }
            }
        }

        Assert.InRange(entered, 45, 56);
    }

    [Fact]
    public void After_failures_in_a_row_nobody_goes_and_then_one_at_a_time()
    {
        var lane = Open(out var until);
        Assert.Equal(Now + EndpointLane.FirstOpen, until);
        Assert.NotNull(lane.TryEnter(until.AddSeconds(-1), null, null));
        Assert.Null(lane.TryEnter(until, null, until));
        Assert.NotNull(lane.TryEnter(until, null, until));
    }

    [Fact]
    public void An_endpoint_that_stays_away_is_left_alone_longer_and_longer_up_to_a_bound()
    {
        var lane = Open(out var until);
        for (var i = 0; i < 12; i++)
        {
            var now = until;
            Assert.Null(lane.TryEnter(now, null, now));
            lane.Leave(now, Bad, TimeSpan.FromMilliseconds(10));
            until = lane.TryEnter(now, null, null)!.Value;
            Assert.InRange(until - now, EndpointLane.FirstOpen, EndpointLane.LongestOpen + EndpointLane.Horizon);
        }
    }

    [Fact]
    public void One_success_lets_everybody_go_again()
    {
        var lane = Open(out var until);
        Assert.Null(lane.TryEnter(until, null, until));
        lane.Leave(until, Good, TimeSpan.FromMilliseconds(10));
        for (var i = 0; i < EndpointLane.Slow; i++)
        {
            Assert.Null(lane.TryEnter(until, null, null));
        }
    }

    [Fact]
    public void A_slow_endpoint_gets_few_at_once()
    {
        var lane = new EndpointLane();
        for (var i = 0; i < 30; i++)
        {
            Assert.Null(lane.TryEnter(Now, null, Now));
            lane.Leave(Now, Good, TimeSpan.FromSeconds(10));
        }

        var entered = Enumerable.Range(0, EndpointLane.Quick).Count(_ => lane.TryEnter(Now.AddMinutes(1), null, Now) is null);
        Assert.Equal(EndpointLane.Slow, entered);
    }

    [Fact]
    public void Nobody_is_told_to_come_later_than_the_horizon()
    {
        var lane = Open(out _, TimeSpan.FromSeconds(10));
        var latest = Enumerable.Range(0, 5_000).Max(_ => lane.TryEnter(Now, null, null)!.Value);
        Assert.Equal(Now + EndpointLane.FirstOpen + EndpointLane.Horizon, latest);
    }

    [Fact]
    public void What_an_overloaded_endpoint_asks_for_holds_for_all_its_messages()
    {
        var lane = new EndpointLane();
        Assert.Null(lane.TryEnter(Now, null, null));
        lane.Leave(Now, new AttemptVerdict(AttemptOutcome.Failed, TimeSpan.FromSeconds(20), true), TimeSpan.Zero);
        Assert.True(lane.TryEnter(Now.AddSeconds(19), null, null) >= Now.AddSeconds(20));
    }

    private static EndpointLane Open(out DateTimeOffset until, TimeSpan? each = null)
    {
        var lane = new EndpointLane();
        for (var i = 0; i < EndpointLane.FailuresToOpen; i++)
        {
            Assert.Null(lane.TryEnter(Now, null, null));
            lane.Leave(Now, Bad, each ?? TimeSpan.FromMilliseconds(10));
        }

        until = lane.TryEnter(Now, null, null)!.Value;
        return lane;
    }
}
