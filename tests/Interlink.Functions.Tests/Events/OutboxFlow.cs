using Interlink.Core.Events;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Interlink.Functions.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Events;

/// <summary>Hands events on without waiting for the host's own timer.</summary>
internal static class OutboxFlow
{
    /// <summary>Hands on everything that was committed until now, into the audit and the event log. The host's timer may be at it in the same moment: whoever comes
    /// second steps back, so this looks again until nothing is left.</summary>
    public static Task HandOn(IServiceProvider services)
    {
        var (dispatch, outbox, documents) = (services.GetRequiredService<OutboxDispatch>(), services.GetRequiredService<IOutbox>(), services.GetRequiredService<IDocuments>());
        return WebhookFlow.Until(
            async () =>
            {
                await dispatch.Run(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
                var place = await documents.Find<DispatchCheckpoint>(
                    Partition.Of(TenantDirectory.Platform, "events"), "dispatch", "event-log", TestContext.Current.CancellationToken);
                var left = await outbox.Read(place?.Body.After, 1, TestContext.Current.CancellationToken);
                return left.Events.Count == 0 && place?.Body.Pending is null;
            },
            done => done);
    }
}
