using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;
using Interlink.Core.Teams.Bulk;

namespace Interlink.Core.Teams.Privacy;

/// <summary>Lists of invited people and their reports: addresses that are needed for a while only.</summary>
public sealed class InvitationListRetention(IBlobs blobs) : IRetained
{
    public RetentionRule Rule { get; } = new(
        "invitation-lists", DefaultDays: 30, MinimumDays: 1, MaximumDays: 365, "The report tells line by line what became of a list; a list that broke off can be tried again.");

    public async Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var over = new List<BlobAddress>();
        await foreach (var paper in blobs.List(tenant, $"{BulkInvitations.Folder}/", cancellation))
        {
            if (paper.WrittenAt < before)
            {
                over.Add(paper.Address);
            }

            if (over.Count == limit)
            {
                break;
            }
        }

        foreach (var paper in over)
        {
            await blobs.Delete(paper, cancellation);
        }

        return over.Count;
    }
}
