using System.Buffers.Binary;
using System.Numerics;

namespace Interlink.Core.Webhooks;

/// <summary>A number modulo 2^255 − 19, as five limbs of 51 bits.</summary>
internal readonly struct Curve25519Field
{
    private const ulong Mask = (1UL << 51) - 1;

    private readonly ulong _0, _1, _2, _3, _4;

    private Curve25519Field(ulong a, ulong b, ulong c, ulong d, ulong e) => (_0, _1, _2, _3, _4) = (a, b, c, d, e);

    public static Curve25519Field Zero => default;

    public static Curve25519Field One => new(1, 0, 0, 0, 0);

    /// <summary>A number below 2^255 that is written in the program.</summary>
    public static Curve25519Field Of(string digits)
    {
        var bytes = BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true);
        Array.Resize(ref bytes, 32);
        var (w0, w1, w2, w3) = (Word(bytes, 0), Word(bytes, 1), Word(bytes, 2), Word(bytes, 3));
        return new Curve25519Field(
            w0 & Mask, ((w0 >> 51) | (w1 << 13)) & Mask, ((w1 >> 38) | (w2 << 26)) & Mask, ((w2 >> 25) | (w3 << 39)) & Mask, (w3 >> 12) & Mask);
    }

    public static Curve25519Field operator +(Curve25519Field a, Curve25519Field b) =>
        Carried(a._0 + b._0, a._1 + b._1, a._2 + b._2, a._3 + b._3, a._4 + b._4);

    // Four times the modulus is added first, so that no limb goes below zero.
    public static Curve25519Field operator -(Curve25519Field a, Curve25519Field b) => Carried(
        a._0 + 0x1fffffffffffb4 - b._0, a._1 + 0x1ffffffffffffc - b._1, a._2 + 0x1ffffffffffffc - b._2, a._3 + 0x1ffffffffffffc - b._3, a._4 + 0x1ffffffffffffc - b._4);

    public static Curve25519Field operator *(Curve25519Field a, Curve25519Field b)
    {
        var (b1, b2, b3, b4) = (19 * b._1, 19 * b._2, 19 * b._3, 19 * b._4);
        var r0 = M(a._0, b._0) + M(a._1, b4) + M(a._2, b3) + M(a._3, b2) + M(a._4, b1);
        var r1 = M(a._0, b._1) + M(a._1, b._0) + M(a._2, b4) + M(a._3, b3) + M(a._4, b2);
        var r2 = M(a._0, b._2) + M(a._1, b._1) + M(a._2, b._0) + M(a._3, b4) + M(a._4, b3);
        var r3 = M(a._0, b._3) + M(a._1, b._2) + M(a._2, b._1) + M(a._3, b._0) + M(a._4, b4);
        var r4 = M(a._0, b._4) + M(a._1, b._3) + M(a._2, b._2) + M(a._3, b._1) + M(a._4, b._0);
        r1 += r0 >> 51;
        r2 += r1 >> 51;
        r3 += r2 >> 51;
        r4 += r3 >> 51;
        return Carried((Low(r0) + (19 * (ulong)(r4 >> 51))), Low(r1), Low(r2), Low(r3), Low(r4));
    }

    /// <summary>The first where the flag is 1, the second where it is 0, without a branch.</summary>
    public static Curve25519Field Choose(ulong flag, Curve25519Field a, Curve25519Field b)
    {
        var (take, leave) = (0 - flag, flag - 1);
        return new Curve25519Field(
            (a._0 & take) | (b._0 & leave), (a._1 & take) | (b._1 & leave), (a._2 & take) | (b._2 & leave), (a._3 & take) | (b._3 & leave), (a._4 & take) | (b._4 & leave));
    }

    /// <summary>The number that gives 1 when multiplied: to the power of the modulus less 2, whose bits are all 1 but the second and the fourth.</summary>
    public Curve25519Field Inverse()
    {
        var result = One;
        for (var bit = 254; bit >= 0; bit--)
        {
            result *= result;
            result = bit is 2 or 4 ? result : result * this;
        }

        return result;
    }

    /// <summary>The number in 32 bytes, least significant first, wholly reduced.</summary>
    public byte[] Encode()
    {
        var once = Carried(_0, _1, _2, _3, _4);
        var (a, b, c, d, e) = (once._0, once._1, once._2, once._3, once._4);

        // One more 19 overflows 2^255 exactly when the number is not below the modulus.
        var over = (a + 19) >> 51;
        over = (b + over) >> 51;
        over = (c + over) >> 51;
        over = (d + over) >> 51;
        over = (e + over) >> 51;
        a += 19 * over;
        b += a >> 51;
        c += b >> 51;
        d += c >> 51;
        e += d >> 51;
        (a, b, c, d, e) = (a & Mask, b & Mask, c & Mask, d & Mask, e & Mask);
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, a | (b << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), (b >> 13) | (c << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), (c >> 26) | (d << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), (d >> 39) | (e << 12));
        return bytes;
    }

    private static UInt128 M(ulong a, ulong b) => (UInt128)a * b;

    private static ulong Low(UInt128 limb) => (ulong)limb & Mask;

    private static ulong Word(byte[] bytes, int index) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(index * 8));

    private static Curve25519Field Carried(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        b += a >> 51;
        c += b >> 51;
        d += c >> 51;
        e += d >> 51;
        var low = (a & Mask) + (19 * (e >> 51));
        return new Curve25519Field(low & Mask, (b & Mask) + (low >> 51), c & Mask, d & Mask, e & Mask);
    }
}
