using System.IO.Compression;
using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue.Import;

/// <summary>A catalogue in a zip archive. Nothing is unpacked to a file system, and nothing before every name and size was found
/// harmless.</summary>
public sealed class ZipSourceTree : SourceTree
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixDirectory = 0x4000;
    private const int UnixRegularFile = 0x8000;
    private const long RatioMatters = 1 << 20;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    private ZipSourceTree(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries)
        : base(entries.Select(e => new SourceFile(e.Key, e.Value.Length))) => (_archive, _entries) = (archive, entries);

    /// <summary>Opens an archive. The tree owns the stream from here on, also when it is refused.</summary>
    /// <param name="source">Seekable.</param>
    public static Outcome<SourceTree> OpenZip(Stream source, ImportLimits limits)
    {
        if (source.Length > limits.MaxSourceBytes)
        {
            source.Dispose();
            return new SourceTooLarge("it has too many bytes", limits.MaxSourceBytes);
        }

        ZipArchive archive;
        try
        {
            archive = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: false);
        }
        catch (InvalidDataException)
        {
            source.Dispose();
            return new SourceNotZip();
        }

        var opened = Open(archive, limits);
        if (!opened.Succeeded)
        {
            archive.Dispose();
        }

        return opened;
    }

    public override Stream Open(SourceFile file) => new BoundedStream(_entries[file.Path].Open(), file.Length);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _archive.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Outcome<SourceTree> Open(ZipArchive archive, ImportLimits limits)
    {
        System.Collections.ObjectModel.ReadOnlyCollection<ZipArchiveEntry> all;
        try
        {
            all = archive.Entries;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            return new SourceNotZip();
        }

        if (all.Count > limits.MaxFiles)
        {
            return new SourceTooLarge("it has too many files", limits.MaxFiles);
        }

        if (Refusal(all, limits) is { } refusal)
        {
            return refusal;
        }

        var files = all.Where(e => !e.FullName.EndsWith('/')).ToList();
        if (SourceTree.FindRoot(files.Select(e => e.FullName)) is not { } root)
        {
            return new SourceNotCatalogue();
        }

        return new ZipSourceTree(archive, files.Where(e => e.FullName.StartsWith(root, StringComparison.Ordinal))
            .ToDictionary(e => e.FullName[root.Length..], StringComparer.Ordinal));
    }

    private static Error? Refusal(IEnumerable<ZipArchiveEntry> entries, ImportLimits limits)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var entry in entries)
        {
            if (UnsafeReason(entry, limits) is { } why)
            {
                return new UnsafeSourcePath(entry.FullName, why);
            }

            if (!seen.Add(entry.FullName))
            {
                return new UnsafeSourcePath(entry.FullName, "it occurs twice");
            }

            if (entry.Length > limits.MaxFileBytes)
            {
                return new SourceTooLarge($"'{Shown.Of(entry.FullName)}' has too many bytes", limits.MaxFileBytes);
            }

            total += entry.Length;
            if (total > limits.MaxTotalBytes)
            {
                return new SourceTooLarge("its files have too many bytes together", limits.MaxTotalBytes);
            }

            if (entry.Length > RatioMatters && entry.Length / Math.Max(1, entry.CompressedLength) > limits.MaxCompressionRatio)
            {
                return new SourceSuspicious(entry.FullName, limits.MaxCompressionRatio);
            }
        }

        return null;
    }

    private static string? UnsafeReason(ZipArchiveEntry entry, ImportLimits limits)
    {
        var path = entry.FullName;
        var segments = path.TrimEnd('/').Split('/');
        var unixType = (entry.ExternalAttributes >> 16) & UnixTypeMask;
        return path switch
        {
            "" => "it is empty",
            _ when path.Length > limits.MaxPathLength => "it is too long",
            _ when path.Contains('\\', StringComparison.Ordinal) => "it has a backslash",
            _ when path.Any(char.IsControl) => "it has control characters",
            _ when path[0] == '/' || (path.Length > 1 && path[1] == ':') => "it is absolute",
            _ when segments.Any(s => s is ".." or "." or "") => "it has an empty or dotted segment",
            _ when unixType is not (0 or UnixDirectory or UnixRegularFile) => "it is a link or a device, not a file",
            _ when entry.IsEncrypted => "it is encrypted",
            _ => null,
        };
    }
}
