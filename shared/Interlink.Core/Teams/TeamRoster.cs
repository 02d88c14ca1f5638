using Interlink.Core.Kernel;

namespace Interlink.Core.Teams;

/// <summary>What changes of members do to the team itself: who administers it. Pure.</summary>
public static class TeamRoster
{
    /// <summary>The team after a person was given a role in it.</summary>
    /// <returns>The team; <see cref="Organizations.TooManyAdministrators"/> or <see cref="LastTeamAdministrator"/>.</returns>
    public static Outcome<Team> SetRole(Team team, string subject, TeamRole role) => role is TeamRole.Administrator
        ? Administrators.With(team.Administrators, subject).Map(all => With(team, all))
        : Remove(team, subject);

    /// <summary>The team after a person left it, or is no administrator any more.</summary>
    /// <returns>The team, or <see cref="LastTeamAdministrator"/>.</returns>
    public static Outcome<Team> Remove(Team team, string subject) =>
        Administrators.Without(team.Administrators, subject, new LastTeamAdministrator()).Map(all => With(team, all));

    private static Team With(Team team, IReadOnlyList<string> administrators) =>
        ReferenceEquals(administrators, team.Administrators) ? team : team with { Administrators = administrators };
}
