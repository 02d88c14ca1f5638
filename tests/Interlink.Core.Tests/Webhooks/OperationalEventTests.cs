using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;

namespace Interlink.Core.Tests.Webhooks;

/// <summary>What operators hear about a message, attempt by attempt.</summary>
public sealed class OperationalEventTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly WebhookEvents Events = new(new Ulids(TimeProvider.System), TimeProvider.System);

    [Fact]
    public void A_message_is_failing_after_its_fourth_attempt_and_that_is_told_once() =>
        Assert.Equal([null, null, null, "message.attempt_failing", null, null], Enumerable.Range(1, 6).Select(made => Events.About(After(made))?.Type));

    [Theory]
    [InlineData(1, null)]
    [InlineData(4, null)]
    [InlineData(5, "message.attempt_recovered")]
    [InlineData(10, "message.attempt_recovered")]
    public void One_that_was_reported_as_failing_and_is_taken_after_all_has_recovered(int attempts, string? told)
    {
        var taken = After(attempts - 1).After(new MessageAttempt(1, attempts, Now, AttemptOutcome.Succeeded, 200, null, 5), null, null);
        Assert.Equal(told, Events.About(taken)?.Type);
    }

    [Theory]
    [InlineData(AttemptOutcome.Failed, MessageFailure.Exhausted)]
    [InlineData(AttemptOutcome.Aborted, MessageFailure.Aborted)]
    [InlineData(AttemptOutcome.Gone, MessageFailure.EndpointGone)]
    public void One_without_a_further_attempt_is_exhausted(AttemptOutcome outcome, MessageFailure failure)
    {
        var over = After(1).After(new MessageAttempt(1, 2, Now, outcome, 500, null, 5), null, failure);
        Assert.Equal("message.attempt_exhausted", Events.About(over)?.Type);
    }

    [Fact]
    public void A_message_about_sending_says_nothing_about_itself() => Assert.Null(Events.About(After(4) with { Type = "endpoint.disabled" }));

    private static WebhookMessage After(int attempts) => Enumerable.Range(1, attempts).Aggregate(
        new WebhookMessage("msg_1", "e", "event", "process.created", Now, Now),
        (message, number) => message.After(new MessageAttempt(1, number, Now, AttemptOutcome.Failed, 500, null, 5), Now.AddMinutes(number), null));
}
