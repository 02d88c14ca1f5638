using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Testing;

namespace Interlink.Core.Tests.Recommendation;

/// <summary>A whole catalogue as recommendation sees it: what each entry answers, and what the items of each schema ask.</summary>
internal sealed record CatalogueAtHand(
    IReadOnlyList<Interlinker> Entries, IReadOnlyList<string> Profiles, IReadOnlyList<(string Schema, IReadOnlyList<SchemaItem> Phases)> Schemas)
{
    /// <summary>Reads a catalogue folder.</summary>
    public static CatalogueAtHand Read(string folder)
    {
        using var source = ZipSourceTree.OpenZip(SampleCatalogue.Zip(folder), new ImportLimits()).Value;
        var drafts = CatalogueParser.Parse(source, [], new ImportLimits());
        return new CatalogueAtHand(
            [.. drafts.Select(d => d.Interlinker).OfType<Interlinker>()],
            [.. drafts.Select(d => d.Profile).OfType<ProblemProfile>().Select(p => p.Id)],
            [.. drafts.Select(d => d.Schema).OfType<CoproductionSchema>().Select(s => (s.Id, s.Phases))]);
    }
}
