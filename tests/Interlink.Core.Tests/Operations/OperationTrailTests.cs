using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;

namespace Interlink.Core.Tests.Operations;

public sealed class OperationTrailTests
{
    private const int MaxCustomStatusBytes = 16 * 1024;
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_step_ends_when_the_next_one_begins()
    {
        var trail = OperationTrail.Empty.Begin("reading", Start).Begin("saving", Start.AddSeconds(3), 0, 40);
        Assert.Equal([new OperationStep("reading", Start, Start.AddSeconds(3), StepOutcome.Done), new OperationStep("saving", Start.AddSeconds(3))], trail.Steps);
        Assert.Equal((0, 40, "saving"), (trail.Done, trail.Total, trail.Step));
    }

    [Fact]
    public void Rounds_of_one_step_are_one_step()
    {
        var trail = OperationTrail.Empty.Begin("saving", Start, 0, 75).Begin("saving", Start.AddSeconds(1), 25, 75).Begin("saving", Start.AddSeconds(2), 50, 75);
        Assert.Equal([new OperationStep("saving", Start)], trail.Steps);
        Assert.Equal((50, 75), (trail.Done, trail.Total));
    }

    [Fact]
    public void A_step_that_failed_stays_failed_whatever_follows()
    {
        var trail = OperationTrail.Empty.Begin("saving", Start, 5, 9).End(StepOutcome.Failed, Start.AddSeconds(1)).Begin("saving", Start.AddSeconds(2)).End(StepOutcome.Done, Start.AddSeconds(3));
        Assert.Equal([StepOutcome.Failed, StepOutcome.Done], trail.Steps.Select(step => step.Outcome!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Reading")]
    [InlineData("reading the source")]
    [InlineData("a-step-that-has-a-name-of-over-forty-characters")]
    public void A_step_is_a_short_word(string step) => Assert.Throws<ArgumentException>(() => OperationTrail.Empty.Begin(step, Start));

    [Fact]
    public void Any_trail_is_small_enough_for_both_runtimes_and_survives_being_written_by_either()
    {
        var words = Gen.Choose(1, 40).Select(length => new string('w', length));
        var steps = (from word in words
                     from outcome in Gen.Elements(StepOutcome.Done, StepOutcome.Failed, StepOutcome.Canceled)
                     from end in Gen.Choose(0, 3)
                     select (word, outcome, end)).ListOf();
        Prop.ForAll(steps.ToArbitrary(), told =>
        {
            var trail = OperationTrail.Empty;
            foreach (var (word, outcome, end) in told)
            {
                trail = trail.Begin(word, Start.AddTicks(trail.Steps.Count), int.MaxValue, int.MaxValue);
                trail = end == 0 ? trail.End(outcome, Start) : trail;
            }

            var (plain, ours) = (JsonSerializer.Serialize(trail), JsonSerializer.Serialize(trail, Json.Options));
            Assert.True(Encoding.UTF8.GetByteCount(plain) < MaxCustomStatusBytes);
            Assert.Equal(trail, JsonSerializer.Deserialize<OperationTrail>(plain, Json.Options));
            Assert.Equal(trail, JsonSerializer.Deserialize<OperationTrail>(ours));
            Assert.All(trail.Steps.SkipLast(1), step => Assert.NotNull(step.Outcome));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_status_that_only_tells_progress_can_be_read_as_one()
    {
        var told = JsonSerializer.Serialize(new OperationProgress(3, 9, "sorting"));
        Assert.Equal(new OperationTrail { Done = 3, Total = 9, Step = "sorting" }, JsonSerializer.Deserialize<OperationTrail>(told, Json.Options));
    }
}
