using Interlink.Core.Privacy;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Webhooks;

internal static class WebhookServices
{
    internal static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration("Interlink:Webhooks").ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<IOptions<EdgeOptions>>((webhooks, edge) => webhooks.Origin ??= edge.Value.PublicUrl?.Host ?? "interlink");
        return services
            .AddSingleton<IEd25519, BouncyEd25519>().AddSingleton<WebhookStore>().AddSingleton<WebhookLog>().AddSingleton<AttemptStatistics>().AddSingleton<EndpointDesk>().AddSingleton<DeliveryDesk>().AddSingleton<WebhookFanOut>()
            .AddSingleton<WebhookLanes>().AddSingleton<WebhookSender>().AddSingleton<WebhookDeliveries>().AddSingleton<BrokenDeliveries>().AddSingleton<MessageDesk>().AddSingleton<HeldMessages>().AddSingleton<ReplayDesk>().AddSingleton<EndpointConsents>()
            .AddHostedService<StatisticsWriter>()
            .AddSingleton<PartnerLinkKeys>().AddSingleton<PartnerLinks>()
            .AddSingleton<IRetained, WebhookRetention>().AddSingleton<IPersonalData, WebhookPersonalData>();
    }
}
