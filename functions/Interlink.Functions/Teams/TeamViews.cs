using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Functions.Teams;

/// <summary>A team in a list.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Organization">Id of its organization.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does; markdown.</param>
/// <param name="Type">For whom its people stand.</param>
/// <param name="TakesApplications">Whether people may apply for membership.</param>
public sealed record TeamSummaryView(string Id, string Organization, string Name, string? Description, TeamType Type, bool TakesApplications)
{
    internal static TeamSummaryView Of(Team team) =>
        new(team.Id, team.Organization, team.Name, team.Description, team.Type, team.TakesApplications);
}

/// <summary>A page of teams.</summary>
/// <param name="Items">Those of this page.</param>
/// <param name="Total">How many match over all pages.</param>
/// <param name="Next">Cursor of the next page; absent on the last.</param>
/// <param name="Types">How many match of each type, as if no type were asked for.</param>
public sealed record TeamList(IReadOnlyList<TeamSummaryView> Items, long Total, string? Next, IReadOnlyList<FacetCount> Types)
{
    internal static TeamList Of(FoundTeams found) =>
        new([.. found.Page.Items.Select(TeamSummaryView.Of)], found.Page.Total, found.Page.Next, found.Types);
}

/// <summary>A team that the caller is in.</summary>
/// <param name="Team">The team.</param>
/// <param name="OrganizationName">What its organization is called, in the reader's language.</param>
/// <param name="Role">What the caller may do in it.</param>
public sealed record MyTeamView(TeamSummaryView Team, Localized OrganizationName, TeamRole Role)
{
    internal static MyTeamView Of(MyTeam mine, string language) =>
        new(TeamSummaryView.Of(mine.Team), mine.Organization.Name.In(language)!, mine.Role);
}

/// <summary>A team.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Organization">Id of its organization.</param>
/// <param name="OrganizationName">What that is called, in the reader's language.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does; markdown.</param>
/// <param name="Type">For whom its people stand.</param>
/// <param name="TakesApplications">Whether people may apply for membership.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Can">What the caller may do with it.</param>
public sealed record TeamView(
    string Id,
    string Organization,
    Localized OrganizationName,
    string Name,
    string? Description,
    TeamType Type,
    bool TakesApplications,
    DateTimeOffset CreatedAt,
    TeamRights Can)
{
    internal static TeamView Of(LoadedTeam loaded, string language)
    {
        var (team, organization) = (loaded.Team, loaded.Organization.Organization);
        return new TeamView(
            team.Id, team.Organization, organization.Name.In(language)!, team.Name, team.Description, team.Type, team.TakesApplications,
            team.CreatedAt, loaded.Rights);
    }
}

/// <summary>A page of members.</summary>
/// <param name="Items">Those of this page; with addresses for those who manage the team.</param>
/// <param name="Total">How many match over all pages.</param>
/// <param name="Next">Cursor of the next page; absent on the last.</param>
/// <param name="Roles">How many match of each role, as if no role were asked for.</param>
public sealed record MemberPage(IReadOnlyList<ShownMember> Items, long Total, string? Next, IReadOnlyList<FacetCount> Roles)
{
    internal static MemberPage Of(FoundMembers found) => new(found.Page.Items, found.Page.Total, found.Page.Next, found.Roles);
}

/// <summary>A membership after a change.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Role">What the person may do in the team.</param>
public sealed record MembershipView(string Subject, TeamRole Role)
{
    /// <summary>Id of the team.</summary>
    public required string Team { get; init; }
}
