namespace Interlink.Core.Webhooks;

/// <summary>A point of the twisted Edwards curve of Ed25519, in extended coordinates; the addition is complete, so that it doubles as well (RFC 8032, section 5.1.4).</summary>
internal readonly record struct Curve25519Point(Curve25519Field X, Curve25519Field Y, Curve25519Field Z, Curve25519Field T)
{
    private static readonly Curve25519Field s_twiceD =
        Curve25519Field.Of("37095705934669439343138083508754565189542113879843219016388785533085940283555")
        + Curve25519Field.Of("37095705934669439343138083508754565189542113879843219016388785533085940283555");

    /// <summary>The base point.</summary>
    public static Curve25519Point Base { get; } = Affine(
        Curve25519Field.Of("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
        Curve25519Field.Of("46316835694926478169428394003475163141307993866256225615783033603165251855960"));

    private static Curve25519Point Neutral => new(Curve25519Field.Zero, Curve25519Field.One, Curve25519Field.One, Curve25519Field.Zero);

    /// <summary>The point so many times; the same steps for every number.</summary>
    /// <param name="scalar">32 bytes, least significant first.</param>
    public Curve25519Point Times(ReadOnlySpan<byte> scalar)
    {
        var result = Neutral;
        for (var bit = 255; bit >= 0; bit--)
        {
            result = Add(result, result);
            var more = Add(result, this);
            var flag = (ulong)((scalar[bit >> 3] >> (bit & 7)) & 1);
            result = new Curve25519Point(
                Curve25519Field.Choose(flag, more.X, result.X), Curve25519Field.Choose(flag, more.Y, result.Y),
                Curve25519Field.Choose(flag, more.Z, result.Z), Curve25519Field.Choose(flag, more.T, result.T));
        }

        return result;
    }

    /// <summary>The point in 32 bytes: y, and the lowest bit of x on top.</summary>
    public byte[] Encode()
    {
        var inverse = Z.Inverse();
        var bytes = (Y * inverse).Encode();
        bytes[31] |= (byte)((X * inverse).Encode()[0] << 7);
        return bytes;
    }

    private static Curve25519Point Affine(Curve25519Field x, Curve25519Field y) => new(x, y, Curve25519Field.One, x * y);

    private static Curve25519Point Add(in Curve25519Point p, in Curve25519Point q)
    {
        var a = (p.Y - p.X) * (q.Y - q.X);
        var b = (p.Y + p.X) * (q.Y + q.X);
        var c = p.T * s_twiceD * q.T;
        var d = (p.Z + p.Z) * q.Z;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Curve25519Point(e * f, g * h, f * g, e * h);
    }
}
