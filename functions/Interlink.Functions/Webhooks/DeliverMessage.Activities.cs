using Interlink.Core.Kernel;
using Interlink.Core.Outbound;
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
        var entry = await lanes.Enter(input.Tenant, endpoint, input.Reserved, cancellation);
        if (entry.Place is not { } place)
        {
            return new DeliveryStep(entry.Later, input.Number, entry.Reserved);
        }

        var at = Whole(clock.GetUtcNow());
        var (answer, sent, verdict) = await Send(place, input.Tenant, endpoint, message, at, cancellation);
        var attempt = new MessageAttempt(input.Run, input.Number, at, verdict.Outcome, answer.Status, answer.Fault, (int)answer.Duration.TotalMilliseconds);
        return await desk.Record(
            input.Tenant, input.Endpoint, AttemptAnswer.Of(message, attempt, answer, sent), verdict, Random.Shared.NextDouble(), cancellation);
    }

    // The place is free as soon as the endpoint has answered; what follows is ours to do.
    private async Task<(OutboundAnswer Answer, IReadOnlyDictionary<string, string> Sent, AttemptVerdict Verdict)> Send(
        LanePlace place, TenantId tenant, WebhookEndpoint endpoint, WebhookMessage message, DateTimeOffset at, CancellationToken cancellation)
    {
        using (place)
        {
            var (answer, sent) = await sender.Post(tenant, endpoint, message, at, cancellation);
            var verdict = AttemptVerdict.Of(answer, clock.GetUtcNow());
            place.Tell(clock.GetUtcNow(), verdict, answer.Duration);
            return (answer, sent, verdict);
        }
    }

    // Not every store keeps finer times than milliseconds.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
