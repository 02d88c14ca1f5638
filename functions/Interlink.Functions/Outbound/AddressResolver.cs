using System.Net;

namespace Interlink.Functions.Outbound;

/// <summary>Finds the addresses of a host.</summary>
public interface IAddressResolver
{
    /// <summary>Every address, of both families.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is none, or nobody who knows answers.</exception>
    Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellation);
}

/// <summary>Asks the system.</summary>
internal sealed class SystemResolver : IAddressResolver
{
    public async Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellation) => await Dns.GetHostAddressesAsync(host, cancellation);
}
