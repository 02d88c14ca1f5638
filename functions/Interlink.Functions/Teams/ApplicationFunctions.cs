using Interlink.Core.Kernel;
using Interlink.Core.Teams;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Teams;

/// <summary>Applications for membership of teams: by applicants, and by those who decide them.</summary>
public sealed class ApplicationFunctions(ApplicationStore applications, ApplyToTeam apply, DecideApplication decide)
{
    /// <summary>Applies for membership of a team that takes applications; its administrators hear of it.</summary>
    [Function("ApplyToTeam"), Allow(Scope.Member), Body<ApplyRequest>]
    public async Task<Reply<MyApplicationView>> ApplyToTeam(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "teams/{id}/applications")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<ApplyRequest>(cancellation);
        return await body.Then(async b => await apply.Apply(request.Caller(), id, b.Message, await request.Pages(cancellation), cancellation))
            .ToReply(made => Reply.Created(MyApplicationView.Of(made.Application, made.TeamName), "/api/me/applications"));
    }

    /// <summary>Lists the applications to a team, the last one first, for those who manage it.</summary>
    [Function("ListApplications"), Allow(Scope.Member), Query<ListApplicationsQuery>]
    public async Task<Reply<ApplicationPage>> ListApplications(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teams/{id}/applications")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await request.ReadQuery<ListApplicationsQuery>()
            .Then(query => applications.List(request.Caller(), id, query.State, query.Page, cancellation))
            .ToReply(found => Reply.Ok(ApplicationPage.Of(found)));

    /// <summary>Accepts an application: the applicant is in the team from now on, and hears of it. Safe to repeat.</summary>
    [Function("AcceptApplication"), Allow(Scope.Member), Answers(StatusCodes.Status200OK)]
    public async Task<Reply<ApplicationView>> AcceptApplication(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "teams/{id}/applications/{applicationId}/accept")] HttpRequest request,
        string id,
        string applicationId,
        CancellationToken cancellation) =>
        await decide.Accept(request.Caller(), id, applicationId, await request.Pages(cancellation), cancellation).ToReply(done => Reply.Ok(ApplicationView.Of(done)));

    /// <summary>Rejects an application with a reason, which the applicant reads. Safe to repeat.</summary>
    [Function("RejectApplication"), Allow(Scope.Member), Body<RejectRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<ApplicationView>> RejectApplication(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "teams/{id}/applications/{applicationId}/reject")] HttpRequest request,
        string id,
        string applicationId,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<RejectRequest>(cancellation);
        return await body.Then(b => decide.Reject(request.Caller(), id, applicationId, b.Reason, cancellation))
            .ToReply(done => Reply.Ok(ApplicationView.Of(done)));
    }

    /// <summary>Lists the caller's own applications, the last one first.</summary>
    [Function("ListMyApplications"), Allow(Scope.Member), Query<PagedQuery>]
    public async Task<Reply<Page<MyApplicationView>>> ListMyApplications(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/applications")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<PagedQuery>().Then(async query => Outcome<Page<MyApplicationView>>.Of(
            (await applications.Mine(request.Caller(), query.Page, cancellation)).Map(m => MyApplicationView.Of(m.Application, m.TeamName))));

    /// <summary>Withdraws an application of the caller's that nobody has decided. Safe to repeat.</summary>
    [Function("WithdrawApplication"), Allow(Scope.Member)]
    public async Task<Reply<Unit>> WithdrawApplication(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "me/applications/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        (await apply.Withdraw(request.Caller(), id, cancellation)).ToReply(_ => Reply.NoContent());
}
