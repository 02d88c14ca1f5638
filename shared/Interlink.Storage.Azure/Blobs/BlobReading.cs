using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Interlink.Core.Kernel;

namespace Interlink.Storage.Azure.Blobs;

/// <summary>
/// Reads one state of a blob from any place, a part at a time. The first part is there from the beginning. Where the account keeps
/// versions (<c>infra/</c> says so), reading goes on in the same version when the blob is replaced or deleted; where it does not, a
/// reader of more than the first part gets a <see cref="TransientException"/> then, never a mixture.
/// </summary>
internal sealed class BlobReading : Stream
{
    /// <summary>Bytes that are read at once, from the beginning and at each further part.</summary>
    public const int HeadLength = 4 * 1024 * 1024;

    private readonly BlobBaseClient _blob;
    private readonly BlobRequestConditions? _conditions;
    private byte[] _part;
    private long _partStart;

    private BlobReading(BlobBaseClient blob, BlobRequestConditions? conditions, byte[] head, long length) =>
        (_blob, _conditions, _part, Length) = (blob, conditions, head, length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    /// <summary>Begins with the first part, which a request has brought.</summary>
    public static async Task<Stream> Begin(BlockBlobClient blob, BlobDownloadStreamingResult head, long length, CancellationToken cancellation)
    {
        var first = new byte[Math.Min(length, HeadLength)];
        await head.Content.ReadExactlyAsync(first, cancellation);
        return head.Details.VersionId is { Length: > 0 } version
            ? new BlobReading(blob.WithVersion(version), null, first, length)
            : new BlobReading(blob, new BlobRequestConditions { IfMatch = head.Details.ETag }, first, length);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        if (Position < _partStart || Position >= _partStart + _part.Length)
        {
            _part = await Part(Position, cancellationToken);
            _partStart = Position;
        }

        var offset = (int)(Position - _partStart);
        var count = Math.Min(buffer.Length, _part.Length - offset);
        _part.AsMemory(offset, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var from = origin switch
        {
            SeekOrigin.Current => Position,
            SeekOrigin.End => Length,
            _ => 0,
        };
        // What reads archives counts on this exception, as files throw it.
        return from + offset >= 0 ? Position = from + offset : throw new IOException("A place before the start of the blob.");
    }

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private Task<byte[]> Part(long start, CancellationToken cancellation) => Faults.Translated(
        Stores.Blobs,
        async () =>
        {
            try
            {
                var options = new BlobDownloadOptions { Range = new HttpRange(start, Math.Min(HeadLength, Length - start)), Conditions = _conditions };
                var response = await _blob.DownloadContentAsync(options, cancellation);
                return response.Value.Content.ToArray();
            }
            catch (RequestFailedException gone) when (gone.Status is 404 or 412)
            {
                throw new TransientException("The blob was replaced while it was being read; open it again.", gone);
            }
        },
        cancellation);
}
