using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using BlobInfo = Interlink.Core.Storage.BlobInfo;

namespace Interlink.Storage.Azure.Blobs;

/// <summary>
/// Blobs in one container, each under <c>tenant/path</c>. Content is streamed in blocks that become the blob when the last is there, so
/// that a put is whole or not at all; its SHA-256 stands in the blob's metadata, written with it.
/// </summary>
internal sealed class BlobStore(BlobContainerClient container, TimeProvider clock) : IBlobs
{
    /// <summary>Bytes of a block, and of what is held in memory of each put.</summary>
    public const int BlockSize = 4 * 1024 * 1024;

    private const string HashName = "sha256";
    private const int Attempts = 5;

    private static readonly TimeSpan CopyPoll = TimeSpan.FromMilliseconds(200);

    public Task<Outcome<BlobInfo>> Put(BlobAddress address, Stream content, string contentType, long maxBytes, CancellationToken cancellation) =>
        Guarded(async () =>
        {
            var start = content.CanSeek ? content.Position : -1;
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await new BlobUpload(Blob(address), contentType, HashName).Run(content, maxBytes, cancellation) is { } written
                        ? (Outcome<BlobInfo>)new BlobInfo(address, written.Length, contentType, written.Sha256, written.At)
                        : new BlobTooLarge(maxBytes);
                }
                catch (RequestFailedException interfered) when (interfered.ErrorCode == "InvalidBlockList")
                {
                    // Another put of the same blob ended meanwhile, and with it went the blocks of this one.
                    if (start < 0 || attempt == Attempts)
                    {
                        throw new TransientException($"Blob '{address}' is being written by others.", interfered);
                    }

                    content.Position = start;
                }
            }
        },
        cancellation);

    public Task<BlobContent?> Open(BlobAddress address, CancellationToken cancellation) => Guarded(
        async () =>
        {
            try
            {
                Response<BlobDownloadStreamingResult> response = await Blob(address).DownloadStreamingAsync(
                    new BlobDownloadOptions { Range = new HttpRange(0, BlobReading.HeadLength) }, cancellation);
                using var head = response.Value;
                var info = Of(address, head.Details);
                return new BlobContent(info, await BlobReading.Begin(Blob(address), head, info.Length, cancellation));
            }
            catch (RequestFailedException empty) when (empty.Status == 416)
            {
                var properties = await Blob(address).GetPropertiesAsync(cancellationToken: cancellation);
                return new BlobContent(Of(address, properties.Value), new MemoryStream([]));
            }
            catch (RequestFailedException missing) when (IsMissing(missing))
            {
                return null;
            }
        },
        cancellation);

    public Task<BlobInfo?> Copy(BlobAddress source, BlobAddress target, CancellationToken cancellation)
    {
        if (source.Tenant != target.Tenant)
        {
            throw new ArgumentException("A blob is copied within its tenant.", nameof(target));
        }

        return Guarded(
            async () =>
            {
                for (var attempt = 1; attempt <= Attempts; attempt++)
                {
                    try
                    {
                        await Blob(target).StartCopyFromUriAsync(Blob(source).Uri, cancellationToken: cancellation);
                        if (await Copied(target, cancellation) is { } copied)
                        {
                            return copied;
                        }
                    }
                    catch (RequestFailedException refused) when (IsMissing(refused) || refused.Status is 409 or 412)
                    {
                        // The source is not there, or was replaced while the service copied: then again from the start.
                        if (!await Blob(source).ExistsAsync(cancellation))
                        {
                            return null;
                        }
                    }
                }

                throw new TransientException($"Blob '{source}' changes faster than it can be copied.");
            },
            cancellation);
    }

    /// <summary>Waits until the service has copied; what others write to the target meanwhile ends the copy, too.</summary>
    /// <returns>Null when the copy failed.</returns>
    private async Task<BlobInfo?> Copied(BlobAddress target, CancellationToken cancellation)
    {
        while (true)
        {
            BlobProperties properties = await Blob(target).GetPropertiesAsync(cancellationToken: cancellation);
            if (properties.BlobCopyStatus is not CopyStatus.Pending)
            {
                return properties.BlobCopyStatus is null or CopyStatus.Success ? Of(target, properties) : null;
            }

            await Task.Delay(CopyPoll, clock, cancellation);
        }
    }

    public Task<bool> Delete(BlobAddress address, CancellationToken cancellation) => Guarded(
        async () => (await Blob(address).DeleteIfExistsAsync(cancellationToken: cancellation)).Value, cancellation);

    public async IAsyncEnumerable<BlobInfo> List(TenantId tenant, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var root = $"{tenant.Value}/";
        await using var blobs = container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, root + prefix, cancellation).GetAsyncEnumerator(cancellation);
        while (await Guarded(async () => await blobs.MoveNextAsync(), cancellation))
        {
            var blob = blobs.Current;
            var address = BlobAddress.Of(tenant, blob.Name[root.Length..].Split('/'));
            yield return new BlobInfo(
                address, blob.Properties.ContentLength ?? 0, blob.Properties.ContentType, HashOf(address, blob.Metadata), blob.Properties.LastModified ?? default);
        }
    }

    /// <summary>The client of one blob.</summary>
    public BlockBlobClient Blob(BlobAddress address) => container.GetBlockBlobClient($"{address.Tenant.Value}/{address.Path}");

    private static bool IsMissing(RequestFailedException refused) => refused is { Status: 404, ErrorCode: not "ContainerNotFound" };

    private static BlobInfo Of(BlobAddress address, BlobDownloadDetails details)
    {
        // The length of the whole stands behind the slash of "bytes 0-9/10".
        var whole = details.ContentRange is { } range ? long.Parse(range[(range.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture) : details.ContentLength;
        return new BlobInfo(address, whole, details.ContentType, HashOf(address, details.Metadata), details.LastModified);
    }

    private static BlobInfo Of(BlobAddress address, BlobProperties properties) =>
        new(address, properties.ContentLength, properties.ContentType, HashOf(address, properties.Metadata), properties.LastModified);

    private static string HashOf(BlobAddress address, IDictionary<string, string> metadata) => metadata.TryGetValue(HashName, out var hash)
        ? hash
        : throw new AzureStorageException(AzureStorageFault.Corrupt, $"Blob '{address}' was not written by this product: its hash is missing.");

    private static Task<T> Guarded<T>(Func<Task<T>> work, CancellationToken cancellation) => Faults.Translated(Stores.Blobs, work, cancellation);
}
