using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Health;

internal static class HealthServices
{
    internal static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<HealthProbe>();
}
