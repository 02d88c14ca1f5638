using Interlink.Core.Permissions;
using Interlink.Core.Teams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interlink.Functions.Permissions;

/// <summary>Registers what the slice is made of.</summary>
internal static class PermissionServices
{
    public static IServiceCollection AddPermissions(this IServiceCollection services)
    {
        services.TryAddSingleton<TeamMemberships>();
        return services
            .AddSingleton<GrantPermissions>()
            .AddSingleton<ProcessAdministrators>()
            .AddSingleton<ExplainRights>();
    }
}
