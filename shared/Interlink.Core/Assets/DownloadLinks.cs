using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Core.Assets;

/// <summary>Links to files of assets that open without signing in, for some minutes and as long as whoever made them may see the asset: the right is judged again at each
/// opening, so that one that is taken away takes its links along.</summary>
public sealed class DownloadLinks(
    AssetStore assets, AccountStore accounts, TenantDirectory tenants, DownloadKeys keys, AssetOptions options, TimeProvider clock)
{
    /// <summary>Makes a link to a version of an asset's file.</summary>
    /// <param name="number">Which version; null for the one in use now.</param>
    /// <returns>The link; what reading the asset is refused with, <see cref="AssetIsExternal"/> or <see cref="VersionNotFound"/>.</returns>
    public async Task<Outcome<DownloadLink>> Make(Caller caller, string processId, string assetId, int? number, CancellationToken cancellation)
    {
        var asset = await assets.Load(caller, processId, assetId, cancellation);
        var version = asset.Then(found => found.Version(number));
        if (!version.Succeeded)
        {
            return version.Error;
        }

        var (keyVersion, key) = await keys.Latest(caller.Tenant, cancellation);
        var expires = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + TimeSpan.FromMinutes(options.LinkMinutes)).ToUnixTimeSeconds());
        var ticket = new DownloadTicket(caller.Tenant, processId, assetId, version.Value.Number, caller.Subject, expires.ToUnixTimeSeconds(), keyVersion);
        return new DownloadLink(ticket.Seal(key), expires);
    }

    /// <summary>Opens the file that a link leads to.</summary>
    /// <returns>The file, or <see cref="DownloadLinkUnknown"/>, whatever is wrong with the link, its maker or the file.</returns>
    public async Task<Outcome<AssetContent>> Open(string text, CancellationToken cancellation)
    {
        if (DownloadTicket.Claimed(text) is not { } ticket || ticket.ExpiresAt <= clock.GetUtcNow().ToUnixTimeSeconds()
            || await tenants.StateOf(ticket.Tenant, cancellation) is not { } state || TenantLife.Refusal(state, changes: false, always: false) is not null
            || await keys.Find(ticket.Tenant, ticket.Key, cancellation) is not { } key || !DownloadTicket.IsSealedWith(text, key)
            || await accounts.Find(ticket.Tenant, ticket.Subject, cancellation) is not { Body: { Active: true } maker })
        {
            return new DownloadLinkUnknown();
        }

        var caller = new Caller(ticket.Tenant, maker.Subject, maker.Name, maker.Scopes.ToHashSet(StringComparer.Ordinal));
        var opened = await assets.Open(caller, ticket.Process, ticket.Asset, ticket.Version, cancellation);
        return opened.Succeeded ? opened : new DownloadLinkUnknown();
    }
}

/// <summary>A link to a file.</summary>
/// <param name="Ticket">The word that opens it.</param>
/// <param name="ExpiresAt">Until when, UTC; sooner when its maker's right ends.</param>
public sealed record DownloadLink(string Ticket, DateTimeOffset ExpiresAt);
