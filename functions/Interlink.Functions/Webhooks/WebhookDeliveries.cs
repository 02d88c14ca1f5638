using System.Globalization;
using DurableTask.Core.Exceptions;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>Begins to send messages: one orchestration for each message and endpoint, and series of attempts.</summary>
public sealed class WebhookDeliveries(WebhookFanOut fanOut)
{
    // One that failed by our fault can be begun again.
    private static readonly OrchestrationRuntimeStatus[] s_ever =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.Completed];

    /// <summary>What the ids of a tenant's sendings begin with.</summary>
    public static string PrefixOf(TenantId tenant) => $"{tenant}:deliver:";

    /// <summary>Hands on what commits have stored, and begins to send it.</summary>
    /// <returns>How many events were read.</returns>
    public Task<int> Dispatch(DurableTaskClient client, TimeSpan atMost, CancellationToken cancellation) =>
        fanOut.Run((tenant, messages) => Begin(client, tenant, messages, cancellation), atMost, cancellation);

    /// <summary>Begins to send messages, each once however often it is asked.</summary>
    public static Task Begin(DurableTaskClient client, TenantId tenant, IReadOnlyList<WebhookMessage> messages, CancellationToken cancellation) =>
        Task.WhenAll(messages.Select(message => Begin(client, tenant, message, cancellation)));

    /// <summary>Begins to send a message.</summary>
    /// <returns>False when it was begun before.</returns>
    public static async Task<bool> Begin(DurableTaskClient client, TenantId tenant, WebhookMessage message, CancellationToken cancellation)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(tenant)}{message.Endpoint}:{message.Id}:{message.Run}");
        var options = new StartOrchestrationOptions(id).WithDedupeStatuses(s_ever);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(DeliverMessage), new DeliverMessageInput(tenant, message.Endpoint, message.Id, message.Run), options, cancellation);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }
}
