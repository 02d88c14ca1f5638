using Interlink.Core.Kernel;
using Interlink.Core.Teams;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Teams;

/// <summary>The caller's own invitations to teams.</summary>
public sealed class MyInvitationFunctions(InvitationStore invitations, AnswerInvitations answer, TimeProvider clock)
{
    /// <summary>Lists the invitations that wait for the caller's answer, the last sent first.</summary>
    [Function("ListMyInvitations"), Allow(Scope.Member)]
    public async Task<Reply<Page<MyInvitationView>>> ListMyInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/invitations")] HttpRequest request, CancellationToken cancellation)
    {
        var waiting = await invitations.Waiting(request.Caller(), cancellation);
        return Reply.Ok(new Page<MyInvitationView>([.. waiting.Select(mine => View(request, mine))], waiting.Count, null));
    }

    /// <summary>Reads an invitation of the caller's, answered or not.</summary>
    [Function("GetMyInvitation"), Allow(Scope.Member)]
    public Task<Reply<MyInvitationView>> GetMyInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/invitations/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        invitations.Mine(request.Caller(), id, cancellation).ToReply(mine => Reply.Ok(View(request, mine)));

    /// <summary>Accepts an invitation: the caller is in the team from now on. Safe to repeat.</summary>
    [Function("AcceptTeamInvitation"), Allow(Scope.Member), Answers(StatusCodes.Status200OK)]
    public Task<Reply<MembershipView>> AcceptTeamInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/invitations/{id}/accept")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        answer.Accept(request.Caller(), id, cancellation)
            .ToReply(member => Reply.Ok(new MembershipView(member.Subject, member.Role) { Team = member.Team }));

    /// <summary>Declines an invitation. Safe to repeat.</summary>
    [Function("DeclineTeamInvitation"), Allow(Scope.Member), Answers(StatusCodes.Status204NoContent)]
    public async Task<Reply<Unit>> DeclineTeamInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/invitations/{id}/decline")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        (await answer.Decline(request.Caller(), id, cancellation)).ToReply(_ => Reply.NoContent());

    private MyInvitationView View(HttpRequest request, MyInvitation mine) => MyInvitationView.Of(mine, request.Language(), clock.GetUtcNow());
}
