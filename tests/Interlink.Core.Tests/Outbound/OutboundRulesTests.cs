using System.Net;
using Interlink.Core.Outbound;

namespace Interlink.Core.Tests.Outbound;

public sealed class OutboundRulesTests
{
    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.7")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("168.63.129.16")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("febf::1")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("100::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:808:808::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("5f00::1")]
    [InlineData("2001::1")]
    [InlineData("2001:20::1")]
    [InlineData("4000::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:a00:1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::10.0.0.1")]
    public void What_is_not_public_is_never_called(string address) => Assert.NotNull(OutboundAddress.WhyBlocked(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.1")]
    [InlineData("168.63.129.15")]
    [InlineData("168.63.129.17")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a01:111::1")]
    [InlineData("::ffff:8.8.8.8")]
    public void What_is_public_may_be_called(string address) => Assert.Null(OutboundAddress.WhyBlocked(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.org/hooks")]
    [InlineData("https://example.org:443/hooks?a=1")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700::1111]/")]
    [InlineData("https://münchen.example/")]
    public void An_address_of_the_web_is_taken(string url) => Assert.True(OutboundRules.Strict.Check(url, "url").Succeeded);

    [Theory]
    [InlineData("", "not_a_url")]
    [InlineData("example.org", "not_a_url")]
    [InlineData("/hooks", "not_a_url")]
    [InlineData("ftp://example.org/", "not_a_url")]
    [InlineData("file:///etc/passwd", "not_a_url")]
    [InlineData("gopher://example.org/", "not_a_url")]
    [InlineData("https://exa mple.org/", "not_a_url")]
    [InlineData("https://example.org/\r\nHost: other", "not_a_url")]
    [InlineData("http://example.org/", "not_https")]
    [InlineData("https://name:word@example.org/", "credentials")]
    [InlineData("https://name@example.org/", "credentials")]
    [InlineData("https://@example.org/", "credentials")]
    [InlineData("https://example.org/#part", "fragment")]
    [InlineData("https://example.org:8443/", "port")]
    [InlineData("https://example.org:22/", "port")]
    [InlineData("https://127.0.0.1/", "blocked_address")]
    [InlineData("https://2130706433/", "blocked_address")]
    [InlineData("https://0x7f000001/", "blocked_address")]
    [InlineData("https://0177.0.0.1/", "blocked_address")]
    [InlineData("https://127.1/", "blocked_address")]
    [InlineData("https://[::1]/", "blocked_address")]
    [InlineData("https://[::ffff:169.254.169.254]/", "blocked_address")]
    [InlineData("https://169.254.169.254/latest/meta-data", "blocked_address")]
    public void What_is_no_address_to_call_is_refused_with_its_reason(string url, string code) =>
        Assert.Equal(code, Assert.Single(OutboundRules.Strict.Check(url, "url").Error!.Fields).Code);

    [Fact]
    public void A_name_that_is_longer_than_names_can_be_is_refused_and_throws_nothing()
    {
        string[] names = [string.Concat(Enumerable.Repeat("a.", 140)) + "example", string.Concat(Enumerable.Repeat("ü", 60)) + ".example", "\u0378.example", "xn--a.example"];
        foreach (var name in names)
        {
            var read = OutboundRules.Strict.Check($"https://{name}/", "url");
            Assert.True(read.Succeeded ? read.Value.IdnHost.Length <= 253 : Assert.Single(read.Error.Fields).Code == "not_a_url", name);
        }

        Assert.Equal("not_a_url", Assert.Single(OutboundRules.Strict.Check($"https://{names[0]}/", "url").Error!.Fields).Code);
    }

    [Fact]
    public void Only_port_443_is_called_unless_others_are_named() => Assert.Equal(
        ["443"], Enumerable.Range(1, 65_535).Where(port => OutboundRules.Strict.Check($"https://example.org:{port}/", "url").Succeeded).Select(port => $"{port}"));

    [Fact]
    public void An_address_that_is_too_long_is_refused() =>
        Assert.False(OutboundRules.Strict.Check("https://example.org/" + new string('a', OutboundRules.MaxUrlLength), "url").Succeeded);

    [Fact]
    public void Further_ports_can_be_allowed()
    {
        var rules = new OutboundRules { Ports = [443, 8443] };
        Assert.True(rules.Check("https://example.org:8443/", "url").Succeeded);
        Assert.False(rules.Check("https://example.org:8444/", "url").Succeeded);
    }

    [Fact]
    public void One_blocked_address_among_many_refuses_the_host()
    {
        var found = OutboundRules.Strict.Addresses("example.org", [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.1")]);
        Assert.Empty(found.Allowed);
        Assert.Equal("private", found.WhyBlocked);
        Assert.Equal("unresolved", OutboundRules.Strict.Addresses("example.org", []).WhyBlocked);
        Assert.Equal(2, OutboundRules.Strict.Addresses("example.org", [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("2606:4700::1111")]).Allowed.Count);
    }

    [Fact]
    public void A_named_local_host_is_free_and_no_other()
    {
        var rules = new OutboundRules { LocalHosts = ["127.0.0.1", "receiver.test"] };
        Assert.True(rules.Check("http://127.0.0.1:5000/", "url").Succeeded);
        Assert.True(rules.Check("http://Receiver.test:5000/", "url").Succeeded);
        Assert.False(rules.Check("http://127.0.0.2:5000/", "url").Succeeded);
        Assert.False(rules.Check("https://127.0.0.2/", "url").Succeeded);
        Assert.Null(rules.Addresses("receiver.test", [IPAddress.Loopback]).WhyBlocked);
        Assert.Equal("loopback", rules.Addresses("example.org", [IPAddress.Loopback]).WhyBlocked);
    }
}
