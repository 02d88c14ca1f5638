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

    /// <summary>The address of a page of the web app, for links that leave it, where nobody has asked; of use only where the settings say how the platform is reached.</summary>
    public Uri Page(string path) => new(options.Value.PublicUrl ?? new Uri("http://localhost"), path);
}
