using Interlink.Core.Privacy;
using Interlink.Core.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Edge;

internal static class EdgeServices
{
    internal static IServiceCollection AddEdge(this IServiceCollection services)
    {
        services.AddOptions<EdgeOptions>().BindConfiguration("Interlink:Edge").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<BearerOptions>().BindConfiguration("Interlink:Identity").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PlatformOptions>().BindConfiguration("Interlink:Platform").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<FunctionDirectory>()
            .AddSingleton<PlatformSessions>()
            .AddSingleton<BearerTokens>()
            .AddSingleton<ApplicationCredentials>()
            .AddSingleton(provider => new TokenBuckets(provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<OpenWaits>()
            .AddSingleton<TenantDirectory>()
            .AddSingleton<TenantAddress>()
            .AddSingleton<IPlatformSite, EdgeSite>()
            .AddSingleton<TenantPages>()
            .AddSingleton<IdempotencyStore>()
            .AddSingleton<IPersonalData, AnswersPersonalData>().AddSingleton<IRetained, AnswersRetention>();
    }
}
