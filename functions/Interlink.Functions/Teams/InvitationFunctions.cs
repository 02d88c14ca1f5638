using Interlink.Core.Kernel;
using Interlink.Core.Teams;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Teams;

/// <summary>Invitations to a team, for those who manage it.</summary>
public sealed class InvitationFunctions(InvitationStore invitations, InvitePerson invite, AnswerInvitations answer, TimeProvider clock)
{
    /// <summary>Lists the invitations of a team, the last sent first.</summary>
    [Function("ListInvitations"), Allow(Scope.Member), Query<ListInvitationsQuery>]
    public async Task<Reply<InvitationPage>> ListInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teams/{id}/invitations")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await request.ReadQuery<ListInvitationsQuery>()
            .Then(query => invitations.List(request.Caller(), id, query.Text, query.State, query.Page, cancellation))
            .ToReply(found => Reply.Ok(InvitationPage.Of(found, clock.GetUtcNow())));

    /// <summary>Invites a person to a team by mail; answered alike whether or not the address has an account. Nobody is in the team before accepting.</summary>
    [Function("InvitePerson"), Allow(Scope.Member), Body<InviteRequest>]
    public async Task<Reply<InvitationView>> InvitePerson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "teams/{id}/invitations")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<InviteRequest>(cancellation);
        return await body
            .Then(async b => await invite.Run(request.Caller(), id, b.Person, await request.Pages(cancellation), request.IdempotencyKey(), cancellation))
            .ToReply(made => Reply.Created(InvitationView.Of(made, clock.GetUtcNow()), $"/api/teams/{id}/invitations/{made.Id}"));
    }

    /// <summary>Sends an invitation again, with a new link and a new time.</summary>
    [Function("ResendInvitation"), Allow(Scope.Member), Answers(StatusCodes.Status200OK)]
    public async Task<Reply<InvitationView>> ResendInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "teams/{id}/invitations/{invitationId}/resend")] HttpRequest request,
        string id,
        string invitationId,
        CancellationToken cancellation) =>
        await answer.Resend(request.Caller(), id, invitationId, await request.Pages(cancellation), cancellation)
            .ToReply(again => Reply.Ok(InvitationView.Of(again, clock.GetUtcNow())));

    /// <summary>Takes an invitation back: it cannot be accepted any more. Safe to repeat.</summary>
    [Function("RevokeInvitation"), Allow(Scope.Member)]
    public async Task<Reply<Unit>> RevokeInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "teams/{id}/invitations/{invitationId}")] HttpRequest request,
        string id,
        string invitationId,
        CancellationToken cancellation) =>
        (await answer.Revoke(request.Caller(), id, invitationId, cancellation)).ToReply(_ => Reply.NoContent());
}
