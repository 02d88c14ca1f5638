using Interlink.Core.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Teams;

/// <summary>Registers what the slice is made of.</summary>
internal static class TeamServices
{
    public static IServiceCollection AddTeams(this IServiceCollection services) => services
        .AddSingleton<TeamMemberships>()
        .AddSingleton<TeamStore>()
        .AddSingleton<CreateTeam>()
        .AddSingleton<EditTeam>()
        .AddSingleton<ChangeMembers>()
        .AddSingleton<JoinTeam>()
        .AddSingleton<MemberList>();
}
