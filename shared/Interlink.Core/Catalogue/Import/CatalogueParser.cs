namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads a catalogue source into drafts: lenient in form, strict in references. Takes and returns data; the same source gives the
/// same drafts.</summary>
public static class CatalogueParser
{
    /// <summary>Reads every entry for itself: what is wrong with one never touches another.</summary>
    /// <param name="storedProfiles">Ids of the problem profiles that the catalogue has already; a source may refer to them without bringing
    /// them.</param>
    /// <returns>Drafts in the order in which they can be saved: problem profiles, interlinkers, schemas; within a kind by path.</returns>
    public static IReadOnlyList<ImportDraft> Parse(SourceTree tree, IEnumerable<string> storedProfiles, ImportLimits limits)
    {
        var profiles = new ProfileIndex(storedProfiles);
        var drafts = ProfileReader.Read(tree, profiles, limits);
        drafts.AddRange(WithoutDuplicates(Folders(tree, "interlinkers", depth: 3).Select(folder =>
            Guarded(Interlinker.Kind, folder, () => InterlinkerReader.Read(tree, folder, profiles, limits)))));
        drafts.AddRange(WithoutDuplicates(Folders(tree, "schemas", depth: 2).Select(folder =>
            Guarded(CoproductionSchema.Kind, folder, () => SchemaReader.Read(tree, folder, profiles, limits)))));
        return drafts;
    }

    /// <summary>Reads an entry; one that is malformed in a way nobody foresaw is rejected, so that the others are still read.</summary>
    internal static ImportDraft Guarded(string kind, string path, Func<ImportDraft> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            var rejection = new ImportRejection("unreadable", $"'{Shown.Of(path)}' cannot be read: {Shown.Of(e.Message)}");
            var id = CanonicalId.Of(name) is { Length: > 0 } canonical ? canonical : name;
            return new ImportDraft { Kind = kind, Id = id, Path = path, Rejection = rejection };
        }
    }

    private static IEnumerable<string> Folders(SourceTree tree, string root, int depth) =>
        tree.Below(root).Select(f => f.Path.Split('/')).Where(s => s.Length > depth).Select(s => string.Join('/', s.Take(depth)))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    // The first entry with an id keeps it; those that repeat it are rejected.
    private static IEnumerable<ImportDraft> WithoutDuplicates(IEnumerable<ImportDraft> drafts)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            yield return draft.Rejection is not null || seen.TryAdd(draft.Id, draft.Path)
                ? draft
                : draft with
                {
                    Rejection = new ImportRejection("duplicate_id",
                        $"The id '{draft.Id}' is taken already by '{Shown.Of(seen[draft.Id])}'."),
                    Interlinker = null,
                    Schema = null,
                    Files = [],
                };
        }
    }
}
