using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Processes;
using Interlink.Core.Teams;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Teams;

/// <summary>Starts the invitation of lists.</summary>
public sealed class BulkDesk(BulkInvitations invitations, OperationStarter operations)
{
    /// <summary>Keeps the list and starts the operation. That the caller manages the team was checked.</summary>
    /// <param name="key">What repetitions of the request have in common.</param>
    /// <returns>The operation, or <see cref="TooManyInvitations"/>.</returns>
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
        await invitations.Keep(caller.Tenant, id, list, cancellation);
        return await operations.Start(
            client, caller, BulkInviteOperation.Start(caller.Tenant, list) with { Key = key, Summary = team.Team.Name }, cancellation);
    }
}
