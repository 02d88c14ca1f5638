using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Privacy;

/// <summary>Whose texts somebody reads who is not signed in.</summary>
public sealed class PrivacyAddresses(IOptions<EdgeOptions> options)
{
    /// <summary>The tenant of a request: the caller's, else the one that the address names, else the one that the host serves.</summary>
    public TenantId TenantOf(HttpRequest request) =>
        request.CallerOrNull() is { } caller && !caller.Has(Scope.PlatformAdministrator) ? caller.Tenant
        : request.AddressedTenant() is { } addressed ? addressed
        : TenantId.TryParse(options.Value.DefaultTenant, out var served) ? served
        : Core.Tenants.TenantDirectory.Platform;
}
