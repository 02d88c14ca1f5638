namespace Interlink.Architecture.Tests;

/// <summary>The files of the source tree around these tests; what is built, fetched or generated is left out.</summary>
internal static class Tree
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "bin", "obj", "node_modules", "dist", "data", "artifacts", "TestResults", "test-results", "playwright-report", ".git", ".vs", ".idea", ".azure",
    };

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file that a person wrote and that is text.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = [.. Walk(Root).Select(Read).OfType<SourceFile>().OrderBy(f => f.Path, StringComparer.Ordinal)];

    /// <summary>The files with one of the extensions.</summary>
    public static IReadOnlyList<SourceFile> Of(params string[] extensions) => [.. Files.Where(f => extensions.Contains(Path.GetExtension(f.Path)))];

    /// <summary>Whether a file is part of an example, which stands alone and is no part of the product.</summary>
    public static bool IsExample(SourceFile file) => file.Path.StartsWith("docs/examples/", StringComparison.Ordinal);

    /// <summary>The files with one of the extensions, below one of the folders.</summary>
    public static IReadOnlyList<SourceFile> In(string folder, params string[] extensions) =>
        [.. Of(extensions).Where(f => f.Path.StartsWith(folder + "/", StringComparison.Ordinal))];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Interlink.Functions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the source tree.");
    }

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d))).SelectMany(Walk));

    private static SourceFile? Read(string full)
    {
        if (new FileInfo(full).Length > 4 * 1024 * 1024)
        {
            return null;
        }

        var text = File.ReadAllText(full);
        return text.Contains('\0', StringComparison.Ordinal)
            ? null
            : new SourceFile(Path.GetRelativePath(Root, full).Replace(Path.DirectorySeparatorChar, '/'), text);
    }
}

/// <summary>A file of the tree.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>Whether a program wrote it: snapshots, generated clients, lock files.</summary>
    public bool IsGenerated =>
        Path.Contains(".verified.", StringComparison.Ordinal) || Path.Contains(".generated.", StringComparison.Ordinal)
        || Path.EndsWith(".d.ts", StringComparison.Ordinal) || Path.EndsWith("package-lock.json", StringComparison.Ordinal);

    /// <summary>How many lines it has.</summary>
    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
}
