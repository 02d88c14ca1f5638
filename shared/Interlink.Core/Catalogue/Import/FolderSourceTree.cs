using System.IO.Compression;
using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue.Import;

/// <summary>A catalogue in a folder of this machine, for tests and for packing. Links are not followed.</summary>
public sealed class FolderSourceTree : SourceTree
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.System,
    };

    private readonly string _folder;

    private FolderSourceTree(string folder, IEnumerable<SourceFile> files)
        : base(files) => _folder = folder;

    /// <summary>Opens the folder that holds <c>interlinkers</c>, <c>problemprofiles</c> and <c>schemas</c>.</summary>
    public static Outcome<SourceTree> OpenFolder(string folder)
    {
        var files = List(folder);
        return SourceTree.FindRoot(files.Select(f => f.Path)) is ""
            ? Outcome<SourceTree>.Of(new FolderSourceTree(folder, files))
            : new SourceNotCatalogue();
    }

    /// <summary>Packs the folder as a zip archive, in the form in which a catalogue is uploaded. The same folder gives the same
    /// bytes.</summary>
    public static void Pack(string folder, Stream target)
    {
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var file in List(folder))
        {
            var entry = archive.CreateEntry(file.Path);
            entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var output = entry.Open();
            using var input = File.OpenRead(Path.Combine(folder, file.Path));
            input.CopyTo(output);
        }
    }

    public override Stream Open(SourceFile file) => File.OpenRead(Path.Combine(_folder, file.Path));

    private static List<SourceFile> List(string folder) =>
    [
        .. new DirectoryInfo(folder)
            .EnumerateFiles("*", Everything)
            .Select(f => new SourceFile(Path.GetRelativePath(folder, f.FullName).Replace('\\', '/'), f.Length))
            .OrderBy(f => f.Path, StringComparer.Ordinal),
    ];
}
