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
/// <param name="Cursor">Where the next round begins; null for the first.</param>
public sealed record ReleaseMessagesInput(TenantId Tenant, string Endpoint, string? Cursor = null);

/// <summary>Sends what was kept while an endpoint took nothing, round by round.</summary>
public sealed class ReleaseMessages(HeldMessages held)
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
        if (await context.CallActivityAsync<string?>(nameof(ReleaseRound), input, Retried) is { } next)
        {
            context.ContinueAsNew(input with { Cursor = next });
        }
    }

    /// <summary>Lets some go. Repeated after a crash it finds those that it has let go, until it is sure that their sending has begun.</summary>
    /// <returns>Where the next round begins; null when this was the last.</returns>
    [Function(nameof(ReleaseRound))]
    public async Task<string?> ReleaseRound([ActivityTrigger] ReleaseMessagesInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var round = await held.LetGo(input.Tenant, input.Endpoint, input.Cursor, cancellation);
        await WebhookDeliveries.Begin(client, input.Tenant, round.Messages, cancellation);
        await held.Settle(input.Tenant, input.Endpoint, round, cancellation);
        return round.Next;
    }
}
