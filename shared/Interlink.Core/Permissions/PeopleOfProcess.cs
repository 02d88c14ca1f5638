using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.Permissions;

/// <summary>The people who have to do with a process, for its administrators to choose from.</summary>
public sealed class PeopleOfProcess(ProcessStore processes, TeamStore teams, IDocuments documents)
{
    /// <summary>Most that an answer lists.</summary>
    public const int Most = 50;

    /// <summary>Finds administrators of the process, and members of the teams with a permission in it. Granting a team something does not show who is in it: members are
    /// left out unless the caller may see them anyway.</summary>
    /// <param name="text">Words in the name; null for all.</param>
    /// <returns>People by name, one more than <see cref="Most"/> when there are others.</returns>
    public async Task<Outcome<IReadOnlyList<PersonReference>>> Find(Caller caller, string processId, string? text, CancellationToken cancellation)
    {
        var loaded = (await processes.Load(caller, processId, cancellation)).Then(process => process.ForAdministrators());
        if (!loaded.Succeeded)
        {
            return loaded.Error;
        }

        var process = loaded.Value.Process;
        var administrators = process.Administrators.Where(a => Words(text).All(word => a.Name.Contains(word, StringComparison.CurrentCultureIgnoreCase)));
        var members = await Members(caller, process, text, cancellation);
        return Outcome<IReadOnlyList<PersonReference>>.Of(
            [.. administrators.Concat(members).DistinctBy(p => p.Subject).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Take(Most + 1)]);
    }

    private async Task<IEnumerable<PersonReference>> Members(Caller caller, Process process, string? text, CancellationToken cancellation)
    {
        var open = new List<string>();
        foreach (var team in process.ReaderTeams)
        {
            if (await teams.Load(caller, team, cancellation) is { Succeeded: true, Value.Rights.SeeMembers: true })
            {
                open.Add(team);
            }
        }

        var query = new SearchQuery
        {
            Text = text,
            AnyOf = new Dictionary<string, IReadOnlyList<string>> { [TeamMember.OfTeam] = open },
            Page = new PageRequest(PageRequest.MaxLimit, null),
        };
        var found = await documents.Search<TeamMember>(TeamMemberships.In(caller.Tenant), TeamMember.Kind, query, cancellation);
        return found.Page.Items.Select(m => new PersonReference(m.Body.Subject, m.Body.Name));
    }

    private static string[] Words(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
