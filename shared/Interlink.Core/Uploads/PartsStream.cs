using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Uploads;

/// <summary>The parts of an upload one after the other; only one is open at a time.</summary>
internal sealed class PartsStream(IBlobs blobs, TenantId tenant, Upload upload, CancellationToken cancellation) : Stream
{
    private BlobContent? _part;
    private int _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_part is null && !await OpenNext())
            {
                return 0;
            }

            if (await _part!.Stream.ReadAsync(buffer, cancellationToken) is var count && (count > 0 || buffer.IsEmpty))
            {
                return count;
            }

            await _part.DisposeAsync();
            _part = null;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Parts are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (_part is not null)
        {
            await _part.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        _part?.Stream.Dispose();
        base.Dispose(disposing);
    }

    private async Task<bool> OpenNext()
    {
        if (_next == upload.Parts)
        {
            return false;
        }

        _part = await blobs.Open(upload.Part(tenant, _next++), cancellation) ?? throw new PartVanishedException();
        return true;
    }
}

/// <summary>A part was removed between being counted and being read: somebody else has put the file together.</summary>
internal sealed class PartVanishedException : IOException;
