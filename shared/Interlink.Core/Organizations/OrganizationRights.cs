using Interlink.Core.Kernel;

namespace Interlink.Core.Organizations;

/// <summary>What a caller may do with an organization.</summary>
/// <param name="See">Whether it exists for the caller.</param>
/// <param name="SeeMembers">Whether the caller may see who is in its teams: personal data.</param>
/// <param name="CreateTeam">Whether the caller may make a team in it.</param>
/// <param name="Manage">Whether the caller may change it, its administrators and all its teams.</param>
public sealed record OrganizationRights(bool See, bool SeeMembers, bool CreateTeam, bool Manage)
{
    /// <summary>Decides them: the tenant's administrators manage every organization, its own administrators theirs.</summary>
    /// <param name="isInside">Whether the caller is in one of its teams.</param>
    public static OrganizationRights Of(Organization organization, Caller caller, bool isInside)
    {
        var manages = caller.Has(Scope.Administrator) || organization.Administrators.Contains(caller.Subject);
        var belongs = manages || isInside;
        var sees = belongs || organization.IsPublic;
        var creates = organization.TeamCreation switch
        {
            TeamCreation.Anyone => sees,
            TeamCreation.Members => belongs,
            _ => manages,
        };
        return new OrganizationRights(sees, belongs, creates, manages);
    }
}
