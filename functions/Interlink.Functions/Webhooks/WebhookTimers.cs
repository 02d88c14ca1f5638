using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Core.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Webhooks;

/// <summary>What webhooks do by the clock.</summary>
public sealed partial class WebhookTimers(
    WebhookDeliveries deliveries, BrokenDeliveries broken, HeldMessages held, WebhookStore store, TenantDirectory tenants, TimeProvider clock, ILogger<WebhookTimers> log)
{
    private const int PurgeAtOnce = 200;

    private static readonly TimeSpan s_atMost = TimeSpan.FromMinutes(2);

    // Of one tenant in one round, which comes each minute: what is left then comes next.
    private static readonly TimeSpan s_purgeAtMost = TimeSpan.FromSeconds(40);

    // Long enough for a repeated hand-over to find it; the message itself tells how it went.
    private static readonly TimeSpan s_keepHistory = TimeSpan.FromMinutes(10);

    private static readonly OrchestrationRuntimeStatus[] s_done = [OrchestrationRuntimeStatus.Completed];

    /// <summary>Hands on what commits have stored. Where commits and sending share a process this comes second: there they tell each other.</summary>
    [Function("DispatchWebhooks")]
    public Task DispatchWebhooks(
        [TimerTrigger("*/2 * * * * *", UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        deliveries.Dispatch(client, s_atMost, cancellation);

    /// <summary>Lets go what was kept and nobody let go, as for tenants that are back at work; begins again what broke off; forgets how sendings that are done came about.</summary>
    [Function("SettleWebhooks")]
    public async Task SettleWebhooks([TimerTrigger("30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await deliveries.Retry(client, cancellation);
        await OfEach(
            async tenant =>
            {
                await Release(client, tenant, cancellation);
                await broken.Mend(client, tenant, cancellation);
                await Purge(client, tenant, cancellation);
            },
            cancellation);
    }

    /// <summary>Begins to send what waits and nothing sends: seldom, since it looks at everything that waits.</summary>
    [Function("RecoverWebhooks")]
    public Task RecoverWebhooks([TimerTrigger("0 17 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        OfEach(tenant => broken.Recover(client, tenant, cancellation), cancellation);

    // What fails for one tenant is none of the others' affair.
    private async Task OfEach(Func<TenantId, Task> work, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            try
            {
                await work(tenant.Id);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                LogFailed(log, tenant.Id.Value, fault);
            }
        }
    }

    private async Task Release(DurableTaskClient client, TenantId tenant, CancellationToken cancellation)
    {
        foreach (var endpoint in await store.All(tenant, cancellation))
        {
            if (endpoint.State is EndpointState.Active && await held.Any(tenant, endpoint.Id, cancellation))
            {
                await ReleaseMessages.Begin(client, tenant, endpoint.Id, cancellation);
            }
        }
    }

    private async Task Purge(DurableTaskClient client, TenantId tenant, CancellationToken cancellation)
    {
        var query = new OrchestrationQuery(
            CreatedTo: clock.GetUtcNow() - s_keepHistory, Statuses: s_done, InstanceIdPrefix: WebhookDeliveries.PrefixOf(tenant), PageSize: PurgeAtOnce);
        var (began, round) = (clock.GetTimestamp(), new List<Task>());
        await foreach (var done in client.GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            round.Add(client.PurgeInstanceAsync(done.InstanceId, cancellation));
            if (round.Count == PurgeAtOnce)
            {
                await Task.WhenAll(round);
                round.Clear();
            }

            if (clock.GetElapsedTime(began) >= s_purgeAtMost)
            {
                break;
            }
        }

        await Task.WhenAll(round);
    }

    [LoggerMessage(LogLevel.Error, "Webhook messages of the tenant {Tenant} could not be settled; the next round tries again")]
    private static partial void LogFailed(ILogger log, string tenant, Exception fault);
}
