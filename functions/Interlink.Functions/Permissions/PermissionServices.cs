using Interlink.Core.Permissions;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Permissions;

/// <summary>Registers what the slice is made of.</summary>
internal static class PermissionServices
{
    public static IServiceCollection AddPermissions(this IServiceCollection services) => services
        .AddSingleton<GrantPermissions>()
        .AddSingleton<ProcessAdministrators>()
        .AddSingleton<PeopleOfProcess>()
        .AddSingleton<ExplainRights>();
}
