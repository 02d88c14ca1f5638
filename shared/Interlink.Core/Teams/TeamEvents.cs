using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary><c>team.created</c> and <c>team.updated</c>: a team was made or changed.</summary>
/// <param name="Team">Id of the team.</param>
/// <param name="Organization">Id of the organization.</param>
/// <param name="Type">What sort of people it is of.</param>
/// <param name="TakesApplications">Whether people can apply to it.</param>
public sealed record TeamChanged(string Team, string Organization, TeamType Type, bool TakesApplications);

/// <summary><c>team.member_added</c> and <c>team.member_role_changed</c>.</summary>
/// <param name="Team">Id of the team.</param>
/// <param name="Person">Subject of the person.</param>
/// <param name="Role">The role from now on.</param>
public sealed record TeamMemberChanged(string Team, string Person, TeamRole Role);

/// <summary><c>team.member_removed</c>: a person left a team or was taken out of it.</summary>
/// <param name="Team">Id of the team.</param>
/// <param name="Person">Subject of the person.</param>
/// <param name="Left">Whether the person did it.</param>
public sealed record TeamMemberRemoved(string Team, string Person, bool Left);

/// <summary>Makes events: who, when, about what.</summary>
internal sealed class TeamEvents(IIds ids, TimeProvider clock)
{
    public DomainEvent Created(Caller caller, Team team) => Make(caller, "team.created", team.Id, Told(team));

    public DomainEvent Updated(Caller caller, Team before, Team after) => Make(caller, "team.updated", after.Id, Told(after)) with
    {
        Changes =
        [
            .. Edits.Between(
                Edits.Of("name", before.Name, after.Name),
                Edits.Of("description", before.Description, after.Description),
                Edits.Of("type", before.Type, after.Type),
                Edits.Of("takesApplications", before.TakesApplications, after.TakesApplications)),
        ],
    };

    public DomainEvent MemberAdded(Caller caller, TeamMember member) =>
        Make(caller, "team.member_added", member.Team, new TeamMemberChanged(member.Team, member.Subject, member.Role));

    public DomainEvent RoleChanged(Caller caller, TeamMember before, TeamRole role) =>
        Make(caller, "team.member_role_changed", before.Team, new TeamMemberChanged(before.Team, before.Subject, role)) with
        {
            Changes = [.. Edits.Between(Edits.Of("role", before.Role, role))],
        };

    public DomainEvent MemberRemoved(Caller caller, TeamMember member) => Make(
        caller, "team.member_removed", member.Team, new TeamMemberRemoved(member.Team, member.Subject, member.Subject == caller.Subject));

    public DomainEvent Make(Caller caller, string type, string subject, object data) =>
        new(ids.New(), type, clock.GetUtcNow(), caller.Subject, subject, data);

    private static TeamChanged Told(Team team) => new(team.Id, team.Organization, team.Type, team.TakesApplications);
}
