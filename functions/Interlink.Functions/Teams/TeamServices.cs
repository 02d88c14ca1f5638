using Interlink.Core.Accounts;
using Interlink.Core.Privacy;
using Interlink.Core.Teams;
using Interlink.Core.Teams.Bulk;
using Interlink.Core.Teams.Privacy;
using Interlink.Functions.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Teams;

/// <summary>Registers what the slice is made of.</summary>
internal static class TeamServices
{
    public static IServiceCollection AddTeams(this IServiceCollection services) => services
        .AddSingleton<TeamMemberships>()
        .AddSingleton<IFollowNames, MemberNames>()
        .AddSingleton<TeamStore>()
        .AddSingleton<CreateTeam>()
        .AddSingleton<EditTeam>()
        .AddSingleton<ChangeMembers>()
        .AddSingleton<JoinTeam>()
        .AddSingleton<MemberList>()
        .AddSingleton<InvitationStore>()
        .AddSingleton<SendInvitations>()
        .AddSingleton<InvitePerson>()
        .AddSingleton<AnswerInvitations>()
        .AddSingleton<ApplicationStore>()
        .AddSingleton<ApplicationMails>()
        .AddSingleton<ApplyToTeam>()
        .AddSingleton<DecideApplication>()
        .AddSingleton<BulkInvitations>()
        .AddSingleton<BulkDesk>()
        .AddSingleton<IOperationKind, BulkInviteOperation>()
        .AddSingleton<IPersonalData, MembershipRecords>()
        .AddSingleton<IPersonalData, InvitationRecords>()
        .AddSingleton<IPersonalData, ApplicationRecords>()
        .AddSingleton<IRetained, InvitationRecords>()
        .AddSingleton<IRetained, ApplicationRecords>()
        .AddSingleton<IRetained, InvitationListRetention>();
}
