using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Webhooks;
using Interlink.Functions.Operations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>What to send once more, and how far it is.</summary>
/// <param name="Tenant">Whose endpoint.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Kind">Which messages.</param>
/// <param name="Since">Of events from this time on.</param>
/// <param name="Cursor">Where the next round begins; null for the first.</param>
/// <param name="Sent">How many were begun.</param>
/// <param name="Trail">The steps so far.</param>
public sealed record ReplayMessagesInput(
    TenantId Tenant, OperationId Operation, string Endpoint, ReplayKind Kind, DateTimeOffset Since, string? Cursor = null, int Sent = 0, OperationTrail? Trail = null);

/// <summary>What a round did.</summary>
/// <param name="Sent">How many messages were begun.</param>
/// <param name="Next">Where the next round begins; null when it was the last.</param>
/// <param name="IsStopped">Whether it was the last because the endpoint takes nothing any more.</param>
public sealed record ReplayRoundResult(int Sent, string? Next, bool IsStopped = false);

/// <summary>What the operation shows in the end.</summary>
/// <param name="Sent">How many messages are being sent once more.</param>
public sealed record ReplayResult(int Sent);

public sealed partial class ReplayMessages
{
    private static readonly OperationFault Interrupted = new("interrupted", "Not everything could be sent once more. Try again; nothing is sent under two ids.");

    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(2)));

    /// <summary>Begins one round of messages, then the next with an empty history.</summary>
    [Function(nameof(ReplayMessages))]
    public static async Task<OperationResult?> Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context, ReplayMessagesInput input)
    {
        var trail = context.Begin(input.Trail, "sending", input.Sent);
        try
        {
            var round = await context.CallActivityAsync<ReplayRoundResult>(nameof(SendReplayRound), input, Retried);
            var sent = input.Sent + round.Sent;
            if (round.IsStopped)
            {
                context.Break(trail);
                return OperationResult.Success(new ReplayResult(sent)) with { Error = Interrupted };
            }

            if (round.Next is null)
            {
                return OperationResult.Success(new ReplayResult(sent));
            }

            context.ContinueAsNew(input with { Cursor = round.Next, Sent = sent, Trail = trail });
            return null;
        }
        catch (TaskFailedException)
        {
            context.Break(trail);
            return OperationResult.Success(new ReplayResult(input.Sent)) with { Error = Interrupted };
        }
    }

    /// <summary>Begins some messages.</summary>
    [Function(nameof(SendReplayRound))]
    public async Task<ReplayRoundResult> SendReplayRound([ActivityTrigger] ReplayMessagesInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var round = await desk.Next(input.Tenant, input.Endpoint, input.Kind, input.Since, input.Cursor, cancellation);
        return new ReplayRoundResult(await WebhookDeliveries.Begin(client, input.Tenant, round.Messages, cancellation), round.Next, round.IsStopped);
    }
}
