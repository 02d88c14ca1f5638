using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Teams;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Teams;

/// <summary>The members of a team: who they are, what they may do, and their leaving.</summary>
public sealed class MemberFunctions(MemberList members, ChangeMembers change)
{
    /// <summary>Lists the members of a team, for the people of its organization.</summary>
    [Function("ListMembers"), Allow(Scope.Member), AllowApplication(ApiScope.ReadMembers), Query<ListMembersQuery>]
    public async Task<Reply<MemberPage>> ListMembers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teams/{id}/members")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await request.ReadQuery<ListMembersQuery>()
            .Then(query => members.Page(request.Caller(), id, query.Asked, cancellation))
            .ToReply(found => Reply.Ok(MemberPage.Of(found)));

    /// <summary>Makes a member an administrator of the team, or an administrator a member; never the last one. Safe to repeat.</summary>
    [Function("SetMemberRole"), Allow(Scope.Member), Body<SetRoleRequest>]
    public async Task<Reply<MembershipView>> SetMemberRole(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "teams/{id}/members/{subject}/role")] HttpRequest request,
        string id,
        string subject,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<SetRoleRequest>(cancellation);
        return await body.Then(b => change.SetRole(request.Caller(), id, subject, b.Role, cancellation))
            .ToReply(member => Reply.Ok(new MembershipView(member.Subject, member.Role) { Team = member.Team }));
    }

    /// <summary>Takes a member out of a team; with one's own subject, leaves it. Never the last administrator.</summary>
    [Function("RemoveMember"), Allow(Scope.Member)]
    public async Task<Reply<Unit>> RemoveMember(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "teams/{id}/members/{subject}")] HttpRequest request,
        string id,
        string subject,
        CancellationToken cancellation) =>
        (await change.Remove(request.Caller(), id, subject, cancellation)).ToReply(_ => Reply.NoContent());
}
