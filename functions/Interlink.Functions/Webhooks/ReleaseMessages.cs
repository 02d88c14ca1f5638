using DurableTask.Core.Exceptions;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>Whose messages to let go.</summary>
/// <param name="Tenant">Whose endpoint.</param>
/// <param name="Endpoint">The endpoint.</param>
public sealed record ReleaseMessagesInput(TenantId Tenant, string Endpoint);

/// <summary>Sends what was kept while an endpoint took nothing, round by round.</summary>
public sealed class ReleaseMessages(MessageDesk desk)
{
    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 8, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(2)));

    /// <summary>Begins it; once at a time for each endpoint.</summary>
    public static async Task Begin(DurableTaskClient client, TenantId tenant, string endpoint, CancellationToken cancellation)
    {
        var options = new StartOrchestrationOptions($"{tenant}:release:{endpoint}").WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(ReleaseMessages), new ReleaseMessagesInput(tenant, endpoint), options, cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It is being done; what comes too late for it is found by the timer.
            return;
        }
    }

    /// <summary>One round, then the next with an empty history.</summary>
    [Function(nameof(ReleaseMessages))]
    public static async Task Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context, ReleaseMessagesInput input)
    {
        if (await context.CallActivityAsync<bool>(nameof(ReleaseRound), input, Retried))
        {
            context.ContinueAsNew(input);
        }
    }

    /// <summary>Lets some go.</summary>
    /// <returns>Whether there may be more.</returns>
    [Function(nameof(ReleaseRound))]
    public async Task<bool> ReleaseRound([ActivityTrigger] ReleaseMessagesInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var round = await desk.Next(input.Tenant, input.Endpoint, ReplayKind.Held, default, null, cancellation);
        await WebhookDeliveries.Begin(client, input.Tenant, round.Messages, cancellation);
        return round.Next is not null;
    }
}
