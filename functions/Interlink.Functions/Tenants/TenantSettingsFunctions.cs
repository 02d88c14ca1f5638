using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Tenants;

/// <summary>How a tenant shows itself, for its administrators.</summary>
public sealed class TenantSettingsFunctions(TenantDirectory tenants, TenantProfiles profiles, EditTenant edit)
{
    /// <summary>Shows the tenant's settings.</summary>
    [Function("GetTenantSettings"), Allow(Scope.Administrator)]
    public async Task<Reply<TenantSettingsView>> GetTenantSettings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tenant/settings")] HttpRequest request, CancellationToken cancellation) =>
        await Shown(request.Caller(), await profiles.Read(request.Caller().Tenant, cancellation), cancellation);

    /// <summary>Changes the tenant's name, languages, colour, sender's name and words.</summary>
    [Function("EditTenantSettings"), Allow(Scope.Administrator), Body<EditTenantRequest>, Revisioned]
    public async Task<Reply<TenantSettingsView>> EditTenantSettings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "tenant/settings")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<EditTenantRequest>(cancellation);
        var edited = await body.Then(asked => request.IfMatch().Then(read => edit.Edit(request.Caller(), asked.Edit, read, cancellation)));
        return await Answer(request.Caller(), edited, cancellation);
    }

    /// <summary>Takes a new logo: PNG, JPEG or WebP, told by its bytes, at most 512 KiB and 2,000 pixels wide and high. What the file says besides the picture
    /// (places, texts) is left out.</summary>
    [Function("SetTenantLogo"), Allow(Scope.Administrator), RawBody(EditTenant.MaxLogoBytes), Revisioned]
    public async Task<Reply<TenantSettingsView>> SetTenantLogo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "tenant/logo")] HttpRequest request, CancellationToken cancellation)
    {
        var read = request.IfMatch();
        var content = await read.Then(_ => request.ReadBytes(EditTenant.MaxLogoBytes, cancellation));
        return await Answer(request.Caller(), await content.Then(bytes => edit.SetLogo(request.Caller(), bytes, read.Value, cancellation)), cancellation);
    }

    /// <summary>Takes the logo away; the product's mark is shown instead.</summary>
    [Function("RemoveTenantLogo"), Allow(Scope.Administrator), Revisioned, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<TenantSettingsView>> RemoveTenantLogo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "tenant/logo")] HttpRequest request, CancellationToken cancellation) =>
        await Answer(request.Caller(), await request.IfMatch().Then(read => edit.RemoveLogo(request.Caller(), read, cancellation)), cancellation);

    private async Task<Reply<TenantSettingsView>> Answer(Caller caller, Outcome<TaggedProfile> outcome, CancellationToken cancellation) =>
        outcome.Succeeded ? await Shown(caller, outcome.Value, cancellation) : outcome.Error;

    private async Task<Reply<TenantSettingsView>> Shown(Caller caller, TaggedProfile read, CancellationToken cancellation) =>
        Reply.Ok(TenantSettingsView.Of(await tenants.Get(caller.Tenant, cancellation), read.Profile)).Tagged(read.Revision);
}
