using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Interlink.Local.Hosting;

/// <summary>Where people reach this host, for links that leave it. Never taken from a request: whoever sends one could choose where the links of others lead.</summary>
public sealed class HostAddress(IServer server, LocalSettings settings, IOptions<EdgeOptions> edge) : IPlatformSite
{
    /// <summary>Where the host listens, without a slash at the end.</summary>
    public string Listening =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?
            .Replace("[::]", "localhost", StringComparison.Ordinal).TrimEnd('/')
        ?? LocalSettings.DefaultUrls;

    /// <summary><see cref="EdgeOptions.PublicUrl"/>, where that is set; else where the host listens.</summary>
    public Uri? Url => edge.Value.PublicUrl ?? new Uri(Listening);

    public TenantId? Home => settings.Tenant;
}
