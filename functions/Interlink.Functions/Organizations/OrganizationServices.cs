using Interlink.Core.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Organizations;

/// <summary>Registers what the slice is made of.</summary>
internal static class OrganizationServices
{
    public static IServiceCollection AddOrganizations(this IServiceCollection services) => services
        .AddSingleton<OrganizationStore>()
        .AddSingleton<CreateOrganization>()
        .AddSingleton<EditOrganization>()
        .AddSingleton<OrganizationAdministrators>()
        .AddSingleton<FirstSteps>();
}
