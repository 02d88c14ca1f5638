using System.ComponentModel.DataAnnotations;

namespace Interlink.Functions.Outbound;

/// <summary>Settings of calls to addresses that others have named; section <c>Interlink:Outbound</c>.</summary>
public sealed class OutboundOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Interlink:Outbound";

    /// <summary>Ports besides 443 that may be called.</summary>
    public IList<int> FurtherPorts { get; } = [];

    /// <summary>How long it may take to reach the other side.</summary>
    [Range(1, 30)]
    public int ConnectSeconds { get; set; } = 10;
}

/// <summary>Hosts that may be called wherever they are, without TLS and on every port: for development. The embedded edition registers it from its settings; nothing else does.</summary>
/// <param name="Names">The hosts, as they stand in addresses.</param>
public sealed record OutboundLocalHosts(IReadOnlyList<string> Names)
{
    /// <summary>The setting of the embedded edition.</summary>
    public const string Key = "Interlink:Outbound:LocalHosts";
}
