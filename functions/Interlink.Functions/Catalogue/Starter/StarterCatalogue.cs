using System.IO.Compression;

namespace Interlink.Functions.Catalogue.Starter;

/// <summary>The catalogue that comes with the product, so that a new tenant is useful at once: one schema, problem profiles and interlinkers in
/// four languages. It lies in <c>content</c>, in the format that every catalogue has, and travels inside the program.</summary>
public static class StarterCatalogue
{
    /// <summary>The name under which its imports are listed.</summary>
    public const string FileName = "interlink-starter-catalogue.zip";

    private const string Prefix = "starter-catalogue/";

    // An archive wants a date for every file; always the same one, so that the same content gives the same archive.
    private static readonly DateTimeOffset Dated = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The catalogue as an archive that an import reads.</summary>
    /// <returns>A new stream at its beginning; the same bytes each time.</returns>
    public static MemoryStream Zip()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, resource) in Files())
            {
                var entry = archive.CreateEntry(path, CompressionLevel.Optimal);
                entry.LastWriteTime = Dated;
                using var target = entry.Open();
                using var content = typeof(StarterCatalogue).Assembly.GetManifestResourceStream(resource)!;
                content.CopyTo(target);
            }
        }

        zip.Position = 0;
        return zip;
    }

    // Resources are named by the builder's own path separator.
    private static IEnumerable<(string Path, string Resource)> Files() => typeof(StarterCatalogue).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => (Path: name[Prefix.Length..].Replace('\\', '/'), name))
        .OrderBy(file => file.Path, StringComparer.Ordinal);
}
