using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>How the platform as a whole is reached.</summary>
public interface IPlatformSite
{
    /// <summary>Where; null where nobody has said so.</summary>
    Uri? Url { get; }

    /// <summary>The tenant whose pages are those of the platform; null for none.</summary>
    TenantId? Home { get; }
}

/// <summary>Where the pages of each tenant begin: all links that leave the platform, in mails and in answers, are made from it.</summary>
public sealed class TenantPages(TenantDirectory tenants, IPlatformSite site)
{
    /// <summary>Where a tenant's pages begin: at its own first host name, where it has one; else where the platform is reached, below <c>t/{tenant}</c> unless it is the
    /// home tenant.</summary>
    /// <param name="reached">Where the request at hand reached the platform; null to go by the settings.</param>
    /// <returns>An address that ends with a slash; null where nobody has said how the platform is reached.</returns>
    public async Task<Uri?> Of(TenantId tenant, Uri? reached, CancellationToken cancellation) => await Root(tenant, reached, cancellation) switch
    {
        null => null,
        (var root, true) => root,
        (var root, false) => tenant == site.Home ? root : new Uri(root, $"t/{tenant}/"),
    };

    /// <summary>Where functions are reached for a tenant, whose addresses begin with <c>api/</c> below it.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    /// <returns>An address that ends with a slash; null where nobody has said how the platform is reached.</returns>
    public async Task<Uri?> Functions(TenantId tenant, Uri? reached, CancellationToken cancellation) => (await Root(tenant, reached, cancellation))?.Root;

    private async Task<(Uri Root, bool IsOwn)?> Root(TenantId tenant, Uri? reached, CancellationToken cancellation)
    {
        var platform = reached ?? site.Url;
        return (await tenants.Get(tenant, cancellation)).Hosts is [var own, ..]
            ? (Folder(platform is null ? new UriBuilder(Uri.UriSchemeHttps, own) : new UriBuilder(platform) { Host = own }), true)
            : platform is null ? null
            : (Folder(new UriBuilder(platform)), false);
    }

    private static Uri Folder(UriBuilder address) => new UriBuilder(address.Uri) { Path = $"{address.Path.TrimEnd('/')}/", Query = "", Fragment = "" }.Uri;
}
