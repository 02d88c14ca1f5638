using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Teams.Bulk;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Teams;

/// <summary>Which round to do.</summary>
public sealed record InviteRoundInput(TenantId Tenant, OperationId Operation, int Round);

/// <summary>Which list to end, and how.</summary>
/// <param name="Fault">Why it ends early; null when every round is done.</param>
public sealed record ReportInvitationsInput(TenantId Tenant, OperationId Operation, string Team, OperationFault? Fault);

/// <summary>What the operation shows in the end.</summary>
/// <param name="Report">Path of the report.</param>
/// <param name="Team">Id of the team.</param>
/// <param name="Counts">What became of the lines.</param>
public sealed record BulkInviteResult(string Report, string Team, InvitationCounts Counts);

public sealed partial class BulkInvite
{
    /// <summary>Invites the people of one round.</summary>
    [Function(nameof(InviteRound))]
    public Task<int> InviteRound([ActivityTrigger] InviteRoundInput input, CancellationToken cancellation) =>
        invitations.RunRound(input.Tenant, input.Operation, input.Round, cancellation);

    /// <summary>Writes the report.</summary>
    [Function(nameof(ReportInvitations))]
    public async Task<OperationResult> ReportInvitations([ActivityTrigger] ReportInvitationsInput input, CancellationToken cancellation)
    {
        var report = await invitations.Finish(input.Tenant, input.Operation, input.Fault is null, cancellation);
        var path = $"/api/teams/{input.Team}/invitations/reports/{input.Operation}";
        return OperationResult.Success(new BulkInviteResult(path, input.Team, report.Counts())) with { Error = input.Fault };
    }
}
