using Interlink.Core.Webhooks;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Webhooks;

public sealed partial class DeliverMessage(DeliveryDesk desk, WebhookLanes lanes, WebhookSender sender, TimeProvider clock)
{
    /// <summary>Makes an attempt, when it is the endpoint's turn, and writes down what came of it. Repeated after a crash it may send twice, never under two ids.</summary>
    [Function(nameof(AttemptDelivery))]
    public async Task<DeliveryStep> AttemptDelivery([ActivityTrigger] DeliverMessageInput input, CancellationToken cancellation)
    {
        var found = await desk.Look(input.Tenant, input.Endpoint, input.Message, input.Run, input.Number, cancellation);
        if (found.Instead is { } instead)
        {
            return instead;
        }

        var (message, endpoint) = (found.Message!, found.Endpoint!);
        var (entered, later) = await lanes.Enter(input.Tenant, endpoint, input.Reserved, cancellation);
        using var place = entered;
        if (place is null)
        {
            return new DeliveryStep(later, input.Number, later);
        }

        var at = Whole(clock.GetUtcNow());
        var (answer, sent) = await sender.Post(input.Tenant, endpoint, message, at, cancellation);
        var verdict = AttemptVerdict.Of(answer, clock.GetUtcNow());
        place.Tell(clock.GetUtcNow(), verdict, answer.Duration);
        var attempt = new MessageAttempt(input.Run, input.Number, at, verdict.Outcome, answer.Status, answer.Fault, (int)answer.Duration.TotalMilliseconds);
        return await desk.Record(
            input.Tenant, input.Endpoint, AttemptAnswer.Of(message, attempt, answer, sent), verdict, Random.Shared.NextDouble(), cancellation);
    }

    // Not every store keeps finer times than milliseconds.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
