using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Processes;

namespace Interlink.Core.Teams;

/// <summary>Makes a team in an organization; its maker is its first member and administers it.</summary>
public sealed class CreateTeam(OrganizationStore organizations, TeamStore teams, IIds ids, TimeProvider clock)
{
    /// <summary>Makes the team, if the organization lets the caller.</summary>
    /// <param name="key">A text that only repetitions of this request share: they make one team together. Null for none.</param>
    /// <returns>The team; <see cref="OrganizationNotFound"/>, <see cref="TeamCreationRefused"/> or <see cref="InvalidInput"/>.</returns>
    public async Task<Outcome<LoadedTeam>> Run(Caller caller, string organizationId, TeamDraft draft, string? key, CancellationToken cancellation)
    {
        var organization = await organizations.Load(caller, organizationId, cancellation);
        return !organization.Succeeded ? organization.Error
            : organization.Value.Rights.CreateTeam ? await Make(caller, organization.Value.Organization, draft, key, cancellation)
            : new TeamCreationRefused();
    }

    private async Task<Outcome<LoadedTeam>> Make(
        Caller caller, Organization organization, TeamDraft draft, string? key, CancellationToken cancellation)
    {
        var (fields, now) = (new Fields(), clock.GetUtcNow());
        var team = new Team
        {
            Id = key is null ? ids.New() : Ulids.Derive("team", caller.Tenant.Value, caller.Subject, key),
            Organization = organization.Id,
            Name = fields.Line("name", draft.Name, TeamLimits.Name),
            Description = fields.Text("description", draft.Description, TeamLimits.Description),
            Type = draft.Type ?? organization.DefaultTeamType,
            TakesApplications = draft.TakesApplications,
            Administrators = [caller.Subject],
            CreatedAt = now,
            UpdatedAt = now,
        };
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        var first = new TeamMember(team.Id, organization.Id, caller.Subject, caller.Name, TeamRole.Administrator, now);
        var events = new TeamEvents(ids, clock);
        await teams.TryCreate(caller.Tenant, team, first, [events.Created(caller, team), events.MemberAdded(caller, first)], cancellation);
        return await teams.Load(caller, team.Id, cancellation);
    }
}

/// <summary>A team as asked for, unchecked.</summary>
/// <param name="Type">Null for the organization's default.</param>
public sealed record TeamDraft(string? Name, string? Description, TeamType? Type, bool TakesApplications);
