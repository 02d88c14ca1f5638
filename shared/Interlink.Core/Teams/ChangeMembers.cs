using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Changes who is in a team and what they may do there. The last administrator stays one.</summary>
public sealed class ChangeMembers(TeamStore teams, IIds ids, TimeProvider clock)
{
    private const int Attempts = 50;
    private readonly TeamEvents _events = new(ids, clock);

    /// <summary>Makes a member an administrator of the team, or an administrator a member again.</summary>
    /// <returns>The membership; <see cref="TeamNotFound"/>, <see cref="TeamNotManaged"/>, <see cref="MemberNotFound"/>,
    /// <see cref="Organizations.TooManyAdministrators"/> or <see cref="LastTeamAdministrator"/>.</returns>
    public Task<Outcome<TeamMember>> SetRole(Caller caller, string teamId, string subject, TeamRole role, CancellationToken cancellation) =>
        Change(caller, teamId, subject, (loaded, read) =>
        {
            var (team, after) = (loaded.Team, read.Body with { Role = role });
            if (!loaded.Rights.Manage)
            {
                return new TeamNotManaged();
            }

            return read.Body.Role == role
                ? new Decided(team, after, null)
                : TeamRoster.SetRole(team, subject, role).Map(t => new Decided(t, after, _events.RoleChanged(caller, read.Body, role)));
        }, cancellation);

    /// <summary>Takes a member out of the team. Everybody may do so to themselves; that is leaving.</summary>
    /// <returns>The membership that was; <see cref="TeamNotFound"/>, <see cref="TeamNotManaged"/>, <see cref="MemberNotFound"/> or
    /// <see cref="LastTeamAdministrator"/>.</returns>
    public Task<Outcome<TeamMember>> Remove(Caller caller, string teamId, string subject, CancellationToken cancellation) =>
        Change(caller, teamId, subject, (loaded, read) =>
        {
            if (!loaded.Rights.Manage && subject != caller.Subject)
            {
                return new TeamNotManaged();
            }

            return TeamRoster.Remove(loaded.Team, subject).Map(t => new Decided(t, null, _events.MemberRemoved(caller, read.Body)));
        }, cancellation);

    private async Task<Outcome<TeamMember>> Change(
        Caller caller, string teamId, string subject, Func<LoadedTeam, Document<TeamMember>, Outcome<Decided>> decide, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var loaded = await teams.Load(caller, teamId, cancellation);
            if (!loaded.Succeeded)
            {
                return loaded.Error;
            }

            // Whoever may not see the members does not learn who is one.
            var visible = loaded.Value.Rights.SeeMembers;
            if (!visible || await teams.FindMember(caller.Tenant, teamId, subject, cancellation) is not { } read)
            {
                return visible ? new MemberNotFound(subject) : new MembersNotShown();
            }

            var decided = decide(loaded.Value, read);
            if (!decided.Succeeded)
            {
                return decided.Error;
            }

            if (await TryCommit(caller, loaded.Value, read, decided.Value, cancellation))
            {
                return decided.Value.After ?? read.Body;
            }
        }

        throw new TransientException($"The team '{teamId}' keeps changing.");
    }

    private async Task<bool> TryCommit(Caller caller, LoadedTeam loaded, Document<TeamMember> read, Decided decided, CancellationToken cancellation)
    {
        if (decided.Fact is null)
        {
            return true;
        }

        // The team is written with every change of its administrators, so that two of them cannot leave at the same moment.
        var batch = decided.Team == loaded.Team ? new Batch() : TeamStore.Replace(new Batch(), loaded.Document, decided.Team);
        batch = decided.After is { } after ? TeamMemberships.Write(batch, after, read) : TeamMemberships.Remove(batch, read);
        return await teams.Commit(caller.Tenant, batch, [decided.Fact], cancellation);
    }

    /// <param name="Team">The team afterwards.</param>
    /// <param name="After">The membership afterwards; null when it ends.</param>
    /// <param name="Fact">What happened; null when nothing did.</param>
    private sealed record Decided(Team Team, TeamMember? After, DomainEvent? Fact);
}
