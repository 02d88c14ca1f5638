using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Interlink.Core.Catalogue.Import;

/// <summary>A file of a catalogue source.</summary>
/// <param name="Path">Path below the catalogue's root, with <c>/</c>, without a leading one.</param>
/// <param name="Length">Bytes.</param>
public sealed record SourceFile(string Path, long Length)
{
    /// <summary>The last segment of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The path without its last segment.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash and >= 0 ? Path[..slash] : "";
}

/// <summary>A catalogue source as a list of files that can be opened. Paths are found without regard to case, as the authors' file systems
/// did.</summary>
public abstract class SourceTree : IDisposable
{
    private static readonly string[] CatalogueFolders = ["interlinkers", "problemprofiles", "schemas"];

    private readonly Dictionary<string, SourceFile> _byPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<SourceFile>> _byFolder = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the files that are part of the catalogue: no litter of editors, archivers and version control.</summary>
    /// <param name="files">Files by path from the catalogue's root.</param>
    protected SourceTree(IEnumerable<SourceFile> files)
    {
        Files = [.. files.Where(f => !IsLitter(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal)];
        foreach (var file in Files)
        {
            _byPath.TryAdd(Composed(file.Path), file);
            for (var folder = file.Folder; ; folder = folder[..folder.LastIndexOf('/')])
            {
                (_byFolder.TryGetValue(folder, out var list) ? list : _byFolder[folder] = []).Add(file);
                if (!folder.Contains('/', StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
    }

    /// <summary>Every file, in ordinal order of path.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Opens a file of this tree. The stream ends after the file's declared length.</summary>
    /// <exception cref="InvalidDataException">The file cannot be unpacked or is longer than declared.</exception>
    public abstract Stream Open(SourceFile file);

    /// <summary>Finds a file; an exact match first, else one that differs in case only.</summary>
    public bool TryFind(string path, [NotNullWhen(true)] out SourceFile? file) => _byPath.TryGetValue(Composed(path), out file);

    /// <summary>The files below a folder at any depth, in ordinal order of path.</summary>
    public IReadOnlyList<SourceFile> Below(string folder) => _byFolder.TryGetValue(folder, out var files) ? files : [];

    /// <summary>Reads a file that must not be longer than the limit.</summary>
    /// <exception cref="InvalidDataException">It cannot be unpacked, or is longer.</exception>
    public byte[] Read(SourceFile file, long maxBytes)
    {
        if (file.Length > maxBytes)
        {
            throw new InvalidDataException($"'{Shown.Of(file.Path)}' is larger than {maxBytes} bytes.");
        }

        using var stream = Open(file);
        var bytes = new byte[file.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the tree was opened over.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Where the catalogue begins: <c>""</c>, or the one folder that it lies in, ending in <c>/</c>; null when the paths are no
    /// catalogue.</summary>
    internal static string? FindRoot(IEnumerable<string> paths)
    {
        var roots = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var segments in paths.Where(p => !IsLitter(p)).Select(p => p.Split('/')))
        {
            if (segments.Length > 1 && CatalogueFolders.Contains(segments[0], StringComparer.OrdinalIgnoreCase))
            {
                return "";
            }

            if (segments.Length > 2 && CatalogueFolders.Contains(segments[1], StringComparer.OrdinalIgnoreCase))
            {
                roots.Add(segments[0] + "/");
            }
        }

        return roots.Count == 1 ? roots.Min : null;
    }

    private static bool IsLitter(string path)
    {
        var segments = path.Split('/');
        return segments.Any(s => s is "__MACOSX" or ".git") || segments[^1] is var name
            && (name.StartsWith("~$", StringComparison.Ordinal) || name.StartsWith('.') || name is "Thumbs.db" or "desktop.ini");
    }

    private static string Composed(string path) =>
        path.IsNormalized(NormalizationForm.FormC) ? path : path.Normalize(NormalizationForm.FormC);
}
