using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;

namespace Interlink.Functions.Webhooks;

/// <summary>Asks endpoints whether they want messages, and sees to what follows from the answer.</summary>
public sealed class EndpointConsents(EndpointDesk desk, DeliveryDesk deliveries, WebhookSender sender, WebhookLanes lanes, TimeProvider clock)
{
    /// <summary>Asks one. If it agrees, messages are sent from now on; if it says that it is gone for good, none are.</summary>
    /// <returns>The endpoint as it is now, or <see cref="EndpointNotVerified"/>.</returns>
    public async Task<Outcome<Document<WebhookEndpoint>>> Ask(Caller caller, WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        var asked = clock.GetUtcNow();
        var consent = await sender.Ask(caller.Tenant, endpoint, cancellation);
        if (consent is { Succeeded: false, Error: EndpointNotVerified { IsGone: true } })
        {
            await deliveries.Disable(caller.Tenant, endpoint.Id, DisabledReason.Gone, asked, cancellation);
        }

        var verified = await consent.Then(granted => desk.Verified(caller, endpoint, granted.PerMinute, cancellation));
        if (verified.Succeeded)
        {
            lanes.Forget(caller.Tenant, endpoint.Id);
        }

        return verified;
    }
}
