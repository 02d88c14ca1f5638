using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.People;

/// <summary>Invitations to the tenant by e-mail; for its administrators.</summary>
public sealed class InvitePeopleFunctions(InvitePeople invite)
{
    /// <summary>Invites somebody who is not here yet, with a role: an account that waits, and a mail with the link that takes it up within seven days.</summary>
    [Function("InviteToTenant"), Allow(Scope.Administrator), Body<InviteToTenantRequest>]
    public async Task<Reply<PersonView>> InviteToTenant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "people/invitations")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<InviteToTenantRequest>(cancellation);
        return await body.Map(b => new PersonInvitation(b.Email, b.Role, b.Name, b.Message))
            .Then(async invitation => await invite.Invite(request.Caller(), invitation, await request.Pages(cancellation), cancellation))
            .ToReply(account => Reply.Created(PersonView.Of(account), $"/api/people/{account.Subject}"));
    }

    /// <summary>Sends an invitation again; the link of the earlier mail stops working.</summary>
    [Function("SendTenantInvitationAgain"), Allow(Scope.Administrator), Answers(StatusCodes.Status200OK)]
    public async Task<Reply<PersonView>> SendTenantInvitationAgain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "people/{subject}/invitation")] HttpRequest request, string subject, CancellationToken cancellation) =>
        await invite.SendAgain(request.Caller(), subject, await request.Pages(cancellation), cancellation).ToReply(account => Reply.Ok(PersonView.Of(account)));

    /// <summary>Takes back an invitation that nobody has accepted; the address can be invited anew.</summary>
    [Function("RevokeTenantInvitation"), Allow(Scope.Administrator)]
    public async Task<Reply<Unit>> RevokeTenantInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "people/{subject}/invitation")] HttpRequest request, string subject, CancellationToken cancellation) =>
        await invite.Revoke(request.Caller(), subject, cancellation);
}
