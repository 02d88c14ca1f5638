using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.People;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.Permissions;

/// <summary>People for the administrators of a process to choose from: those who have to do with it, or everybody.</summary>
public sealed class PeopleOfProcess(
    ProcessStore processes, TeamStore teams, OrganizationStore organizations, TeamMemberships memberships, AccountStore accounts, IDocuments documents)
{
    /// <summary>Most that an answer lists.</summary>
    public const int Most = 50;

    /// <summary>Finds administrators of the process, and members of the teams with a permission in it. Granting a team something does not show who is in it: members are
    /// left out unless the caller may see them anyway.</summary>
    /// <param name="text">Words in the name; null for all.</param>
    /// <param name="everybody">Whether to find all whom the caller may see, also without anything to do with the process: the people of the caller's organizations, and everybody
    /// of the tenant for its administrators.</param>
    /// <returns>People by name, one more than <see cref="Most"/> when there are others.</returns>
    public async Task<Outcome<IReadOnlyList<PersonReference>>> Find(Caller caller, string processId, string? text, bool everybody, CancellationToken cancellation)
    {
        var loaded = (await processes.Load(caller, processId, cancellation)).Then(process => process.ForAdministrators());
        if (!loaded.Succeeded)
        {
            return loaded.Error;
        }

        var process = loaded.Value.Process;
        var administrators = process.Administrators.Where(a => Words(text).All(word => a.Name.Contains(word, StringComparison.CurrentCultureIgnoreCase)));
        var members = !everybody ? await Members(caller.Tenant, await OpenTeams(caller, process, cancellation), text, cancellation)
            : caller.Has(Scope.Administrator) ? await Everybody(caller.Tenant, text, cancellation)
            : await Members(caller.Tenant, await TeamsAround(caller, cancellation), text, cancellation);
        return Outcome<IReadOnlyList<PersonReference>>.Of(
            [.. administrators.Concat(members).DistinctBy(p => p.Subject).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Take(Most + 1)]);
    }

    private async Task<IReadOnlyList<string>> OpenTeams(Caller caller, Process process, CancellationToken cancellation)
    {
        var open = new List<string>();
        foreach (var team in process.ReaderTeams)
        {
            if (await teams.Load(caller, team, cancellation) is { Succeeded: true, Value.Rights.SeeMembers: true })
            {
                open.Add(team);
            }
        }

        return open;
    }

    // The teams of the organizations that the caller is in or administers.
    private async Task<IReadOnlyList<string>> TeamsAround(Caller caller, CancellationToken cancellation)
    {
        var inside = (await memberships.Of(caller.Tenant, caller.Subject, cancellation)).Select(m => m.Organization).ToHashSet(StringComparer.Ordinal);
        var (seen, page) = (new List<string>(), new PageRequest(PageRequest.MaxLimit, null));
        do
        {
            var found = await organizations.List(caller, null, Language.Fallback, page, cancellation);
            foreach (var organization in found.Items.Where(o => OrganizationRights.Of(o, caller, inside.Contains(o.Id)).SeeMembers))
            {
                seen.AddRange(await TeamsOf(caller.Tenant, organization.Id, cancellation));
            }

            page = page with { Cursor = found.Next };
        }
        while (page.Cursor is not null);

        return seen;
    }

    private async Task<IEnumerable<string>> TeamsOf(TenantId tenant, string organization, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [Team.OfOrganization] = [organization] },
            Page = new PageRequest(PageRequest.MaxLimit, null),
        };
        return (await documents.Search<Team>(TeamMemberships.In(tenant), Team.Kind, query, cancellation)).Page.Items.Select(team => team.Id);
    }

    private async Task<IEnumerable<PersonReference>> Members(TenantId tenant, IReadOnlyList<string> open, string? text, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            Text = text,
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [TeamMember.OfTeam] = open },
            Page = new PageRequest(PageRequest.MaxLimit, null),
        };
        var found = await documents.Search<TeamMember>(TeamMemberships.In(tenant), TeamMember.Kind, query, cancellation);
        return found.Page.Items.Select(m => new PersonReference(m.Body.Subject, m.Body.Name));
    }

    private async Task<IEnumerable<PersonReference>> Everybody(TenantId tenant, string? text, CancellationToken cancellation)
    {
        var query = new SearchQuery
        {
            Text = text,
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [AccountFacets.State] = [AccountFacets.Word(PersonState.Active)] },
            Order = SearchOrder.Title,
            Page = new PageRequest(PageRequest.MaxLimit, null),
        };
        return (await accounts.Search(tenant, query, cancellation)).Page.Items.Select(a => new PersonReference(a.Body.Subject, a.Body.Name));
    }

    private static string[] Words(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
