using System.ComponentModel.DataAnnotations;
using Interlink.Core.Teams;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Teams;

/// <summary>Which teams to list.</summary>
public sealed record ListTeamsQuery : PagedQuery
{
    /// <summary>Words in name or description.</summary>
    [StringLength(200)]
    public string? Text { get; init; }

    /// <summary>Any of these.</summary>
    public IReadOnlyList<TeamType> Type { get; init; } = [];

    internal TeamQuery In(string? organization) => new() { Organization = organization, Text = Text, Type = Type, Page = Page };
}

/// <summary>A team to make.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does; markdown.</param>
/// <param name="Type">For whom its people stand; what the organization says when left out.</param>
/// <param name="TakesApplications">Whether people may apply for membership.</param>
public sealed record CreateTeamRequest(
    [Required, StringLength(TeamLimits.Name)] string Name,
    [StringLength(TeamLimits.Description)] string? Description = null,
    TeamType? Type = null,
    bool TakesApplications = true)
{
    internal TeamDraft Draft => new(Name, Description, Type, TakesApplications);
}

/// <summary>What to change of a team: what is not stated stays, a blank description is removed.</summary>
/// <param name="Name">What it is called; cannot be removed.</param>
/// <param name="Description">What it does; markdown.</param>
/// <param name="Type">For whom its people stand.</param>
/// <param name="TakesApplications">Whether people may apply for membership.</param>
public sealed record EditTeamRequest(
    [StringLength(TeamLimits.Name)] string? Name = null,
    [StringLength(TeamLimits.Description)] string? Description = null,
    TeamType? Type = null,
    bool? TakesApplications = null)
{
    internal TeamEdit Edit => new(Name, Description, Type, TakesApplications);
}

/// <summary>What a member may do in a team from now on.</summary>
/// <param name="Role">The role.</param>
public sealed record SetRoleRequest(TeamRole Role);

/// <summary>Which members to list.</summary>
public sealed record ListMembersQuery : PagedQuery
{
    /// <summary>Words in the name.</summary>
    [StringLength(200)]
    public string? Text { get; init; }

    /// <summary>Any of these.</summary>
    public IReadOnlyList<TeamRole> Role { get; init; } = [];

    /// <summary>The order.</summary>
    public MemberSort Sort { get; init; } = MemberSort.Name;

    internal MemberQuery Asked => new() { Text = Text, Role = Role, Sort = Sort, Page = Page };
}
