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
    public async Task<IReadOnlyList<string>> TeamsOf(TenantId tenant, string subject, CancellationToken cancellation) =>
        [.. (await Of(tenant, subject, cancellation)).Select(m => m.Team)];

    /// <summary>The memberships of a person at this moment, in order of the teams' ids.</summary>
    public async Task<IReadOnlyList<MemberOf>> Of(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var all = new List<MemberOf>();
        string? cursor = null;
        do
        {
            var page = await documents.List<MemberOf>(In(tenant), ByPersonKind, new ListOptions($"{subject}:", 1000, cursor), cancellation);
            all.AddRange(page.Items.Select(d => d.Body));
            cursor = page.Next;
        }
        while (cursor is not null);

        return all;
    }

    /// <summary>Writes a membership, new or changed, for both directions.</summary>
    /// <param name="read">What was read; null when the person was not in the team.</param>
    internal static Batch Write(Batch batch, TeamMember member, Document<TeamMember>? read) => (read is null
            ? batch.Create(TeamMember.Kind, member.Id, member, member.Entry())
            : batch.Replace(TeamMember.Kind, member.Id, member, read.Revision, member.Entry()))
        .Put(ByPersonKind, MirrorId(member), member.Mirror());

    /// <summary>Removes a membership for both directions.</summary>
    internal static Batch Remove(Batch batch, Document<TeamMember> read) =>
        batch.Remove(TeamMember.Kind, read.Id, read.Revision).Remove(ByPersonKind, MirrorId(read.Body));

    private static string MirrorId(TeamMember member) => $"{member.Subject}:{member.Team}";
}

/// <summary>That a person is in a team.</summary>
/// <param name="Team">Id of the team.</param>
/// <param name="Organization">Id of the organization that the team belongs to.</param>
/// <param name="Role">What the person may do in the team.</param>
public sealed record MemberOf(string Team, string Organization = "", TeamRole Role = TeamRole.Member);
