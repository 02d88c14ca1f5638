using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Platform;

/// <summary>Tenants, for whoever runs the platform: shared-stamp tenants come into being here, without a deployment.</summary>
public sealed class TenantFunctions(TenantDirectory tenants, TenantControl control, ProvisionTenant provision, PlatformProof proof)
{
    /// <summary>Lists the tenants, in order of id.</summary>
    [Function("ListTenants"), Allow(Scope.PlatformAdministrator), Query<PagedQuery>]
    public async Task<Reply<Page<PlatformTenantView>>> ListTenants(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "platform/tenants")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<PagedQuery>().Then(async query =>
            Outcome<Page<PlatformTenantView>>.Of((await tenants.List(query.Page, cancellation)).Map(View)));

    /// <summary>Shows a tenant.</summary>
    [Function("GetTenant"), Allow(Scope.PlatformAdministrator)]
    public async Task<Reply<PlatformTenantView>> GetTenant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "platform/tenants/{tenant}")] HttpRequest request,
        string tenant,
        CancellationToken cancellation) =>
        TenantId.TryParse(tenant, out var id) && id != TenantDirectory.Platform && await tenants.Find(id, cancellation) is { } found
            ? Reply.Ok(View(found))
            : new TenantNotFound(tenant);

    /// <summary>Brings a tenant into being, or to the description that is asked for, with an administrator who can take up an account. Safe to repeat. A person who
    /// asks by a session proves once more who it is.</summary>
    [Function("ProvisionTenant"), Allow(Scope.PlatformAdministrator), Body<ProvisionTenantRequest>]
    public async Task<Reply<ProvisionedTenantView>> ProvisionTenant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "platform/tenants/{tenant}")] HttpRequest request,
        string tenant,
        CancellationToken cancellation)
    {
        var asked = await request.ReadBody<ProvisionTenantRequest>(cancellation);
        var provisioned = await asked.Then(body => Both(IdOf(tenant), Address(body.Administrator), (id, administrator) => proof.Before(
            request, body.Password, body.Code, () => provision.Provision(request.Caller(), body.Of(id), administrator, cancellation), cancellation)));
        return await provisioned.Then(done => View(request, done, cancellation)).ToReply(made => made.Outcome is Provisioning.Created
            ? Reply.Created(made, $"/api/platform/tenants/{tenant}")
            : Reply.Ok(made));
    }

    /// <summary>Makes a new one-time link for an administrator who has not signed in yet; earlier ones stop working. A person who asks by a session
    /// proves once more who it is.</summary>
    [Function("WelcomeAdministrator"), Allow(Scope.PlatformAdministrator), Body<WelcomeAdministratorRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<ProvisionedTenantView>> WelcomeAdministrator(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "platform/tenants/{tenant}/welcome")] HttpRequest request,
        string tenant,
        CancellationToken cancellation)
    {
        var asked = await request.ReadBody<WelcomeAdministratorRequest>(cancellation);
        var welcomed = await asked.Then(body => Both(IdOf(tenant), Address(body.Administrator), (id, administrator) => proof.Before(
            request, body.Password, body.Code, () => provision.WelcomeAgain(id, administrator, cancellation), cancellation)));
        return await welcomed.Then(done => View(request, done, cancellation)).ToReply(made => Reply.Ok(made));
    }

    private static Outcome<TenantId> IdOf(string text) => TenantId.TryParse(text, out var id)
        ? id
        : new InvalidInput("tenant", "malformed", "A tenant's id has 2 to 63 lower-case letters, digits and inner hyphens.");

    private static Outcome<EmailAddress> Address(string text) => EmailAddress.TryParse(text, out var address)
        ? address
        : new InvalidInput("administrator", "not_an_email", "Give an e-mail address such as name@example.org.");

    private static async Task<Outcome<ProvisionedTenant>> Both(
        Outcome<TenantId> id, Outcome<EmailAddress> address, Func<TenantId, EmailAddress, Task<Outcome<ProvisionedTenant>>> then) =>
        id.Succeeded && address.Succeeded
            ? await then(id.Value, address.Value)
            : new InvalidInput([.. id.Error?.Fields ?? [], .. address.Error?.Fields ?? []]);

    private PlatformTenantView View(Tenant tenant) => PlatformTenantView.Of(tenant, control.Grace);

    private static async Task<Outcome<ProvisionedTenantView>> View(HttpRequest request, ProvisionedTenant done, CancellationToken cancellation)
    {
        var link = done.Token is null ? null : new Uri(await request.Pages(done.Tenant.Id, cancellation), $"welcome?token={done.Token}");
        return new ProvisionedTenantView(done.Tenant.Id.Value, done.Tenant.Name, done.Tenant.Languages, done.Done,
            new ProvisionedAdministratorView(done.Administrator.Email!, done.Administrator.Accepted, link, done.GoodUntil));
    }
}
