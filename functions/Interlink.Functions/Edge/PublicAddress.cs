using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Where people reach the pages: for links that leave the platform, in mails.</summary>
public static class PublicAddress
{
    /// <summary>What the settings say (<see cref="EdgeOptions.PublicUrl"/>). Without it, where this request came to, if that is this machine or a tenant's host
    /// name; any other name is only the client's word, and the address that the connection was made to stands in its place.</summary>
    public static Uri PublicUrl(this HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IOptions<EdgeOptions>>().Value.PublicUrl
        ?? new Uri($"{request.Scheme}://{(IsOurs(request) ? request.Host.Value : Reached(request.HttpContext.Connection))}");

    private static bool IsOurs(HttpRequest request) =>
        request.Host.Host is "localhost" || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)) || request.IsTenantsHost();

    private static string Reached(ConnectionInfo connection) =>
        connection.LocalIpAddress is { } address ? new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, connection.LocalPort).ToString() : "localhost";
}
