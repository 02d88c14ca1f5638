using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Interlink.Runtime.Durable;

/// <summary>
/// The lines of one turn as bytes: a format number, then for each line its kind, its step, which parts it has, and the parts.
/// Stored: a new form gets a new number, the old stays readable.
/// </summary>
internal static class HistoryCodec
{
    private const byte Format = 1;
    private const byte HasName = 1;
    private const byte HasData = 2;
    private const byte HasTime = 4;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    /// <summary>The lines as bytes. The beginning of the turn is left out: its time stands beside the bytes.</summary>
    public static byte[] Encode(IEnumerable<HistoryEvent> lines)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(1024);
        if (buffer.Capacity > 1 << 20) buffer = t_buffer = new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        Byte(buffer, Format);
        foreach (var line in lines)
        {
            if (line.Kind != EventKind.TurnStarted) Line(buffer, line);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Adds the turn's beginning and its lines to a history; throws when the bytes are not what was written.</summary>
    public static void Decode(long at, ReadOnlySpan<byte> bytes, List<HistoryEvent> history)
    {
        if (bytes.IsEmpty || bytes[0] != Format) throw Garbled();
        history.Add(new HistoryEvent(EventKind.TurnStarted, At: at));
        for (bytes = bytes[1..]; !bytes.IsEmpty;)
        {
            var kind = (EventKind)Byte(ref bytes);
            if (!Enum.IsDefined(kind)) throw Garbled();
            var parts = Byte(ref bytes);
            var task = (int)Number(ref bytes) - 1;
            var name = (parts & HasName) == 0 ? null : Text(ref bytes);
            var data = (parts & HasData) == 0 ? null : Text(ref bytes);
            history.Add(new HistoryEvent(kind, task, name, data, (parts & HasTime) == 0 ? 0 : Time(ref bytes)));
        }
    }

    private static void Line(ArrayBufferWriter<byte> buffer, HistoryEvent line)
    {
        Byte(buffer, (byte)line.Kind);
        Byte(buffer, (byte)((line.Name is null ? 0 : HasName) | (line.Data is null ? 0 : HasData) | (line.At == 0 ? 0 : HasTime)));
        Number(buffer, (uint)(line.Task + 1));
        if (line.Name is { } name) Text(buffer, name);
        if (line.Data is { } data) Text(buffer, data);
        if (line.At == 0) return;
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(sizeof(long)), line.At);
        buffer.Advance(sizeof(long));
    }

    private static void Byte(ArrayBufferWriter<byte> buffer, byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    private static void Number(ArrayBufferWriter<byte> buffer, uint value)
    {
        for (; value >= 0x80; value >>= 7) Byte(buffer, (byte)(value | 0x80));
        Byte(buffer, (byte)value);
    }

    private static void Text(ArrayBufferWriter<byte> buffer, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Number(buffer, (uint)length);
        Encoding.UTF8.GetBytes(text, buffer.GetSpan(length));
        buffer.Advance(length);
    }

    private static byte Byte(ref ReadOnlySpan<byte> bytes) => Cut(ref bytes, 1)[0];

    private static uint Number(ref ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Byte(ref bytes);
            value |= (uint)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }

        throw Garbled();
    }

    private static string Text(ref ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(Cut(ref bytes, Number(ref bytes)));

    private static long Time(ref ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(Cut(ref bytes, sizeof(long)));

    private static ReadOnlySpan<byte> Cut(ref ReadOnlySpan<byte> bytes, uint length)
    {
        if (length > bytes.Length) throw Garbled();
        var part = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return part;
    }

    private static InvalidDataException Garbled() => new("A part of the history of this orchestration cannot be read.");
}
