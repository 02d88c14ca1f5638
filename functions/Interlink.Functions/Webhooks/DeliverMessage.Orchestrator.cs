using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Functions.Webhooks;

/// <summary>Which message to send, and how far it is.</summary>
/// <param name="Tenant">Whose message.</param>
/// <param name="Endpoint">Where to.</param>
/// <param name="Message">The message.</param>
/// <param name="Run">Which series of attempts.</param>
/// <param name="Number">Which attempt of it is next, from 1.</param>
/// <param name="Reserved">The place in the endpoint's lane that was given out; null for none.</param>
public sealed record DeliverMessageInput(TenantId Tenant, string Endpoint, string Message, int Run, int Number = 1, DateTimeOffset? Reserved = null);

/// <summary>Sends one message to one endpoint, for as long as the schedule says.</summary>
public sealed partial class DeliverMessage
{
    // Whatever fails here is ours, not the receiver's: it is tried until it works.
    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 1_000, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(5), retryTimeout: TimeSpan.FromDays(4)));

    /// <summary>One attempt, then a wait, then anew with an empty history.</summary>
    [Function(nameof(DeliverMessage))]
    public static async Task Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context, DeliverMessageInput input)
    {
        // Make an attempt, or hear when the endpoint's turn comes.
        var step = await context.CallActivityAsync<DeliveryStep>(nameof(AttemptDelivery), input, Retried);
        if (step.NextAt is not { } next)
        {
            return;
        }

        // Wait, and go on.
        await context.CreateTimer(next.UtcDateTime, CancellationToken.None);
        context.ContinueAsNew(input with { Number = step.Number, Reserved = step.Reserved });
    }
}
