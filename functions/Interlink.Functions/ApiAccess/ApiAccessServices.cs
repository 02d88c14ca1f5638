using Interlink.Core.ApiAccess;
using Interlink.Core.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.ApiAccess;

/// <summary>Registers what the slice is made of.</summary>
internal static class ApiAccessServices
{
    public static IServiceCollection AddApiAccess(this IServiceCollection services) => services
        .AddSingleton<ApplicationStore>()
        .AddSingleton<ManageApplications>()
        .AddSingleton<ManageKeys>()
        .AddSingleton<ResolveApplication>()
        .AddSingleton<CredentialUse>()
        .AddSingleton<IPersonalData, ApiAccessPersonalData>();
}
