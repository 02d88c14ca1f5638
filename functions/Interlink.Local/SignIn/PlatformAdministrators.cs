using Interlink.Core.Accounts;
using Interlink.Functions.Edge;
using Interlink.Local.Hosting;
using Microsoft.Extensions.Options;

namespace Interlink.Local.SignIn;

/// <summary>Says which people of this host also run the platform: those of the host's own tenant whose verified address the settings name. Asked at each request, so that a
/// person who is suspended or changes the address loses it at once; a changed setting counts from the next start.</summary>
internal sealed class PlatformAdministrators(IOptions<PlatformOptions> options, LocalSettings settings)
{
    /// <summary>The provider that the host calls itself in principals.</summary>
    public const string Provider = "local";

    private readonly HashSet<string> _addresses = [.. options.Value.Administrators.Select(address => EmailAddress.Parse(address).Value)];

    /// <summary>Whether the session is of one of them.</summary>
    public bool Include(Session session) =>
        session.Tenant == settings.Tenant
        && session.Account is { Active: true, EmailVerifiedAt: not null, Email: { } email }
        && _addresses.Contains(email);
}
