using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Tells what a file is from its content; its name only decides between relatives.</summary>
public static class MediaTypes
{
    /// <summary>A file of which nothing can be said.</summary>
    public const string Unknown = "application/octet-stream";

    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const int ManifestBytes = 256 << 10;

    private static readonly (string Part, string Type)[] OfficeParts =
    [
        ("wordprocessingml.template.main+xml", Office + "wordprocessingml.template"),
        ("wordprocessingml.document.main+xml", Office + "wordprocessingml.document"),
        ("spreadsheetml.template.main+xml", Office + "spreadsheetml.template"),
        ("spreadsheetml.sheet.main+xml", Office + "spreadsheetml.sheet"),
        ("presentationml.template.main+xml", Office + "presentationml.template"),
        ("presentationml.presentation.main+xml", Office + "presentationml.presentation"),
        ("presentationml.slideshow.main+xml", Office + "presentationml.slideshow"),
        ("ms-word.document.macroEnabled", "application/vnd.ms-word.document.macroEnabled.12"),
        ("ms-excel.sheet.macroEnabled", "application/vnd.ms-excel.sheet.macroEnabled.12"),
        ("ms-powerpoint.presentation.macroEnabled", "application/vnd.ms-powerpoint.presentation.macroEnabled.12"),
    ];

    /// <summary>Whether pages can show the file as a picture.</summary>
    public static bool IsPicture(string contentType) => contentType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>The media type of a file.</summary>
    /// <param name="content">All of it.</param>
    /// <param name="name">Its name.</param>
    public static string Of(ReadOnlyMemory<byte> content, string name)
    {
        var bytes = content.Span;
        return bytes switch
        {
            _ when bytes.StartsWith("%PDF-"u8) => "application/pdf",
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            _ when bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) => "image/gif",
            _ when bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) => "image/webp",
            [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => OfArchive(content, name),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => OldOffice(Extension(name)),
            _ when bytes.StartsWith("{\\rtf"u8) => "application/rtf",
            _ => OfText(bytes, Extension(name)),
        };
    }

    private static string OldOffice(string extension) => extension switch
    {
        ".doc" or ".dot" => "application/msword",
        ".xls" or ".xlt" => "application/vnd.ms-excel",
        ".ppt" or ".pps" or ".pot" => "application/vnd.ms-powerpoint",
        _ => "application/x-ole-storage",
    };

    private static string OfArchive(ReadOnlyMemory<byte> content, string name)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
            if (archive.GetEntry("[Content_Types].xml") is { } manifest)
            {
                var parts = Head(manifest, ManifestBytes);
                var match = OfficeParts.FirstOrDefault(p => parts.Contains(p.Part, StringComparison.Ordinal));
                return match.Type ?? OfficeByExtension(Extension(name));
            }

            var declared = archive.GetEntry("mimetype") is { } mimetype ? Head(mimetype, 120).Trim() : "";
            return declared.StartsWith("application/vnd.oasis.opendocument.", StringComparison.Ordinal)
                || declared == "application/epub+zip"
                ? declared
                : "application/zip";
        }
        catch (InvalidDataException)
        {
            return Unknown;
        }
    }

    private static string OfficeByExtension(string extension) => extension switch
    {
        ".docx" => Office + "wordprocessingml.document",
        ".xlsx" => Office + "spreadsheetml.sheet",
        ".pptx" => Office + "presentationml.presentation",
        _ => "application/zip",
    };

    private static string OfText(ReadOnlySpan<byte> bytes, string extension)
    {
        if (bytes.IsEmpty || !Utf8.IsValid(bytes) || bytes.ContainsAnyInRange((byte)0, (byte)8))
        {
            return Unknown;
        }

        var start = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 1_000)].TrimStart((byte)0xEF).TrimStart((byte)0xBB)
            .TrimStart((byte)0xBF)).TrimStart();
        var isMarkup = start.StartsWith('<');
        return extension switch
        {
            _ when isMarkup && start.Contains("<svg", StringComparison.OrdinalIgnoreCase) => "image/svg+xml",
            _ when isMarkup && (start.Contains("<html", StringComparison.OrdinalIgnoreCase)
                || start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)) => "text/html",
            _ when start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) => "application/xml",
            ".md" or ".markdown" => "text/markdown",
            ".csv" => "text/csv",
            ".json" => "application/json",
            ".ics" => "text/calendar",
            _ => "text/plain",
        };
    }

    private static string Extension(string name) => Path.GetExtension(name).ToLowerInvariant();

    private static string Head(ZipArchiveEntry entry, int bytes)
    {
        using var stream = entry.Open();
        var head = new byte[(int)Math.Min(bytes, entry.Length)];
        return Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
    }
}
