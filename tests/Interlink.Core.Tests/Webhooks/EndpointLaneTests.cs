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

        Assert.True(lane.TryEnter(Now, null, null)!.Value.At > Now);
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
                    waiting.Enqueue(later.Taken ? later.At : null);
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
            until = lane.TryEnter(now, null, null)!.Value.At;
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
        var latest = Enumerable.Range(0, 5_000).Max(_ => lane.TryEnter(Now, null, null)!.Value.At);
        Assert.Equal(Now + EndpointLane.FirstOpen + EndpointLane.Horizon, latest);
    }

    [Fact]
    public void What_an_overloaded_endpoint_asks_for_holds_for_all_its_messages()
    {
        var lane = new EndpointLane();
        Assert.Null(lane.TryEnter(Now, null, null));
        lane.Leave(Now, new AttemptVerdict(AttemptOutcome.Failed, TimeSpan.FromSeconds(20), true), TimeSpan.Zero);
        Assert.True(lane.TryEnter(Now.AddSeconds(19), null, null) is { } turn && turn.At >= Now.AddSeconds(20));
    }

    [Fact]
    public void A_limit_a_second_holds_for_more_messages_than_the_horizon_has_places_for()
    {
        var lane = new EndpointLane();
        var went = new List<DateTimeOffset>();
        var waiting = new PriorityQueue<DateTimeOffset?, DateTimeOffset>(Enumerable.Repeat(((DateTimeOffset?)null, Now), 1_000));
        while (waiting.TryDequeue(out var reserved, out var now))
        {
            if (lane.TryEnter(now, 1, reserved) is { } turn)
            {
                waiting.Enqueue(turn.Taken ? turn.At : null, turn.At);
            }
            else
            {
                went.Add(now);
                lane.Leave(now, Good, TimeSpan.FromMilliseconds(5));
            }
        }

        Assert.Equal(1_000, went.Count);
        for (var i = 10; i < went.Count; i++)
        {
            Assert.True(went[i] - went[i - 10] >= TimeSpan.FromSeconds(8), $"{went[i - 10]:O} {went[i]:O}");
        }

        Assert.InRange((went[^1] - Now).TotalSeconds, 990, 1_400);
    }

    [Fact]
    public void Places_that_were_kept_and_are_taken_late_and_together_do_not_go_beyond_the_limit()
    {
        var lane = new EndpointLane();
        var kept = Enumerable.Range(0, 100).Select(_ => lane.TryEnter(Now, 1, null)).Where(turn => turn is not null).Select(turn => turn!.Value).ToList();
        Assert.All(kept, turn => Assert.True(turn.Taken));
        var late = Now.AddSeconds(200);
        Assert.InRange(kept.Count(turn => lane.TryEnter(late, 1, turn.At) is null), 1, 2);
    }

    [Fact]
    public void Beyond_the_horizon_no_place_is_kept()
    {
        var lane = new EndpointLane();
        var turns = Enumerable.Range(0, 1_000).Select(_ => lane.TryEnter(Now, 1, null)).Where(turn => turn is not null).Select(turn => turn!.Value).ToList();
        Assert.InRange(turns.Count(turn => turn.Taken), 295, 305);
        Assert.All(turns.Where(turn => !turn.Taken), turn => Assert.Equal(Now + EndpointLane.Horizon, turn.At));
    }

    [Fact]
    public void Less_than_one_a_second_is_kept_to()
    {
        var lane = new EndpointLane();
        Assert.Null(lane.TryEnter(Now, 0.1, null));
        Assert.NotNull(lane.TryEnter(Now, 0.1, null));
        Assert.Equal(0.1, new WebhookEndpoint("e", "https://partner.example.org/", Now) { GrantedPerMinute = 6 }.PerSecond);
        Assert.Equal(2, new WebhookEndpoint("e", "https://partner.example.org/", Now) { GrantedPerMinute = 600, RateLimit = 2 }.PerSecond);
        Assert.Equal(3, new WebhookEndpoint("e", "https://partner.example.org/", Now) { RateLimit = 3 }.PerSecond);
        Assert.Null(new WebhookEndpoint("e", "https://partner.example.org/", Now).PerSecond);
    }

    [Fact]
    public void An_endpoint_that_fails_gets_few_at_once()
    {
        var lane = new EndpointLane();
        Assert.Null(lane.TryEnter(Now, null, null));
        lane.Leave(Now, Bad, TimeSpan.FromMilliseconds(5));
        Assert.Equal(EndpointLane.Slow, Enumerable.Range(0, EndpointLane.Quick).Count(_ => lane.TryEnter(Now.AddMinutes(1), null, Now) is null));
    }

    [Fact]
    public void An_overloaded_endpoint_that_asks_for_nothing_is_left_alone_a_second_then_longer()
    {
        var (lane, busy) = (new EndpointLane(), new AttemptVerdict(AttemptOutcome.Failed, null, true));
        Assert.Null(lane.TryEnter(Now, null, null));
        lane.Leave(Now, busy, TimeSpan.FromMilliseconds(5));
        Assert.NotNull(lane.TryEnter(Now.AddMilliseconds(900), null, Now));
        Assert.Null(lane.TryEnter(Now.AddSeconds(1), null, Now));
        lane.Leave(Now.AddSeconds(1), busy, TimeSpan.FromMilliseconds(5));
        Assert.NotNull(lane.TryEnter(Now.AddMilliseconds(2_900), null, Now));
        Assert.Null(lane.TryEnter(Now.AddSeconds(3), null, Now));
        lane.Leave(Now.AddSeconds(3), Good, TimeSpan.FromMilliseconds(5));
        Assert.Null(lane.TryEnter(Now.AddSeconds(3), null, Now));
    }

    [Fact]
    public void One_that_wants_no_more_of_single_messages_is_not_left_alone()
    {
        var (lane, aborted) = (new EndpointLane(), new AttemptVerdict(AttemptOutcome.Aborted, null, false));
        for (var i = 0; i < EndpointLane.FailuresToOpen * 4; i++)
        {
            Assert.Null(lane.TryEnter(Now, null, null));
            lane.Leave(Now, aborted, TimeSpan.FromMilliseconds(5));
        }
    }

    [Fact]
    public void Attempts_that_were_under_way_together_leave_it_alone_once_and_not_ever_longer()
    {
        var lane = new EndpointLane();
        for (var i = 0; i < EndpointLane.Quick; i++)
        {
            Assert.Null(lane.TryEnter(Now, null, null));
        }

        for (var i = 0; i < EndpointLane.Quick; i++)
        {
            lane.Leave(Now, Bad, TimeSpan.FromMilliseconds(5));
        }

        Assert.Equal(Now + EndpointLane.FirstOpen, lane.TryEnter(Now, null, null)!.Value.At);
    }

    private static EndpointLane Open(out DateTimeOffset until, TimeSpan? each = null)
    {
        var lane = new EndpointLane();
        for (var i = 0; i < EndpointLane.FailuresToOpen; i++)
        {
            Assert.Null(lane.TryEnter(Now, null, null));
            lane.Leave(Now, Bad, each ?? TimeSpan.FromMilliseconds(10));
        }

        until = lane.TryEnter(Now, null, null)!.Value.At;
        return lane;
    }
}
