using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Interlink.Core.Outbound;

namespace Interlink.Core.Tests.Outbound;

/// <summary>Each range that is never called, to its first and its last address, and not one address further.</summary>
public sealed class OutboundRangeTests
{
    [Theory]
    [InlineData("0.0.0.0/8", "unspecified")]
    [InlineData("10.0.0.0/8", "private")]
    [InlineData("100.64.0.0/10", "private")]
    [InlineData("127.0.0.0/8", "loopback")]
    [InlineData("169.254.0.0/16", "link_local")]
    [InlineData("172.16.0.0/12", "private")]
    [InlineData("192.0.0.0/24", "reserved")]
    [InlineData("192.0.2.0/24", "documentation")]
    [InlineData("192.88.99.0/24", "transition")]
    [InlineData("192.168.0.0/16", "private")]
    [InlineData("198.18.0.0/15", "reserved")]
    [InlineData("198.51.100.0/24", "documentation")]
    [InlineData("203.0.113.0/24", "documentation")]
    [InlineData("168.63.129.16/32", "platform")]
    [InlineData("224.0.0.0/4", "multicast")]
    [InlineData("240.0.0.0/4", "reserved")]
    public void A_range_of_version_four_is_blocked_from_its_first_to_its_last_address_and_no_further(string range, string why)
    {
        var (before, first, last, after) = Edges(range);
        Assert.Equal((why, why), (OutboundAddress.WhyBlocked(first), OutboundAddress.WhyBlocked(last)));
        Assert.Equal((why, why), (OutboundAddress.WhyBlocked(first.MapToIPv6()), OutboundAddress.WhyBlocked(last.MapToIPv6())));

        // Multicast and what is reserved lie side by side, and the last ends the whole.
        Assert.True(before is null || range == "240.0.0.0/4" || OutboundAddress.WhyBlocked(before) is null);
        Assert.True(after is null || range == "224.0.0.0/4" || OutboundAddress.WhyBlocked(after) is null);
    }

    [Theory]
    [InlineData("2001::/23", "reserved")]
    [InlineData("2001:db8::/32", "documentation")]
    [InlineData("2002::/16", "transition")]
    [InlineData("3fff::/20", "documentation")]
    public void A_special_part_of_the_public_range_of_version_six_is_blocked_and_its_neighbours_are_not(string range, string why)
    {
        var (before, first, last, after) = Edges(range);
        Assert.Equal((why, why), (OutboundAddress.WhyBlocked(first), OutboundAddress.WhyBlocked(last)));
        Assert.Null(OutboundAddress.WhyBlocked(before!));
        Assert.Null(OutboundAddress.WhyBlocked(after!));
    }

    [Theory]
    [InlineData("::/128", "unspecified")]
    [InlineData("::1/128", "loopback")]
    [InlineData("64:ff9b::/96", "transition")]
    [InlineData("64:ff9b:1::/48", "transition")]
    [InlineData("100::/64", "discard")]
    [InlineData("5f00::/16", "segment_routing")]
    [InlineData("fc00::/7", "private")]
    [InlineData("fe80::/10", "link_local")]
    [InlineData("fec0::/10", "private")]
    [InlineData("ff00::/8", "multicast")]
    public void What_is_told_of_an_address_outside_the_public_range_of_version_six_is_what_it_is(string range, string why)
    {
        var (_, first, last, _) = Edges(range);
        Assert.Equal((why, why), (OutboundAddress.WhyBlocked(first), OutboundAddress.WhyBlocked(last)));
    }

    [Fact]
    public void Of_version_six_only_the_public_eighth_is_ever_called()
    {
        Assert.All(Enumerable.Range(0, 0x10000).Where(head => head is < 0x2000 or > 0x3fff), head => Assert.NotNull(OutboundAddress.WhyBlocked(Of($"{head:x}:1::1"))));
        Assert.Null(OutboundAddress.WhyBlocked(Of("2000::1")));
        Assert.Null(OutboundAddress.WhyBlocked(Of("3ffe:ffff:ffff:ffff::1")));
    }

    [Theory]
    [InlineData("::ffff:8.8.8.8", "8.8.8.8")]
    [InlineData("::8.8.8.8", "8.8.8.8")]
    [InlineData("::ffff:168.63.129.16", "168.63.129.16")]
    [InlineData("2606:4700::1111%7", "2606:4700::1111")]
    public void An_address_is_judged_as_the_one_that_is_meant(string written, string meant) => Assert.Equal(Of(meant), OutboundAddress.Canonical(Of(written)));

    private static IPAddress Of(string text) => IPAddress.Parse(text);

    private static (IPAddress? Before, IPAddress First, IPAddress Last, IPAddress? After) Edges(string range)
    {
        var network = IPNetwork.Parse(range);
        var bits = network.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;
        var first = new BigInteger(network.BaseAddress.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
        var last = first + BigInteger.Pow(2, bits - network.PrefixLength) - 1;
        return (At(first - 1, bits), At(first, bits)!, At(last, bits)!, At(last + 1, bits));
    }

    private static IPAddress? At(BigInteger number, int bits)
    {
        if (number < 0 || number >= BigInteger.Pow(2, bits))
        {
            return null;
        }

        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return new IPAddress([.. new byte[(bits / 8) - bytes.Length], .. bytes]);
    }
}
