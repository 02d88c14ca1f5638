using Interlink.Core.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Platform;

internal static class PlatformServices
{
    internal static IServiceCollection AddPlatform(this IServiceCollection services) => services.AddSingleton<ProvisionTenant>();
}
