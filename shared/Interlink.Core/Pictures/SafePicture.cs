using System.Buffers.Binary;
using System.Security.Cryptography;
using Interlink.Core.Kernel;

namespace Interlink.Core.Pictures;

/// <summary>A picture that people uploaded, told by its bytes and reduced to what is needed to show it: no places where it was taken, no texts, no
/// thumbnails, nothing behind its end. Pictures that can hold scripts (SVG) are none.</summary>
/// <param name="Content">The bytes to keep.</param>
/// <param name="ContentType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record SafePicture(byte[] Content, string ContentType, int Width, int Height)
{
    private const byte EndOfJpeg = 0xd9;

    private static readonly HashSet<string> KeptOfPng = new(StringComparer.Ordinal)
    {
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs", "bKGD",
    };

    private static readonly HashSet<string> KeptOfWebP = new(StringComparer.Ordinal) { "VP8 ", "VP8L", "VP8X", "ALPH", "ICCP" };

    /// <summary>The SHA-256 of the bytes to keep, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>Reads a picture.</summary>
    /// <param name="maxSide">Most pixels in either direction.</param>
    /// <returns>The picture; <see cref="NotAPicture"/> or <see cref="PictureTooLarge"/>.</returns>
    public static Outcome<SafePicture> Read(ReadOnlyMemory<byte> content, int maxSide)
    {
        var bytes = content.Span;
        var picture = bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ? OfPng(bytes)
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? OfJpeg(bytes)
            : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? OfWebP(bytes)
            : null;
        return picture is null or { Width: < 1 } or { Height: < 1 } ? new NotAPicture()
            : picture.Width > maxSide || picture.Height > maxSide ? new PictureTooLarge(maxSide)
            : picture;
    }

    /// <summary>Chunks of length, name, data and check sum; what is not needed is left out.</summary>
    private static SafePicture? OfPng(ReadOnlySpan<byte> bytes)
    {
        using var kept = new MemoryStream();
        kept.Write(bytes[..8]);
        var (at, width, height, shown) = (8, 0, 0, false);
        while (at + 12 <= bytes.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12)
            {
                return null;
            }

            var name = System.Text.Encoding.Latin1.GetString(bytes.Slice(at + 4, 4));
            var data = bytes.Slice(at + 8, (int)length);
            if (at == 8)
            {
                if (name != "IHDR" || length != 13)
                {
                    return null;
                }

                (width, height) = (Side(BinaryPrimitives.ReadUInt32BigEndian(data)), Side(BinaryPrimitives.ReadUInt32BigEndian(data[4..])));
            }

            shown |= name == "IDAT" && length > 0;
            if (KeptOfPng.Contains(name))
            {
                kept.Write(bytes.Slice(at, (int)length + 12));
            }

            if (name == "IEND")
            {
                return shown ? new SafePicture(kept.ToArray(), "image/png", width, height) : null;
            }

            at += (int)length + 12;
        }

        return null;
    }

    /// <summary>Segments, and after each that begins a scan its coded data, up to the first end marker: telephones write whole further pictures behind it. Of the
    /// applications' segments only that of colours stays.</summary>
    private static SafePicture? OfJpeg(ReadOnlySpan<byte> bytes)
    {
        using var kept = new MemoryStream();
        kept.Write(bytes[..2]);
        var (at, width, height, shown) = (2, 0, 0, false);
        while (at + 4 <= bytes.Length && bytes[at] == 0xff && bytes[at + 1] != EndOfJpeg)
        {
            var marker = bytes[at + 1];
            if (marker == 0xff)
            {
                at++; // Padding.
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]) + 2;
            if (length < 4 || at + length > bytes.Length)
            {
                return null;
            }

            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                if (length < 9)
                {
                    return null;
                }

                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]));
            }

            if (marker == 0xda)
            {
                shown = true;
                length += ScanLength(bytes[(at + length)..]);
            }

            // APP1 and later (places, texts, thumbnails) and comments go; APP2 has the colour profile, APP14 how colours are written.
            if (marker is not ((>= 0xe1 and <= 0xef and not (0xe2 or 0xee)) or 0xfe))
            {
                kept.Write(bytes.Slice(at, length));
            }

            at += length;
        }

        if (!shown || !bytes[at..].StartsWith((ReadOnlySpan<byte>)[0xff, EndOfJpeg]))
        {
            return null;
        }

        kept.Write([0xff, EndOfJpeg]);
        return new SafePicture(kept.ToArray(), "image/jpeg", width, height);
    }

    /// <summary>How long coded data runs: to the first marker that is neither a stuffed zero nor a restart.</summary>
    private static int ScanLength(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (bytes[at..].IndexOf((byte)0xff) is >= 0 and var next && at + next + 1 < bytes.Length)
        {
            at += next;
            if (bytes[at + 1] is not (0 or (>= 0xd0 and <= 0xd7)))
            {
                return at;
            }

            at += 2;
        }

        return bytes.Length;
    }

    /// <summary>Chunks of name, length and data, padded to even lengths; moving pictures are not taken.</summary>
    private static SafePicture? OfWebP(ReadOnlySpan<byte> bytes)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (size > bytes.Length - 8)
        {
            return null;
        }

        using var kept = new MemoryStream();
        kept.Write(bytes[..12]);
        var (at, side) = (12, (Width: 0, Height: 0));
        var end = (int)size + 8;
        while (at + 8 <= end)
        {
            var name = System.Text.Encoding.Latin1.GetString(bytes.Slice(at, 4));
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            var whole = (long)length + 8 + (length & 1);
            if (length > end - at - 8)
            {
                return null;
            }

            var data = bytes.Slice(at + 8, (int)length);
            side = side.Width > 0 ? side : SideOfWebP(name, data);
            if (KeptOfWebP.Contains(name))
            {
                kept.Write(bytes.Slice(at, (int)Math.Min(whole, end - at)));
            }

            at = (int)Math.Min(at + whole, end);
        }

        var content = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(4), (uint)(content.Length - 8));
        ClearFlags(content);
        return new SafePicture(content, "image/webp", side.Width, side.Height);
    }

    private static (int Width, int Height) SideOfWebP(string name, ReadOnlySpan<byte> data) => name switch
    {
        "VP8X" when data.Length >= 10 && (data[0] & 0x02) == 0 => (1 + Little24(data[4..]), 1 + Little24(data[7..])),
        "VP8 " when data.Length >= 10 => (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3fff),
        "VP8L" when data.Length >= 5 && data[0] == 0x2f => SideOfLossless(BinaryPrimitives.ReadUInt32LittleEndian(data[1..])),
        _ => (0, 0),
    };

    private static (int Width, int Height) SideOfLossless(uint bits) => ((int)(bits & 0x3fff) + 1, (int)((bits >> 14) & 0x3fff) + 1);

    /// <summary>The extended header no longer promises the texts that were left out.</summary>
    private static void ClearFlags(byte[] content)
    {
        if (content.AsSpan(12).StartsWith("VP8X"u8))
        {
            content[20] &= 0b1111_0011;
        }
    }

    private static int Little24(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);

    private static int Side(uint value) => value > int.MaxValue ? int.MaxValue : (int)value;
}
