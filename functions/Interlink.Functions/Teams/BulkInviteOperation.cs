using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Teams;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Operations;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Teams;

/// <summary>Invitations of lists as operations: how one that broke off is tried again.</summary>
public sealed class BulkInviteOperation(BulkInvitations invitations, TeamStore teams) : IOperationKind
{
    /// <summary>The kind of these operations.</summary>
    public const string Name = "bulk-invitation";

    public string Kind => Name;

    public string Scope => Core.Kernel.Scope.Member;

    /// <summary>What starts an attempt.</summary>
    public static OperationStart Start(TenantId tenant, BulkInvitation list) =>
        new(Name, nameof(BulkInvite), operation => new BulkInviteInput(tenant, operation, list.Team, list.Lines.Count));

    public async Task<NotRetryable?> WhyNotRetry(TenantId tenant, OperationRecord record, CancellationToken cancellation) =>
        await invitations.Find(tenant, record.Id, cancellation) is null ? NotRetryable.InputGone : null;

    public async Task<Outcome<OperationStart>> Retry(
        DurableTaskClient client, Caller caller, OperationRecord record, CancellationToken cancellation)
    {
        if (await invitations.Find(caller.Tenant, record.Id, cancellation) is not { } list)
        {
            return NotRetryable.InputGone;
        }

        // Who started it may have lost the team since.
        return (await teams.LoadManaged(caller, list.Team, cancellation)).Map(_ => Start(caller.Tenant, list));
    }

    // What was done is told; the list stays, for another attempt.
    public Task Ended(TenantId tenant, OperationRecord record, OperationEnding ending, CancellationToken cancellation) =>
        invitations.Finish(tenant, record.Id, isWhole: false, cancellation);
}
