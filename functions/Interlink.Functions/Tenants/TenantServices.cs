using Interlink.Core.Tenants;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Tenants;

internal static class TenantServices
{
    internal static IServiceCollection AddTenants(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TenantOptions>().Bind(configuration.GetSection("Interlink:Tenants")).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<TenantOptions>>().Value)
            .AddSingleton<TenantProfiles>()
            .AddSingleton<TenantEvents>()
            .AddSingleton<TenantControl>()
            .AddSingleton<EditTenant>();
    }
}
