using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Interlink.Storage.Azure.Blobs;

/// <summary>Writes one content: in one request when it fits into a block, else block by block with the list of blocks last.</summary>
internal sealed class BlobUpload(BlockBlobClient blob, string contentType, string hashName)
{
    private static readonly UploadTransferValidationOptions Checked = new() { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 };

    // Blocks of two puts must not be taken for one another.
    private readonly string _id = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Writes the content.</summary>
    /// <returns>Null when it is longer than <paramref name="maxBytes"/>; the blob is as before then.</returns>
    public async Task<Written?> Run(Stream content, long maxBytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BlobStore.BlockSize];
        var (blocks, total) = (new List<string>(), 0L);
        while (true)
        {
            var count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            total += count;
            if (total > maxBytes)
            {
                return null;
            }

            hash.AppendData(buffer, 0, count);
            var last = count < buffer.Length;
            if (last && blocks.Count == 0)
            {
                return await Whole(buffer.AsMemory(0, count), Hash(hash), cancellation);
            }

            if (count > 0)
            {
                blocks.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes(_id + blocks.Count.ToString("d6", CultureInfo.InvariantCulture))));
                await blob.StageBlockAsync(
                    blocks[^1], new MemoryStream(buffer, 0, count), new BlockBlobStageBlockOptions { TransferValidation = Checked }, cancellation);
            }

            if (last)
            {
                return await Commit(blocks, total, Hash(hash), cancellation);
            }
        }
    }

    private async Task<Written> Whole(ReadOnlyMemory<byte> content, string sha256, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions { HttpHeaders = Headers, Metadata = Metadata(sha256), TransferValidation = Checked };
        Response<BlobContentInfo> response = await blob.UploadAsync(new MemoryStream(content.ToArray()), options, cancellation);
        return new Written(content.Length, sha256, response.Value.LastModified);
    }

    private async Task<Written> Commit(List<string> blocks, long length, string sha256, CancellationToken cancellation)
    {
        var options = new CommitBlockListOptions { HttpHeaders = Headers, Metadata = Metadata(sha256) };
        Response<BlobContentInfo> response = await blob.CommitBlockListAsync(blocks, options, cancellation);
        return new Written(length, sha256, response.Value.LastModified);
    }

    private BlobHttpHeaders Headers => new() { ContentType = contentType };

    private Dictionary<string, string> Metadata(string sha256) => new() { [hashName] = sha256 };

    private static string Hash(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}

/// <summary>What was written.</summary>
internal sealed record Written(long Length, string Sha256, DateTimeOffset At);
