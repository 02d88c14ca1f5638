using System.Globalization;
using DurableTask.Core.Exceptions;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Webhooks;

/// <summary>Begins to send messages: one orchestration for each message and endpoint, and series of attempts.</summary>
public sealed partial class WebhookDeliveries(WebhookFanOut fanOut, ILogger<WebhookDeliveries> log)
{
    // A round of the outbox can be twenty-five thousand messages.
    private const int AtOnce = 32;

    // One that failed by our fault can be begun again.
    private static readonly OrchestrationRuntimeStatus[] s_ever =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.Completed];

    /// <summary>What the ids of a tenant's sendings begin with.</summary>
    public static string PrefixOf(TenantId tenant) => $"{tenant}:deliver:";

    /// <summary>Hands on what commits have stored, and begins to send it.</summary>
    /// <returns>How many events were read.</returns>
    public Task<int> Dispatch(DurableTaskClient client, TimeSpan atMost, CancellationToken cancellation) =>
        fanOut.Run((tenant, messages) => Begin(client, tenant, messages, cancellation), (tenant, fault) => LogPutAside(log, tenant.Value, fault), atMost, cancellation);

    /// <summary>Tries again what could not be handed on when it was its turn.</summary>
    public Task Retry(DurableTaskClient client, CancellationToken cancellation) =>
        fanOut.Retry((tenant, messages) => Begin(client, tenant, messages, cancellation), (tenant, fault) => LogPutAside(log, tenant.Value, fault), cancellation);

    /// <summary>Begins to send messages, each once however often it is asked.</summary>
    /// <returns>How many of them were not begun before.</returns>
    public static async Task<int> Begin(DurableTaskClient client, TenantId tenant, IReadOnlyList<WebhookMessage> messages, CancellationToken cancellation)
    {
        var begun = 0;
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (message, either) =>
        {
            if (await Begin(client, tenant, message, either))
            {
                Interlocked.Increment(ref begun);
            }
        });
        return begun;
    }

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

    [LoggerMessage(LogLevel.Error, "Events of the tenant {Tenant} could not be handed on to its webhook endpoints; they are kept and tried again each minute")]
    private static partial void LogPutAside(ILogger log, string tenant, Exception fault);
}
