using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.People;

/// <summary>The people of the tenant and what they are in it; for its administrators. Addresses are shown nowhere else.</summary>
public sealed class PeopleFunctions(FindPeople find, ChangePeople change)
{
    /// <summary>Lists the people of the tenant, with how many there are of each role and state.</summary>
    [Function("ListPeople"), Allow(Scope.Administrator), AllowApplication(ApiScope.ReadPeople), Query<ListPeopleQuery>]
    public async Task<Reply<PeopleList>> ListPeople(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "people")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ListPeopleQuery>().Then(async query =>
            Outcome<PeopleList>.Of(PeopleList.Of(await find.List(request.Caller().Tenant, query.Asked, cancellation))));

    /// <summary>Exports the people of the tenant as a table.</summary>
    [Function("ExportPeople"), Allow(Scope.Administrator), Query<ExportPeopleQuery>]
    public Task<Reply<FileDownload>> ExportPeople(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "people/export")] HttpRequest request, CancellationToken cancellation)
    {
        var tenant = request.Caller().Tenant;
        return Task.FromResult(request.ReadQuery<ExportPeopleQuery>().ToReply(query => Reply.File(
            new FileDownload(new LineStream(find.Csv(tenant, query.Asked, cancellation), "\r\n"), "text/csv; charset=utf-8", $"people-{tenant}.csv"))));
    }

    /// <summary>Reads one person.</summary>
    [Function("GetPerson"), Allow(Scope.Administrator), AllowApplication(ApiScope.ReadPeople)]
    public Task<Reply<PersonView>> GetPerson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "people/{subject}")] HttpRequest request, string subject, CancellationToken cancellation) =>
        find.Find(request.Caller().Tenant, subject, cancellation).ToReply(found => Reply.Ok(PersonView.Of(found)));

    /// <summary>Gives a person a role in the tenant; it counts from the person's next request on. The last administrator stays one.</summary>
    [Function("SetTenantRole"), Allow(Scope.Administrator), Body<SetTenantRoleRequest>]
    public async Task<Reply<PersonView>> SetTenantRole(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "people/{subject}/role")] HttpRequest request, string subject, CancellationToken cancellation)
    {
        var body = await request.ReadBody<SetTenantRoleRequest>(cancellation);
        return await body.Then(b => change.SetRole(request.Caller(), subject, b.Role, cancellation)).ToReply(account => Reply.Ok(PersonView.Of(account)));
    }

    /// <summary>Keeps a person out, from the next request on and with every session and download link; never the last administrator.</summary>
    [Function("SuspendPerson"), Allow(Scope.Administrator)]
    public Task<Reply<PersonView>> SuspendPerson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "people/{subject}/suspension")] HttpRequest request, string subject, CancellationToken cancellation) =>
        change.Suspend(request.Caller(), subject, cancellation).ToReply(account => Reply.Ok(PersonView.Of(account)));

    /// <summary>Lets a suspended person in again.</summary>
    [Function("ReactivatePerson"), Allow(Scope.Administrator)]
    public Task<Reply<PersonView>> ReactivatePerson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "people/{subject}/suspension")] HttpRequest request, string subject, CancellationToken cancellation) =>
        change.Reactivate(request.Caller(), subject, cancellation).ToReply(account => Reply.Ok(PersonView.Of(account)));
}
