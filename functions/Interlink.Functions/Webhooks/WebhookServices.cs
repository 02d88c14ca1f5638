using Interlink.Core.Privacy;
using Interlink.Core.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Webhooks;

internal static class WebhookServices
{
    internal static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration("Interlink:Webhooks").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<IEd25519, BouncyEd25519>().AddSingleton<WebhookStore>().AddSingleton<WebhookLog>().AddSingleton<AttemptStatistics>().AddSingleton<EndpointDesk>().AddSingleton<DeliveryDesk>().AddSingleton<WebhookFanOut>()
            .AddSingleton<WebhookLanes>().AddSingleton<WebhookSender>().AddSingleton<WebhookDeliveries>().AddSingleton<MessageDesk>().AddSingleton<ReplayDesk>()
            .AddSingleton<PartnerLinkKeys>().AddSingleton<PartnerLinks>()
            .AddSingleton<IRetained, WebhookRetention>().AddSingleton<IPersonalData, WebhookPersonalData>();
    }
}
