using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Processes;
using Interlink.Core.Teams;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Teams;

/// <summary>Starts the invitation of lists.</summary>
public sealed class BulkDesk(BulkInvitations invitations, InvitationQuota quota, OperationStarter operations)
{
    /// <summary>Keeps the list and starts the operation. That the caller manages the team was checked.</summary>
    /// <param name="key">What repetitions of the request have in common.</param>
    /// <returns>The operation; <see cref="TooManyInvitations"/> or <see cref="InvitationQuotaReached"/>.</returns>
    public async Task<Outcome<OperationView>> Start(
        DurableTaskClient client, Caller caller, LoadedTeam team, IReadOnlyList<InvitationLine> lines, string? message, Uri page, string key,
        CancellationToken cancellation)
    {
        if (lines.Count > InvitationLines.Most)
        {
            return new TooManyInvitations(InvitationLines.Most);
        }

        var id = OperationId.Of(BulkInviteOperation.Name, Ulids.Derive(BulkInviteOperation.Name, key));
        var said = string.IsNullOrWhiteSpace(message) ? null : message.Trim();
        var list = new BulkInvitation(team.Team.Id, PersonReference.To(caller), page, said, InvitationLines.Check(lines));
        if (!await IsKnown(caller.Tenant, id, cancellation) && (await quota.Take(caller, list.Lines.Count(l => l.Fault is null), cancellation)).Error is { } tooMany)
        {
            return tooMany;
        }

        await invitations.Keep(caller.Tenant, id, list, cancellation);
        return await operations.Start(
            client, caller, BulkInviteOperation.Start(caller.Tenant, list) with { Key = key, Summary = team.Team.Name }, cancellation);
    }

    // A repeated request counts once.
    private async Task<bool> IsKnown(TenantId tenant, OperationId id, CancellationToken cancellation) =>
        await invitations.Find(tenant, id, cancellation) is not null || await invitations.FindReport(tenant, id, cancellation) is not null;
}
