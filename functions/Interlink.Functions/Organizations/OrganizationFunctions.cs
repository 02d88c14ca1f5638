using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Organizations;

/// <summary>Organizations: list, make, read, change, and who administers them.</summary>
public sealed class OrganizationFunctions(
    OrganizationStore organizations, CreateOrganization create, EditOrganization edit, OrganizationAdministrators administrators)
{
    /// <summary>Lists the organizations that exist for the caller: public ones, and those whose people include the caller.</summary>
    [Function("ListOrganizations"), Allow(Scope.Member), AllowApplication(ApiScope.ReadOrganizations), Query<ListOrganizationsQuery>]
    public async Task<Reply<Page<OrganizationSummaryView>>> ListOrganizations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations")] HttpRequest request, CancellationToken cancellation)
    {
        var (query, language) = (request.ReadQuery<ListOrganizationsQuery>(), request.Language());
        return query.Succeeded
            ? Reply.Ok((await organizations.List(request.Caller(), query.Value.Text, language, query.Value.Page, cancellation))
                .Map(o => OrganizationSummaryView.Of(o, language)))
            : query.Error;
    }

    /// <summary>Makes an organization; the caller administers it.</summary>
    [Function("CreateOrganization"), Allow(Scope.Administrator), Body<CreateOrganizationRequest>]
    public async Task<Reply<OrganizationView>> CreateOrganization(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<CreateOrganizationRequest>(cancellation);
        var made = await body.Then(b => create.Run(request.Caller(), b.Draft, request.IdempotencyKey(), cancellation));
        return made.Succeeded
            ? Reply.Created(await View(request, made.Value, cancellation), $"/api/organizations/{made.Value.Organization.Id}")
                .Tagged(made.Value.Organization.Revision())
            : made.Error;
    }

    /// <summary>Reads an organization, and what the caller may do with it.</summary>
    [Function("GetOrganization"), Allow(Scope.Member), AllowApplication(ApiScope.ReadOrganizations)]
    public async Task<Reply<OrganizationView>> GetOrganization(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await Shown(request, await organizations.Load(request.Caller(), id, cancellation), cancellation);

    /// <summary>Changes an organization, for those who manage it.</summary>
    [Function("EditOrganization"), Allow(Scope.Member), Revisioned, Body<EditOrganizationRequest>]
    public async Task<Reply<OrganizationView>> EditOrganization(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "organizations/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<EditOrganizationRequest>(cancellation);
        var edited = await body.Then(b => request.IfMatch().Then(read => edit.Run(request.Caller(), id, b.Edit, read, cancellation)));
        return await Shown(request, edited, cancellation);
    }

    /// <summary>Makes a person of one of its teams an administrator of an organization. Safe to repeat.</summary>
    [Function("AddOrganizationAdministrator"), Allow(Scope.Member)]
    public async Task<Reply<OrganizationView>> AddOrganizationAdministrator(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{id}/administrators/{subject}")] HttpRequest request,
        string id,
        string subject,
        CancellationToken cancellation) =>
        await Shown(request, await administrators.Add(request.Caller(), id, subject, cancellation), cancellation);

    /// <summary>Takes the administration of an organization from a person; never from the last one.</summary>
    [Function("RemoveOrganizationAdministrator"), Allow(Scope.Member)]
    public async Task<Reply<Unit>> RemoveOrganizationAdministrator(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{id}/administrators/{subject}")] HttpRequest request,
        string id,
        string subject,
        CancellationToken cancellation) =>
        (await administrators.Remove(request.Caller(), id, subject, cancellation)).ToReply(_ => Reply.NoContent());

    private async Task<Reply<OrganizationView>> Shown(HttpRequest request, Outcome<LoadedOrganization> loaded, CancellationToken cancellation) =>
        loaded.Succeeded
            ? Reply.Ok(await View(request, loaded.Value, cancellation)).Tagged(loaded.Value.Organization.Revision())
            : loaded.Error;

    private async Task<OrganizationView> View(HttpRequest request, LoadedOrganization loaded, CancellationToken cancellation) =>
        OrganizationView.Of(loaded, await administrators.List(request.Caller(), loaded, cancellation));
}
