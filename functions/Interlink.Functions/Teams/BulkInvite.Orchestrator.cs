using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Operations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Functions.Teams;

/// <summary>What inviting a list starts with, and goes on with after each round.</summary>
/// <param name="Tenant">Whose team.</param>
/// <param name="Operation">The operation; names the list too.</param>
/// <param name="Team">Id of the team.</param>
/// <param name="Total">Lines in all.</param>
/// <param name="Round">The round to do next, from 0.</param>
/// <param name="Done">Lines done.</param>
/// <param name="Trail">The steps so far.</param>
public sealed record BulkInviteInput(
    TenantId Tenant, OperationId Operation, string Team, int Total, int Round = 0, int Done = 0, OperationTrail? Trail = null);

public sealed partial class BulkInvite
{
    private static readonly OperationFault Interrupted =
        new("invitations-interrupted", "Not everybody could be invited. Try the operation again: nobody is invited twice.");

    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(2)));

    /// <summary>Invites round by round, then reports.</summary>
    [Function(nameof(BulkInvite))]
    public static async Task<OperationResult?> Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context, BulkInviteInput input)
    {
        var trail = context.Begin(input.Trail, "inviting", input.Done, input.Total);
        try
        {
            // Report, once every round is done.
            if (input.Round >= BulkInvitation.RoundsOf(input.Total))
            {
                return await Finish(context, input, trail, null);
            }

            // Invite one round, then start over with an empty history.
            var round = new InviteRoundInput(input.Tenant, input.Operation, input.Round);
            var done = await context.CallActivityAsync<int>(nameof(InviteRound), round, Retried);
            context.ContinueAsNew(input with { Round = input.Round + 1, Done = input.Done + done, Trail = trail });
            return null;
        }
        catch (TaskFailedException)
        {
            // Who was invited stays invited, and is told; another attempt does the rest.
            return await Finish(context, input, context.Break(trail), Interrupted);
        }
    }

    private static Task<OperationResult> Finish(TaskOrchestrationContext context, BulkInviteInput input, OperationTrail trail, OperationFault? fault)
    {
        context.Begin(trail, "reporting", input.Done, input.Total);
        return context.CallActivityAsync<OperationResult>(
            nameof(ReportInvitations), new ReportInvitationsInput(input.Tenant, input.Operation, input.Team, fault), Retried);
    }
}
