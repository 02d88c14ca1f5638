namespace Interlink.Core.Uploads;

/// <summary>Passes bytes on and insists on their number, so that a part that is cut short never takes the place of a whole one.</summary>
internal sealed class ExactLengthStream(Stream inner, long length) : Stream
{
    private long _passed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Passed(await inner.ReadAsync(buffer, cancellationToken), buffer.Length);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Passed(inner.Read(buffer, offset, count), count);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Passed(int count, int asked)
    {
        _passed += count;
        return _passed > length || (count == 0 && asked > 0 && _passed != length) ? throw new WrongLengthException() : count;
    }
}

/// <summary>More or fewer bytes came than were announced.</summary>
internal sealed class WrongLengthException : IOException;
