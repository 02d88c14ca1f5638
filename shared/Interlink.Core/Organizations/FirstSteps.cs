using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.Organizations;

/// <summary>How far a new tenant has come, read from what is there: nothing of it is kept.</summary>
public sealed class FirstSteps(IDocuments documents)
{
    /// <summary>Looks.</summary>
    public async Task<FirstStepsTaken> Look(TenantId tenant, CancellationToken cancellation)
    {
        var place = TeamMemberships.In(tenant);
        var organization = await Newest<Organization>(place, Organization.Kind, cancellation);
        var team = await Newest<Team>(place, Team.Kind, cancellation);
        var invited = (await Newest<TeamInvitation>(place, TeamInvitation.Kind, cancellation)).Total > 0
            || (await Newest<TeamMember>(place, TeamMember.Kind, cancellation)).Total > team.Total;
        var process = await Newest<Process>(tenant, Process.Kind, cancellation);
        return new FirstStepsTaken(IdOf(organization), IdOf(team), invited, process.Total > 0);
    }

    private static string? IdOf<T>(Page<Document<T>> newest) => newest.Items is [var one, ..] ? one.Id : null;

    private async Task<Page<Document<T>>> Newest<T>(SearchScope scope, string kind, CancellationToken cancellation) =>
        (await documents.Search<T>(scope, kind, new SearchQuery { Order = SearchOrder.Newest, Page = new PageRequest(1, null) }, cancellation)).Page;
}

/// <summary>What was done of the first steps of a tenant.</summary>
/// <param name="Organization">Id of the organization changed last; null while there is none.</param>
/// <param name="Team">Id of the team changed last; null while there is none.</param>
/// <param name="Invited">Whether anybody was invited, or is in a team besides its maker.</param>
/// <param name="Process">Whether there is a process.</param>
public sealed record FirstStepsTaken(string? Organization, string? Team, bool Invited, bool Process);
