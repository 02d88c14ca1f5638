using System.IO.Compression;

namespace Interlink.Testing;

/// <summary>A small made-up catalogue with every irregularity that real ones have, and the way to a real one where there is any.</summary>
public static class SampleCatalogue
{
    /// <summary>Problem profiles, interlinkers and schemas that can be imported.</summary>
    public const int GoodProfiles = 4, GoodInterlinkers = 7, GoodSchemas = 1;

    /// <summary>Problem profiles, interlinkers and schemas that must be rejected.</summary>
    public const int BadProfiles = 1, BadInterlinkers = 4, BadSchemas = 3;

    /// <summary>Every entry.</summary>
    public const int Entries = GoodProfiles + GoodInterlinkers + GoodSchemas + BadProfiles + BadInterlinkers + BadSchemas;

    /// <summary>The catalogue as a folder; not to be changed.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "SampleCatalogue", "source");

    /// <summary>A real catalogue: the folder that <c>INTERLINK_SAMPLE_CATALOGUE</c> names, else the one beside the repository; null when there is none.</summary>
    public static string? RealFolder
    {
        get
        {
            var named = Environment.GetEnvironmentVariable("INTERLINK_SAMPLE_CATALOGUE");
            if (!string.IsNullOrWhiteSpace(named))
            {
                return Directory.Exists(named) ? named : throw new DirectoryNotFoundException($"INTERLINK_SAMPLE_CATALOGUE names '{named}', which does not exist.");
            }

            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Interlink.Functions.sln")))
            {
                root = root.Parent;
            }

            var beside = root is null ? null : Path.GetFullPath(Path.Combine(root.FullName, "..", "shared", "data", "interlink-catalogue"));
            return Directory.Exists(beside) ? beside : null;
        }
    }

    /// <summary>The real catalogue where there is one, else the made-up one: for tests that hold for any.</summary>
    public static string AnyFolder => RealFolder ?? Folder;

    /// <summary>A folder as a zip archive, as people upload it.</summary>
    /// <param name="below">Puts everything into this folder of the archive, as archivers do; empty for its root.</param>
    /// <param name="change">May give a file another content, or null to leave it out; gets path and content.</param>
    public static MemoryStream Zip(string? folder = null, string below = "", Func<string, byte[], byte[]?>? change = null)
    {
        folder ??= Folder;
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
                var content = File.ReadAllBytes(file);
                if ((change is null ? content : change(path, content)) is { } changed)
                {
                    using var entry = archive.CreateEntry(below.Length > 0 ? $"{below}/{path}" : path).Open();
                    entry.Write(changed);
                }
            }
        }

        zip.Position = 0;
        return zip;
    }
}
