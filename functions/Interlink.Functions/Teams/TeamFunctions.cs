using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Teams;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Teams;

/// <summary>Teams: list, make, read, change.</summary>
public sealed class TeamFunctions(OrganizationStore organizations, TeamStore teams, CreateTeam create, EditTeam edit)
{
    /// <summary>Lists the teams that exist for the caller, of whatever organization.</summary>
    [Function("ListTeams"), Allow(Scope.Member), AllowApplication(ApiScope.ReadOrganizations), Query<ListTeamsQuery>]
    public async Task<Reply<TeamList>> ListTeams(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teams")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ListTeamsQuery>().Then(async query =>
            Outcome<TeamList>.Of(TeamList.Of(await teams.List(request.Caller(), query.In(null), cancellation))));

    /// <summary>Lists the teams of an organization.</summary>
    [Function("ListOrganizationTeams"), Allow(Scope.Member), AllowApplication(ApiScope.ReadOrganizations), Query<ListTeamsQuery>]
    public async Task<Reply<TeamList>> ListOrganizationTeams(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{id}/teams")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var query = request.ReadQuery<ListTeamsQuery>();
        var organization = await query.Then(_ => organizations.Load(request.Caller(), id, cancellation));
        return organization.Succeeded
            ? Reply.Ok(TeamList.Of(await teams.List(request.Caller(), query.Value.In(id), cancellation)))
            : organization.Error;
    }

    /// <summary>Lists the teams that the caller is in, by name.</summary>
    [Function("ListMyTeams"), Allow(Scope.Member)]
    public async Task<Reply<Page<MyTeamView>>> ListMyTeams(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/teams")] HttpRequest request, CancellationToken cancellation)
    {
        var mine = await teams.Mine(request.Caller(), cancellation);
        return Reply.Ok(new Page<MyTeamView>([.. mine.Select(m => MyTeamView.Of(m, request.Language()))], mine.Count, null));
    }

    /// <summary>Makes a team in an organization that lets the caller; the caller administers it.</summary>
    [Function("CreateTeam"), Allow(Scope.Member), Body<CreateTeamRequest>]
    public async Task<Reply<TeamView>> CreateTeam(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{id}/teams")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<CreateTeamRequest>(cancellation);
        return await body.Then(b => create.Run(request.Caller(), id, b.Draft, request.IdempotencyKey(), cancellation))
            .ToReply(made => Reply.Created(TeamView.Of(made, request.Language()), $"/api/teams/{made.Team.Id}").Tagged(made.Team.Revision()));
    }

    /// <summary>Reads a team, and what the caller may do with it.</summary>
    [Function("GetTeam"), Allow(Scope.Member), AllowApplication(ApiScope.ReadOrganizations)]
    public Task<Reply<TeamView>> GetTeam(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teams/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        teams.Load(request.Caller(), id, cancellation).ToReply(loaded => Shown(request, loaded));

    /// <summary>Changes a team, for those who manage it.</summary>
    [Function("EditTeam"), Allow(Scope.Member), Revisioned, Body<EditTeamRequest>]
    public async Task<Reply<TeamView>> EditTeam(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "teams/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<EditTeamRequest>(cancellation);
        return await body.Then(b => request.IfMatch().Then(read => edit.Run(request.Caller(), id, b.Edit, read, cancellation)))
            .ToReply(loaded => Shown(request, loaded));
    }

    private static Reply<TeamView> Shown(HttpRequest request, LoadedTeam loaded) =>
        Reply.Ok(TeamView.Of(loaded, request.Language())).Tagged(loaded.Team.Revision());
}
