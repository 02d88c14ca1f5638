using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Where people reach the pages: for links that leave the platform, in mails and answers.</summary>
public static class PublicAddress
{
    /// <summary>Where the pages of the caller's tenant begin; ends with a slash.</summary>
    public static Task<Uri> Pages(this HttpRequest request, CancellationToken cancellation) => request.Pages(request.Caller().Tenant, cancellation);

    /// <summary>Where the pages of a tenant begin; ends with a slash.</summary>
    public static async Task<Uri> Pages(this HttpRequest request, TenantId tenant, CancellationToken cancellation) =>
        await request.HttpContext.RequestServices.GetRequiredService<TenantPages>().Of(tenant, Platform(request), cancellation)
        ?? throw new InvalidOperationException("A request that reached the platform says how.");

    // What the settings say (EdgeOptions.PublicUrl). Without it, where this request came to, if that is this machine or a tenant's host name; any other name is only the
    // client's word, and the address that the connection was made to stands in its place.
    private static Uri Platform(HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IOptions<EdgeOptions>>().Value.PublicUrl
        ?? new Uri($"{request.Scheme}://{(IsOurs(request) ? request.Host.Value : Reached(request.HttpContext.Connection))}");

    private static bool IsOurs(HttpRequest request) =>
        request.Host.Host is "localhost" || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)) || request.IsTenantsHost();

    private static string Reached(ConnectionInfo connection) =>
        connection.LocalIpAddress is { } address ? new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, connection.LocalPort).ToString() : "localhost";
}

/// <summary>How the platform is reached, as the settings say.</summary>
internal sealed class EdgeSite(IOptions<EdgeOptions> options) : IPlatformSite
{
    public Uri? Url => options.Value.PublicUrl;

    public TenantId? Home => TenantId.TryParse(options.Value.DefaultTenant, out var home) ? home : null;
}
