using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>The tenant that an address names.</summary>
/// <param name="Tenant">The tenant, whether or not there is one of that id; null when the address names none.</param>
/// <param name="IsNobodys">Whether it names something that no tenant is, or two at once.</param>
/// <param name="ByHost">Whether the host name is one of a tenant.</param>
internal sealed record AddressedTenant(TenantId? Tenant, bool IsNobodys, bool ByHost = false)
{
    /// <summary>Whether people of the tenant may use the address.</summary>
    public bool IsOf(TenantId tenant) => !IsNobodys && (Tenant is null || Tenant == tenant);
}

/// <summary>Reads which tenant an address names: by its path (<c>/t/{tenant}/…</c> of the web app, which says so in a header) or by its host name.</summary>
public sealed class TenantAddress(IOptions<EdgeOptions> options, TenantDirectory tenants)
{
    /// <summary>The header that names the tenant: which one the address means, or in which of several somebody wants to act.</summary>
    public const string Header = "X-Interlink-Tenant";

    /// <summary>The tenant that a request's address names, whoever asks.</summary>
    /// <returns>Null when it names none.</returns>
    public async Task<TenantId?> TenantOf(HttpRequest request) => (await Of(request)).Tenant;

    internal async Task<AddressedTenant> Of(HttpRequest request)
    {
        var stated = request.Headers[Header].ToString();
        TenantId? named = TenantId.TryParse(stated, out var id) && id != TenantDirectory.Platform ? id : null;
        if (stated.Length > 0 && named is null)
        {
            return new AddressedTenant(null, true);
        }

        var host = options.Value.HostHeader is { } header ? request.Headers[header].ToString() : request.Host.Host;
        var owner = await tenants.OfHost(host, request.HttpContext.RequestAborted);
        return owner is not null && named is not null && owner != named ? new AddressedTenant(null, true) : new AddressedTenant(named ?? owner, false, owner is not null);
    }
}
