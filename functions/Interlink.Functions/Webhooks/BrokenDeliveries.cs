using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Webhooks;

/// <summary>Finds sendings whose orchestration is over, or gone, before their message is settled: by a fault of ours, or because somebody ended it.</summary>
public sealed class BrokenDeliveries(MessageDesk desk, WebhookStore store)
{
    private const int MostAtOnce = 500;

    private static readonly OrchestrationRuntimeStatus[] s_broken = [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Begins them again under the same id, or forgets those whose message is settled; some at once.</summary>
    public async Task Mend(DurableTaskClient client, TenantId tenant, CancellationToken cancellation)
    {
        foreach (var instance in await Find(client, tenant, cancellation))
        {
            if (await Resume(tenant, instance, cancellation) is { } message)
            {
                await WebhookDeliveries.Begin(client, tenant, message, cancellation);
            }
            else
            {
                await client.PurgeInstanceAsync(instance, cancellation);
            }
        }
    }

    /// <summary>Begins to send what was to be sent long ago and has no orchestration, as after documents alone were restored. What has one is not begun twice.</summary>
    public async Task Recover(DurableTaskClient client, TenantId tenant, CancellationToken cancellation)
    {
        foreach (var endpoint in await store.All(tenant, cancellation))
        {
            await foreach (var message in desk.Stalled(tenant, endpoint.Id, cancellation))
            {
                await WebhookDeliveries.Begin(client, tenant, message, cancellation);
            }
        }
    }

    private static async Task<IReadOnlyList<string>> Find(DurableTaskClient client, TenantId tenant, CancellationToken cancellation)
    {
        var broken = new List<string>();
        var query = new OrchestrationQuery(Statuses: s_broken, InstanceIdPrefix: WebhookDeliveries.PrefixOf(tenant));
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            broken.Add(instance.InstanceId);
            if (broken.Count == MostAtOnce)
            {
                break;
            }
        }

        return broken;
    }

    private async Task<WebhookMessage?> Resume(TenantId tenant, string instance, CancellationToken cancellation) =>
        instance[WebhookDeliveries.PrefixOf(tenant).Length..].Split(':') is [var endpoint, var message, var run]
        && int.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var series)
            ? await desk.Resume(tenant, endpoint, message, series, cancellation)
            : null;
}
