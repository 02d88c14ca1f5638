using Interlink.Core.Kernel;
using Interlink.Core.Organizations;

namespace Interlink.Core.Teams;

/// <summary>What a caller may do with a team that the caller can see.</summary>
/// <param name="SeeMembers">Whether the caller may see who is in it: personal data.</param>
/// <param name="Manage">Whether the caller may change it, its members, invitations and applications, and see addresses.</param>
/// <param name="Apply">Whether the caller may apply for membership.</param>
/// <param name="Leave">Whether the caller is in it.</param>
public sealed record TeamRights(bool SeeMembers, bool Manage, bool Apply, bool Leave)
{
    /// <summary>Decides them: a team is managed by its administrators and by whoever manages its organization.</summary>
    /// <param name="organization">What the caller may do with the organization.</param>
    /// <param name="isMember">Whether the caller is in the team.</param>
    public static TeamRights Of(Team team, OrganizationRights organization, Caller caller, bool isMember) => new(
        organization.SeeMembers,
        organization.Manage || (isMember && team.Administrators.Contains(caller.Subject)),
        organization.See && team.TakesApplications && !isMember,
        isMember);
}
