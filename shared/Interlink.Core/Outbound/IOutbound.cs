namespace Interlink.Core.Outbound;

/// <summary>Calls addresses that others have named: the only way out of the platform that is open to them.</summary>
public interface IOutbound
{
    /// <summary>Makes a call. The address is resolved and checked anew; only a checked address is connected to; redirects are not followed.</summary>
    /// <returns>What came of it, also when it was refused or failed.</returns>
    Task<OutboundAnswer> Send(OutboundCall call, CancellationToken cancellation);
}
