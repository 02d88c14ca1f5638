using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Adds people to teams. Asks nobody: whoever uses it has made sure that the person wants it and the team too.</summary>
public sealed class JoinTeam(TeamStore teams, IIds ids, TimeProvider clock)
{
    private const int Attempts = 50;
    private readonly TeamEvents _events = new(ids, clock);

    /// <summary>Adds a person to a team; whoever is in it already stays, and becomes administrator if that is the role.</summary>
    /// <param name="actor">Who caused it.</param>
    /// <param name="also">Decides what else is written in the same commit, and refuses when that cannot be; runs again after each conflict. Null for nothing.</param>
    /// <returns>The membership; <see cref="TeamNotFound"/>, <see cref="Organizations.TooManyAdministrators"/> or what <paramref name="also"/> refuses with.</returns>
    public async Task<Outcome<TeamMember>> Add(
        Caller actor, string teamId, PersonReference person, TeamRole role, Func<Task<Outcome<JoinExtra>>>? also, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var extra = also is null ? new JoinExtra(_ => { }, []) : await also();
            if (!extra.Succeeded)
            {
                return extra.Error;
            }

            if (await TryAdd(actor, teamId, person, role, extra.Value, cancellation) is { } done)
            {
                return done;
            }
        }

        throw new TransientException($"The team '{teamId}' keeps changing.");
    }

    // Null when somebody else was faster.
    private async Task<Outcome<TeamMember>?> TryAdd(
        Caller actor, string teamId, PersonReference person, TeamRole role, JoinExtra extra, CancellationToken cancellation)
    {
        if (await teams.Find(actor.Tenant, teamId, cancellation) is not { } team)
        {
            return new TeamNotFound(teamId);
        }

        var read = await teams.FindMember(actor.Tenant, teamId, person.Subject, cancellation);
        var before = read?.Body;
        var member = before is null
            ? new TeamMember(teamId, team.Body.Organization, person.Subject, person.Name, role, clock.GetUtcNow())
            : before with { Role = role is TeamRole.Administrator ? role : before.Role };
        var roster = role is TeamRole.Administrator ? TeamRoster.SetRole(team.Body, person.Subject, role) : team.Body;
        if (!roster.Succeeded)
        {
            return roster.Error;
        }

        var batch = ReferenceEquals(roster.Value, team.Body) ? new Batch() : TeamStore.Replace(new Batch(), team, roster.Value);
        var facts = extra.Facts.ToList();
        if (member != before)
        {
            TeamMemberships.Write(batch, member, read);
            facts.Insert(0, before is null ? _events.MemberAdded(actor, member) : _events.RoleChanged(actor, before, role));
        }

        extra.Write(batch);
        return batch.Operations.Count == 0 || await teams.Commit(actor.Tenant, batch, facts, cancellation)
            ? Outcome<TeamMember>.Of(member)
            : (Outcome<TeamMember>?)null;
    }
}

/// <summary>What is written together with a membership.</summary>
/// <param name="Write">Adds it to the batch.</param>
/// <param name="Facts">What it means.</param>
public sealed record JoinExtra(Action<Batch> Write, IReadOnlyList<DomainEvent> Facts);
