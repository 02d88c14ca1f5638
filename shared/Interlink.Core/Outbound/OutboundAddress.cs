using System.Net;
using System.Net.Sockets;

namespace Interlink.Core.Outbound;

/// <summary>Which addresses the platform calls for others: public ones only, so that nobody can use it to reach what lies around it.</summary>
/// <remarks>After the IANA registries of special-purpose addresses (RFC 6890 and successors) and OWASP's cheat sheet on server-side request forgery.</remarks>
public static class OutboundAddress
{
    // The metadata service of clouds (169.254.169.254) is link-local; Azure's own (168.63.129.16) looks public.
    private static readonly (IPNetwork Range, string Why)[] V4 =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "unspecified"),
        (IPNetwork.Parse("10.0.0.0/8"), "private"),
        (IPNetwork.Parse("100.64.0.0/10"), "private"),
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("169.254.0.0/16"), "link_local"),
        (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.0.0.0/24"), "reserved"),
        (IPNetwork.Parse("192.0.2.0/24"), "documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "transition"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"),
        (IPNetwork.Parse("198.18.0.0/15"), "reserved"),
        (IPNetwork.Parse("198.51.100.0/24"), "documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved"),
        (IPNetwork.Parse("168.63.129.16/32"), "platform"),
    ];

    // What is outside 2000::/3 is not public to begin with: loopback, unique local, link-local, multicast, NAT64, discard, segment routing.
    private static readonly IPNetwork Public = IPNetwork.Parse("2000::/3");

    private static readonly (IPNetwork Range, string Why)[] V6 =
    [
        (IPNetwork.Parse("::/128"), "unspecified"),
        (IPNetwork.Parse("::1/128"), "loopback"),
        (IPNetwork.Parse("64:ff9b::/96"), "transition"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "transition"),
        (IPNetwork.Parse("100::/64"), "discard"),
        (IPNetwork.Parse("2001::/23"), "reserved"),
        (IPNetwork.Parse("2001:db8::/32"), "documentation"),
        (IPNetwork.Parse("2002::/16"), "transition"),
        (IPNetwork.Parse("3fff::/20"), "documentation"),
        (IPNetwork.Parse("5f00::/16"), "segment_routing"),
        (IPNetwork.Parse("fc00::/7"), "private"),
        (IPNetwork.Parse("fe80::/10"), "link_local"),
        (IPNetwork.Parse("fec0::/10"), "private"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
    ];

    /// <summary>Why an address is not called: <c>private</c>, <c>loopback</c>, <c>link_local</c> …; null when it is public.</summary>
    /// <param name="address">Of either family. One that carries an IPv4 address inside (mapped or compatible) is judged by that.</param>
    public static string? WhyBlocked(IPAddress address)
    {
        var plain = Canonical(address);
        if (plain.AddressFamily is AddressFamily.InterNetwork)
        {
            return WhyIn(V4, plain);
        }

        return plain.AddressFamily is AddressFamily.InterNetworkV6
            ? WhyIn(V6, plain) ?? (Public.Contains(plain) ? null : "reserved")
            : "reserved";
    }

    /// <summary>The address that is meant: IPv4 out of <c>::ffff:a.b.c.d</c> and <c>::a.b.c.d</c>, anything else without its zone.</summary>
    public static IPAddress Canonical(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 || IsCompatible(bytes) ? new IPAddress(bytes.AsSpan(12)) : new IPAddress(bytes);
    }

    // ::a.b.c.d, deprecated, still understood by some systems; :: and ::1 are what they are.
    private static bool IsCompatible(byte[] bytes) => !bytes.AsSpan(0, 12).ContainsAnyExcept((byte)0) && bytes.AsSpan(12, 2).ContainsAnyExcept((byte)0);

    private static string? WhyIn((IPNetwork Range, string Why)[] ranges, IPAddress address)
    {
        foreach (var (range, why) in ranges)
        {
            if (range.Contains(address))
            {
                return why;
            }
        }

        return null;
    }
}
