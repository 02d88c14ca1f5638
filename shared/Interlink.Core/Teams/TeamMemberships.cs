using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Who is in which team: what rights are decided by. Everything about the teams of a tenant lies in one partition, so that a membership is
/// there, or gone, for both directions at once.</summary>
public sealed class TeamMemberships(IDocuments documents)
{
    /// <summary>The kind of the documents that say it from the person's side; ids are <c>{subject}:{team}</c>.</summary>
    public const string ByPersonKind = "member-of";

    /// <summary>Where the teams of a tenant and all that changes with them lie.</summary>
    public static Partition In(TenantId tenant) => Partition.Of(tenant, "teams");

    /// <summary>The ids of the teams that a person is in at this moment, in order of id; applicants and invited people are in none.</summary>
    public async Task<IReadOnlyList<string>> TeamsOf(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var teams = new List<string>();
        string? cursor = null;
        do
        {
            var page = await documents.List<MemberOf>(In(tenant), ByPersonKind, new ListOptions($"{subject}:", 1000, cursor), cancellation);
            teams.AddRange(page.Items.Select(d => d.Body.Team));
            cursor = page.Next;
        }
        while (cursor is not null);

        return teams;
    }
}

/// <summary>That a person is in a team.</summary>
/// <param name="Team">Id of the team.</param>
public sealed record MemberOf(string Team);
