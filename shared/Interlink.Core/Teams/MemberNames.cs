using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>Keeps the lists of members in the order of today's names, and found by them.</summary>
public sealed class MemberNames(IDocuments documents, TeamMemberships memberships) : IFollowNames
{
    /// <inheritdoc/>
    public async Task Renamed(TenantId tenant, string subject, string name, CancellationToken cancellation)
    {
        foreach (var mine in await memberships.Of(tenant, subject, cancellation))
        {
            var id = TeamMember.IdOf(mine.Team, subject);
            if (await documents.Find<TeamMember>(TeamStore.In(tenant), TeamMember.Kind, id, cancellation) is { } read)
            {
                await PersonalSearch.Change(
                    documents, TeamStore.In(tenant), TeamMember.Kind, read, member => member.Name == name ? member : member with { Name = name },
                    member => member.Entry(), cancellation);
            }
        }
    }
}
