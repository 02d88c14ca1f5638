using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;

namespace Interlink.Core.Tests.Recommendation;

/// <summary>A whole catalogue as recommendation sees it: what each entry answers, and what the items of each schema ask.</summary>
internal sealed record CatalogueAtHand(
    IReadOnlyList<Interlinker> Entries, IReadOnlyList<string> Profiles, IReadOnlyList<(string Schema, IReadOnlyList<SchemaItem> Phases)> Schemas)
{
    /// <summary>Reads a catalogue folder, if this machine has one; see the guide for contributors.</summary>
    public static CatalogueAtHand? FromFolder()
    {
        var folder = Environment.GetEnvironmentVariable("INTERLINK_SAMPLE_CATALOGUE") ?? Beside("shared", "data", "interlink-catalogue");
        return folder is null || !Directory.Exists(folder) ? null : Read(folder);
    }

    private static string? Beside(params string[] path)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "global.json")))
                return at.Parent is null ? null : Path.Combine([at.Parent.FullName, .. path]);
        }

        return null;
    }

    private static CatalogueAtHand Read(string folder)
    {
        using var source = FolderSourceTree.OpenFolder(folder).Value;
        var drafts = CatalogueParser.Parse(source, [], new ImportLimits());
        return new CatalogueAtHand(
            [.. drafts.Select(d => d.Interlinker).OfType<Interlinker>()],
            [.. drafts.Select(d => d.Profile).OfType<ProblemProfile>().Select(p => p.Id)],
            [.. drafts.Select(d => d.Schema).OfType<CoproductionSchema>().Select(s => (s.Id, s.Phases))]);
    }
}
