using System.Text;

namespace Interlink.Functions.Edge;

/// <summary>Lines as a stream of UTF-8, made while they are read, so that a file of any length takes no memory. Ends with its lines; cannot go back.</summary>
/// <param name="lines">The lines, without their ends.</param>
/// <param name="end">What stands after each.</param>
/// <param name="atOnce">Whether each line is handed on when it is there, and not when the reader's buffer is full: for readers who wait for news.</param>
internal sealed class LineStream(IAsyncEnumerable<string> lines, string end, bool atOnce = false) : Stream
{
    private readonly IAsyncEnumerator<string> _lines = lines.GetAsyncEnumerator();
    private ReadOnlyMemory<byte> _rest;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("How long it becomes is not known.");

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("It cannot go back.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_rest.IsEmpty && ((atOnce && filled > 0) || !await Next()))
            {
                break;
            }

            var part = Math.Min(_rest.Length, buffer.Length - filled);
            _rest[..part].CopyTo(buffer[filled..]);
            (_rest, filled) = (_rest[part..], filled + part);
        }

        _position += filled;
        return filled;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously only.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("It cannot go back.");

    public override void SetLength(long value) => throw new NotSupportedException("It is made of its lines.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is made of its lines.");

    public override async ValueTask DisposeAsync()
    {
        await _lines.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<bool> Next()
    {
        if (!await _lines.MoveNextAsync())
        {
            return false;
        }

        _rest = Encoding.UTF8.GetBytes(_lines.Current + end);
        return true;
    }
}
