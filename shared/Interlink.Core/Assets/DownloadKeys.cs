using Interlink.Core.Storage;

namespace Interlink.Core.Assets;

/// <summary>The keys that download links are sealed with.</summary>
public sealed class DownloadKeys(ISecrets secrets, TimeProvider clock) : SealKeys(secrets, Name, clock)
{
    /// <summary>What the secret is called.</summary>
    public const string Name = "download-links";
}
