namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads the logo and the snapshots of an interlinker.</summary>
internal static class Pictures
{
    /// <summary>The declared logo; else a file called logo in the entry's folder.</summary>
    public static CatalogueFile? Logo(Fields fields, EntryFiles files, SourceTree tree, string folder)
    {
        const string Field = "logotype";
        if (fields.Word(Field) is { } path)
        {
            return files.Find(path, "logo", Field) is { } declared ? Picture(files, declared, "logo", Field, fields.Notes) : null;
        }

        var undeclared = tree.Below(folder).FirstOrDefault(f => f.Folder.Equals(folder, StringComparison.OrdinalIgnoreCase)
            && Path.GetFileNameWithoutExtension(f.Name).Equals("logo", StringComparison.OrdinalIgnoreCase));
        return undeclared is null ? null : Picture(files, undeclared, "logo", Field, fields.Notes);
    }

    /// <summary>The pictures in the folders <c>snapshots</c> or <c>snapshot</c>, in any case, in order of name.</summary>
    public static IReadOnlyList<CatalogueFile> Snapshots(EntryFiles files, SourceTree tree, string folder, EntryNotes notes) =>
    [
        .. tree.Below(folder)
            .Where(f => f.Path[(folder.Length + 1)..].Split('/') is [var first, _] && first.ToLowerInvariant() is "snapshots" or "snapshot")
            .OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ThenBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => Picture(files, f, "snapshot", "snapshots", notes))
            .OfType<CatalogueFile>(),
    ];

    private static CatalogueFile? Picture(EntryFiles files, SourceFile file, string kind, string field, EntryNotes notes)
    {
        if (files.Take(file, kind, field) is not { } taken)
        {
            return null;
        }

        if (MediaTypes.IsPicture(taken.ContentType))
        {
            return taken;
        }

        files.Drop(file);
        notes.Warn($"{kind}_not_a_picture", $"'{Shown.Of(file.Path)}' is {taken.ContentType}, not a picture, and was left out.", field);
        return null;
    }
}
