using System.Buffers.Binary;

namespace Interlink.Core.Webhooks;

/// <summary>Numbers modulo the order of the base point, 2^252 + 27742317777372353535851937790883648493; 32 bytes, least significant first.</summary>
internal static class ScalarModL
{
    private static readonly ulong[] s_order = [0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000];

    /// <summary>The remainder of a number of 64 bytes.</summary>
    public static byte[] Reduce(ReadOnlySpan<byte> number) => Write(Remainder(Read(number)));

    /// <summary>The remainder of a·b + c.</summary>
    public static byte[] MultiplyAdd(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c)
    {
        var (left, right, sum) = (Read(a), Read(b), Read(c));
        var wide = new ulong[8];
        sum.CopyTo(wide, 0);
        for (var i = 0; i < 4; i++)
        {
            ulong carry = 0;
            for (var j = 0; j < 4; j++)
            {
                var part = ((UInt128)left[i] * right[j]) + wide[i + j] + carry;
                wide[i + j] = (ulong)part;
                carry = (ulong)(part >> 64);
            }

            for (var k = i + 4; k < 8; k++)
            {
                var part = (UInt128)wide[k] + carry;
                wide[k] = (ulong)part;
                carry = (ulong)(part >> 64);
            }
        }

        return Write(Remainder(wide));
    }

    // Long division, a bit at a time: slow and of the same length for every number.
    private static ulong[] Remainder(ulong[] number)
    {
        var rest = new ulong[4];
        for (var bit = (number.Length * 64) - 1; bit >= 0; bit--)
        {
            var carry = (number[bit >> 6] >> (bit & 63)) & 1;
            for (var i = 0; i < 4; i++)
            {
                var top = rest[i] >> 63;
                rest[i] = (rest[i] << 1) | carry;
                carry = top;
            }

            SubtractOnce(rest);
        }

        return rest;
    }

    // Takes the order away when it fits, without a branch.
    private static void SubtractOnce(ulong[] rest)
    {
        Span<ulong> less = stackalloc ulong[4];
        ulong borrow = 0;
        for (var i = 0; i < 4; i++)
        {
            var part = (UInt128)rest[i] - s_order[i] - borrow;
            less[i] = (ulong)part;
            borrow = (ulong)(part >> 64) & 1;
        }

        var keep = 0 - borrow;
        for (var i = 0; i < 4; i++)
        {
            rest[i] = (rest[i] & keep) | (less[i] & ~keep);
        }
    }

    private static ulong[] Read(ReadOnlySpan<byte> bytes)
    {
        var words = new ulong[bytes.Length / 8];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * 8)..]);
        }

        return words;
    }

    private static byte[] Write(ulong[] words)
    {
        var bytes = new byte[words.Length * 8];
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * 8), words[i]);
        }

        return bytes;
    }
}
