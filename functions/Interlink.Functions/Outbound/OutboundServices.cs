using Interlink.Core.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Outbound;

internal static class OutboundServices
{
    internal static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.AddOptions<OutboundOptions>().BindConfiguration(OutboundOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IAddressResolver, SystemResolver>();
        return services
            .AddSingleton(s => new OutboundRules
            {
                Ports = [443, .. s.GetRequiredService<IOptions<OutboundOptions>>().Value.FurtherPorts],
                LocalHosts = s.GetService<OutboundLocalHosts>()?.Names ?? [],
            })
            .AddSingleton<IOutbound, OutboundClient>();
    }
}
