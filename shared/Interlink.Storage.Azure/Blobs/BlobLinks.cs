using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Interlink.Core.Storage;

namespace Interlink.Storage.Azure.Blobs;

/// <summary>
/// Short-lived links with which a browser reads one blob from the account itself. Signed with a key that the account delegates to this
/// identity for some hours; on a connection string, which is for emulators, with the account's key.
/// </summary>
public sealed class BlobLinks
{
    /// <summary>The longest life of a link.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(1);

    private static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(6);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly BlobServiceClient _service;
    private readonly BlobStore _store;
    private readonly TimeProvider _clock;
    private readonly bool _byAccountKey;
    private UserDelegationKey? _key;

    internal BlobLinks(BlobServiceClient service, BlobStore store, bool byAccountKey, TimeProvider clock) =>
        (_service, _store, _byAccountKey, _clock) = (service, store, byAccountKey, clock);

    /// <summary>A link to read one blob; whether there is one is seen when it is followed.</summary>
    /// <param name="lifetime">Above zero, at most <see cref="MaxLifetime"/>.</param>
    /// <param name="fileName">Under which name a browser saves it; null for that of the path.</param>
    /// <exception cref="AzureStorageException">The identity lacks the role 'Storage Blob Delegator'.</exception>
    public async Task<Uri> Read(BlobAddress address, TimeSpan lifetime, string? fileName, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, MaxLifetime);
        var blob = _store.Blob(address);
        var now = _clock.GetUtcNow();
        var rights = new BlobSasBuilder(BlobSasPermissions.Read, now + lifetime)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            StartsOn = now - Skew,
            ContentDisposition = fileName is null ? null : new System.Net.Mime.ContentDisposition { FileName = fileName, Inline = false }.ToString(),
        };
        return _byAccountKey
            ? blob.GenerateSasUri(rights)
            : new BlobUriBuilder(blob.Uri) { Sas = rights.ToSasQueryParameters(await Key(now, cancellation), _service.AccountName) }.ToUri();
    }

    private async Task<UserDelegationKey> Key(DateTimeOffset now, CancellationToken cancellation)
    {
        if (_key is { } known && known.SignedExpiresOn > now + MaxLifetime)
        {
            return known;
        }

        var response = await Faults.Translated(
            Stores.Links, () => _service.GetUserDelegationKeyAsync(now - Skew, now + KeyLifetime, cancellation), cancellation);
        return _key = response.Value;
    }
}
