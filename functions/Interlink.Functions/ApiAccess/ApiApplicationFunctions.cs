using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.ApiAccess;

/// <summary>The programs that call the API under their own names; for administrators of the tenant.</summary>
public sealed class ApiApplicationFunctions(ApplicationStore applications, ManageApplications manage, CredentialUse use, TimeProvider clock)
{
    /// <summary>Lists the applications of the tenant, by name.</summary>
    [Function("ListApiApplications"), Allow(Scope.Administrator), Query<ListApiApplicationsQuery>]
    public Task<Reply<Page<ApiApplicationView>>> ListApiApplications(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications")] HttpRequest request, CancellationToken cancellation) =>
        request.ReadQuery<ListApiApplicationsQuery>().Then(async query =>
        {
            var page = await applications.List(request.Caller().Tenant, query.Text, query.Page, cancellation);
            var used = await use.Of(request.Caller().Tenant, [.. page.Items.SelectMany(ApiApplicationView.CredentialsOf)], cancellation);
            return Outcome<Page<ApiApplicationView>>.Of(page.Map(d => ApiApplicationView.Of(d.Body, used, clock.GetUtcNow())));
        }).ToReply(Reply.Ok);

    /// <summary>Registers an application. It has no key yet, and is in no team.</summary>
    [Function("RegisterApiApplication"), Allow(Scope.Administrator), Body<ApiApplicationRequest>]
    public async Task<Reply<ApiApplicationView>> RegisterApiApplication(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<ApiApplicationRequest>(cancellation);
        var made = await body.Then(b => manage.Register(request.Caller(), b.Draft, request.IdempotencyKey() is { } key ? Ulids.Derive(key, "application") : null, cancellation));
        return made.ToReply(d => Reply.Created(ApiApplicationView.Of(d.Body, new Dictionary<string, DateTimeOffset>(), clock.GetUtcNow()), $"/api/applications/{d.Id}").Tagged(d.Revision));
    }

    /// <summary>Reads an application.</summary>
    [Function("GetApiApplication"), Allow(Scope.Administrator)]
    public async Task<Reply<ApiApplicationView>> GetApiApplication(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        await applications.Find(request.Caller().Tenant, id, cancellation) is { } read ? await Shown(request, read, cancellation) : new ApiApplicationNotFound(id);

    /// <summary>Describes an application anew; what is left out is taken away. It counts from the application's next request on.</summary>
    [Function("EditApiApplication"), Allow(Scope.Administrator), Revisioned, Body<ApiApplicationRequest>]
    public async Task<Reply<ApiApplicationView>> EditApiApplication(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "applications/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<ApiApplicationRequest>(cancellation);
        var edited = await body.Then(b => request.IfMatch().Then(read => manage.Edit(request.Caller(), id, b.Draft, read, cancellation)));
        return edited.Succeeded ? await Shown(request, edited.Value, cancellation) : edited.Error;
    }

    /// <summary>Removes an application: every key and token of it is worth nothing from the next request on. What it did stays, under its name.</summary>
    [Function("RemoveApiApplication"), Allow(Scope.Administrator)]
    public async Task<Reply<Unit>> RemoveApiApplication(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "applications/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        await manage.Remove(request.Caller(), id, cancellation);

    /// <summary>Lists the teams that an application is in, by name.</summary>
    [Function("ListTeamsOfApiApplication"), Allow(Scope.Administrator)]
    public async Task<Reply<ApiApplicationTeams>> ListTeamsOfApiApplication(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{id}/teams")] HttpRequest request, string id, CancellationToken cancellation) =>
        (await manage.TeamsOf(request.Caller().Tenant, id, cancellation)).ToReply(teams => Reply.Ok(ApiApplicationTeams.Of(teams)));

    /// <summary>Makes an application a member of a team that the caller manages: the team's rights in processes are then its own. It is taken out as people are.</summary>
    [Function("AdmitApiApplication"), Allow(Scope.Administrator)]
    public async Task<Reply<Unit>> AdmitApiApplication(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "applications/{id}/teams/{team}")] HttpRequest request, string id, string team, CancellationToken cancellation) =>
        (await manage.Admit(request.Caller(), id, team, cancellation)).Map(_ => Unit.Value);

    /// <summary>Tells an application who it is, what it may do, and until when its key is good. For applications alone.</summary>
    [Function("GetCallingApplication"), Allow(Scope.Member), AllowApplication]
    public static Task<Reply<CallingApplicationView>> GetCallingApplication([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "application")] HttpRequest request) =>
        Task.FromResult(request.ApplicationOrNull() is { } application ? Reply.Ok(CallingApplicationView.Of(application)) : new CallerIsNoApplication());

    private async Task<Reply<ApiApplicationView>> Shown(HttpRequest request, Document<ApiApplication> read, CancellationToken cancellation)
    {
        var used = await use.Of(request.Caller().Tenant, [.. ApiApplicationView.CredentialsOf(read)], cancellation);
        return Reply.Ok(ApiApplicationView.Of(read.Body, used, clock.GetUtcNow())).Tagged(read.Revision);
    }
}
