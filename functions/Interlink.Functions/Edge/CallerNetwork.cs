using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>From which network a request comes, for everything that is counted by it: requests nobody signed, failures to sign in, proofs of who asks.</summary>
public static class CallerNetwork
{
    /// <summary>The address of the caller; of IPv6 the half that names a network, since the other half costs nothing to change.</summary>
    /// <returns>The address that the connection came from, or the one that the last trusted proxy heard (<see cref="EdgeOptions.ForwardedHops"/>); empty when
    /// nobody knows.</returns>
    public static string NetworkOf(this HttpContext http)
    {
        var hops = http.RequestServices.GetRequiredService<IOptions<EdgeOptions>>().Value.ForwardedHops;
        var address = Heard(http.Request, hops) ?? http.Connection.RemoteIpAddress;
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    // Each proxy appends whom it heard from; what stands further left is only what a client claims.
    private static IPAddress? Heard(HttpRequest request, int hops)
    {
        var heard = request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return hops > 0 && heard.Length >= hops && IPEndPoint.TryParse(heard[^hops], out var point) ? point.Address : null;
    }
}
