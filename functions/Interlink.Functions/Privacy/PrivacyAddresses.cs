using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Privacy;

/// <summary>Whose texts somebody reads who is not signed in, and where pages are.</summary>
public sealed class PrivacyAddresses(IOptions<EdgeOptions> options)
{
    /// <summary>The tenant of a request: the caller's, else the one that the address names, else the one that the host serves.</summary>
    public TenantId TenantOf(HttpRequest request) =>
        request.CallerOrNull() is { } caller && !caller.Has(Scope.PlatformAdministrator) ? caller.Tenant
        : request.AddressedTenant() is { } addressed ? addressed
        : TenantId.TryParse(options.Value.DefaultTenant, out var served) ? served
        : Core.Tenants.TenantDirectory.Platform;

    /// <summary>The address of a page of the web app, for links that leave it, where nobody has asked.</summary>
    /// <returns>Null where the settings do not say how the platform is reached (<see cref="EdgeOptions.PublicUrl"/>): no link is better than one that leads nowhere.</returns>
    public Uri? Page(string path) => options.Value.PublicUrl is { } site ? new Uri(site, path) : null;
}
