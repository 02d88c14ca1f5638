using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Tenants;

/// <summary>What anybody may know of a tenant, before and after signing in.</summary>
public sealed class TenantFaceFunctions(TenantDirectory tenants, TenantProfiles profiles, EditTenant edit, IOptions<EdgeOptions> options)
{
    /// <summary>Shows the tenant that the caller acts in, else the one that the address names by its path or host name. No personal data.</summary>
    [Function("GetTenantFace"), AllowAnonymous]
    public async Task<Reply<TenantFaceView>> GetTenantFace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tenant")] HttpRequest request, CancellationToken cancellation)
    {
        TenantId? own = request.CallerOrNull() is { } caller && caller.Tenant != TenantDirectory.Platform ? caller.Tenant : null;
        var id = own ?? request.AddressedTenant() ?? (TenantId.TryParse(options.Value.DefaultTenant, out var home) ? home : null);
        return id is { } known && await tenants.StateOf(known, cancellation) is { } state and not TenantState.Deleted
            ? Reply.Ok(View(known, await profiles.Get(known, cancellation), state))
            : new NoTenantHere();
    }

    /// <summary>Sends the logo that a tenant shows. What lies under a hash never changes.</summary>
    [Function("GetTenantLogo"), AllowAnonymous]
    public async Task<Reply<FileDownload>> GetTenantLogo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tenants/{tenant}/logo/{sha256}")] HttpRequest request,
        string tenant,
        string sha256,
        CancellationToken cancellation) =>
        TenantId.TryParse(tenant, out var id) && id != TenantDirectory.Platform
            ? (await edit.Logo(id, sha256, cancellation)).ToReply(logo => Reply.File(FileDownload.Of(logo, null) with
            {
                Inline = true,
                CacheControl = "public, max-age=31536000, immutable",
            }))
            : new LogoNotFound();

    private static TenantFaceView View(TenantId id, TenantProfile profile, TenantState state) => new(
        id, profile.Name, profile.Languages, profile.Terminology, TenantLife.Refusal(state, changes: false, always: false) is not null,
        TenantLogoView.Of(id, profile.Logo), TenantAccentView.Of(profile.Accent));
}
