using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.Organizations;

/// <summary><c>organization.created</c> and <c>organization.updated</c>: an organization was made or changed.</summary>
/// <param name="Organization">Id of the organization.</param>
/// <param name="IsPublic">Whether everybody of the tenant sees it.</param>
/// <param name="DefaultTeamType">The type that its new teams have unless it is stated.</param>
/// <param name="TeamCreation">Who may create teams in it.</param>
public sealed record OrganizationChanged(string Organization, bool IsPublic, TeamType DefaultTeamType, TeamCreation TeamCreation);

/// <summary><c>organization.administrator_added</c> and <c>organization.administrator_removed</c>.</summary>
/// <param name="Organization">Id of the organization.</param>
/// <param name="Person">Subject of the person.</param>
public sealed record OrganizationAdministratorChanged(string Organization, string Person);

/// <summary>Makes events: who, when, about what.</summary>
internal sealed class OrganizationEvents(IIds ids, TimeProvider clock)
{
    public DomainEvent Created(Caller caller, Organization made) => Make(caller, "organization.created", made.Id, Told(made));

    public DomainEvent Updated(Caller caller, Organization before, Organization after) =>
        Make(caller, "organization.updated", after.Id, Told(after)) with { Changes = [.. Differences(before, after)] };

    public DomainEvent AdministratorAdded(Caller caller, Organization organization, string person) =>
        Make(caller, "organization.administrator_added", organization.Id, new OrganizationAdministratorChanged(organization.Id, person));

    public DomainEvent AdministratorRemoved(Caller caller, Organization organization, string person) =>
        Make(caller, "organization.administrator_removed", organization.Id, new OrganizationAdministratorChanged(organization.Id, person));

    public DomainEvent Make(Caller caller, string type, string subject, object data) =>
        new(ids.New(), type, clock.GetUtcNow(), caller.Subject, subject, data);

    private static OrganizationChanged Told(Organization o) => new(o.Id, o.IsPublic, o.DefaultTeamType, o.TeamCreation);

    private static IEnumerable<FieldChange> Differences(Organization before, Organization after) => Edits.Between(
        ("name", before.Name.In(Language.Fallback)?.Text, after.Name.In(Language.Fallback)?.Text, before.Name.Equals(after.Name)),
        ("description", before.Description.In(Language.Fallback)?.Text, after.Description.In(Language.Fallback)?.Text, before.Description.Equals(after.Description)),
        Edits.Of("isPublic", before.IsPublic, after.IsPublic),
        Edits.Of("defaultTeamType", before.DefaultTeamType, after.DefaultTeamType),
        Edits.Of("teamCreation", before.TeamCreation, after.TeamCreation));
}
