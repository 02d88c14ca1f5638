using System.Security.Cryptography;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Core.Storage;

/// <summary>The keys that links of one kind are sealed with: 256 random bits for each tenant, made when first needed. Writing another version of the secret changes them for
/// new links; links of the old one run out by themselves.</summary>
/// <param name="name">What the secret is called.</param>
public abstract class SealKeys(ISecrets secrets, string name, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    // Key vaults answer slowly and count; people open links in a row.
    private readonly Remembered<TenantId, Secret> _latest = new(clock, KeptFor, 10_000);
    private readonly Remembered<(TenantId Tenant, string Version), Secret?> _versions = new(clock, KeptFor, 10_000);

    /// <summary>The key to seal with, and its version.</summary>
    internal async Task<(string Version, byte[] Key)> Latest(TenantId tenant, CancellationToken cancellation)
    {
        var called = SecretName.Of(tenant, name);
        var secret = await _latest.Get(tenant, async () =>
            await secrets.Get(called, null, cancellation) ?? await secrets.Set(called, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), cancellation));
        return (secret.Version, Convert.FromBase64String(secret.Value));
    }

    /// <summary>The key of a version; null when there is none.</summary>
    /// <param name="version">As somebody claims it.</param>
    internal async Task<byte[]?> Find(TenantId tenant, string version, CancellationToken cancellation)
    {
        if (version.Length is 0 or > 64 || !version.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        var secret = await _versions.Get((tenant, version), () => secrets.Get(SecretName.Of(tenant, name), version, cancellation));
        return secret is null ? null : Convert.FromBase64String(secret.Value);
    }
}
