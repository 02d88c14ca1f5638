using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Platform;

/// <summary>The orchestrations of a tenant, whose ids begin with it: those under way are ended, and every history goes.</summary>
internal sealed class OrchestrationPurge(DurableTaskClient client) : ITenantPurge
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(20);

    public string Store => "orchestrations";

    public async Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation)
    {
        var found = new List<StoredThing>();
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: $"{tenant}:", PageSize: limit)).WithCancellation(cancellation))
        {
            found.Add(new StoredThing(instance.Name, instance.InstanceId, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instance.InstanceId)))));
            if (found.Count == limit)
            {
                break;
            }
        }

        return [.. found.OrderBy(thing => thing.Key, StringComparer.Ordinal)];
    }

    public async Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        foreach (var thing in things)
        {
            if (await client.GetInstanceAsync(thing.Key, cancellation) is { } instance)
            {
                await End(instance, cancellation);
                await client.PurgeInstanceAsync(thing.Key, new PurgeInstanceOptions(Recursive: true), cancellation);
            }
        }
    }

    private async Task End(OrchestrationMetadata instance, CancellationToken cancellation)
    {
        if (instance.IsCompleted)
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(EndsWithin);
        try
        {
            await client.TerminateInstanceAsync(instance.InstanceId, new TerminateInstanceOptions(Recursive: true), cancellation);
            await client.WaitForInstanceCompletionAsync(instance.InstanceId, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientException($"The work '{instance.InstanceId}' has not ended yet.");
        }
    }
}
