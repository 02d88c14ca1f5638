using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Pictures;

namespace Interlink.Core.Tests.Pictures;

public sealed class SafePictureTests
{
    private const string Place = "GPS 56.95 24.10";

    public static TheoryData<string, byte[]> Pictures => new()
    {
        { "image/png", Png(3, 2) },
        { "image/jpeg", Jpeg(3, 2) },
        { "image/webp", WebP(3, 2) },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_keeps_its_size_and_loses_what_it_says_besides(string type, byte[] picture)
    {
        Assert.Contains(Place, Encoding.Latin1.GetString(picture), StringComparison.Ordinal);
        var read = SafePicture.Read((byte[])[.. picture, .. Encoding.ASCII.GetBytes($"<script>{Place}</script>")], 100).Value;
        Assert.Equal((type, 3, 2), (read.ContentType, read.Width, read.Height));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(read.Content), StringComparison.Ordinal);
        Assert.DoesNotContain("script", Encoding.Latin1.GetString(read.Content), StringComparison.Ordinal);
        var again = SafePicture.Read(read.Content, 100).Value;
        Assert.Equal(read.Content, again.Content);
        Assert.Equal(read.Sha256, again.Sha256);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_with_too_many_pixels_is_refused(string type, byte[] picture)
    {
        Assert.Equal("picture-too-large", SafePicture.Read(picture, 2).Error?.Type);
        Assert.Equal(type, SafePicture.Read(picture, 3).Value.ContentType);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_that_was_cut_off_is_none(string type, byte[] picture)
    {
        Assert.Equal(type, SafePicture.Read(picture, 100).Value.ContentType);
        for (var length = 0; length < picture.Length / 2; length++)
        {
            Assert.Equal("not-a-picture", SafePicture.Read(picture.AsMemory(0, length), 100).Error?.Type);
        }
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<?xml version='1.0'?><svg/>")]
    [InlineData("GIF89a")]
    [InlineData("<html>")]
    [InlineData("")]
    public void What_is_no_picture_of_these_kinds_is_refused_whatever_it_is_called(string content) =>
        Assert.Equal("not-a-picture", SafePicture.Read(Encoding.UTF8.GetBytes(content), 100).Error?.Type);

    [Fact]
    public void No_bytes_whatever_do_harm() =>
        Prop.ForAll(
            Gen.Elements(Png(3, 2), Jpeg(3, 2), WebP(3, 2)).SelectMany(p => Gen.Choose(0, p.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(b => Changed(p, at, (byte)b))))
                .ToArbitrary(),
            bytes => SafePicture.Read(bytes, 100) is { } read && (!read.Succeeded || SafePicture.Read(read.Value.Content, 100).Succeeded))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    private static byte[] Changed(byte[] picture, int at, byte value)
    {
        var changed = (byte[])picture.Clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] Png(int width, int height) =>
    [
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a,
        .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]), .. Chunk("tEXt", Encoding.ASCII.GetBytes(Place)), .. Chunk("eXIf", Encoding.ASCII.GetBytes(Place)),
        .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []),
    ];

    private static byte[] Chunk(string name, byte[] data) => [.. Big(data.Length), .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Jpeg(int width, int height) =>
    [
        0xff, 0xd8,
        .. Segment(0xe0, Encoding.ASCII.GetBytes("JFIF\0")), .. Segment(0xe1, Encoding.ASCII.GetBytes($"Exif\0\0{Place}")), .. Segment(0xfe, Encoding.ASCII.GetBytes(Place)),
        .. Segment(0xc0, [8, 0, (byte)height, 0, (byte)width, 3]), .. Segment(0xda, [1, 2]), 7, 7, 7, 0xff, 0xd9,
    ];

    private static byte[] Segment(byte marker, byte[] data) => [0xff, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] WebP(int width, int height)
    {
        byte[] chunks =
        [
            .. Riff("VP8X", [0x0c, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0]), .. Riff("VP8 ", [1, 2, 3]), .. Riff("EXIF", Encoding.ASCII.GetBytes(Place)),
            .. Riff("XMP ", Encoding.ASCII.GetBytes(Place)),
        ];
        return [.. Encoding.ASCII.GetBytes("RIFF"), .. Little(chunks.Length + 4), .. Encoding.ASCII.GetBytes("WEBP"), .. chunks];
    }

    private static byte[] Riff(string name, byte[] data) => [.. Encoding.ASCII.GetBytes(name), .. Little(data.Length), .. data, .. new byte[data.Length % 2]];

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
