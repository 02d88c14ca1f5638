using Interlink.Core.Tenants;
using Interlink.Functions.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Platform;

internal static class PlatformServices
{
    internal static IServiceCollection AddPlatform(this IServiceCollection services) => services
        .AddSingleton<ProvisionTenant>()
        .AddSingleton<PlatformProof>()
        .AddSingleton<TenantErasure>()
        .AddSingleton<DeletionDesk>()
        .AddSingleton<IOperationKind, DeletionOperation>();
}
