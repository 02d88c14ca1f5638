using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Recommendation;
using Interlink.Functions.Catalogue.Starter;

namespace Interlink.Functions.Tests.Catalogue.Starter;

/// <summary>The starter catalogue as an import reads it.</summary>
internal sealed class StarterContent
{
    /// <summary>The languages that it speaks.</summary>
    public static readonly string[] Languages = ["en", "es", "it", "lv"];

    private StarterContent(SourceTree files)
    {
        Files = files;
        Drafts = CatalogueParser.Parse(files, [], new ImportLimits());
    }

    public static StarterContent Read()
    {
        using var tree = ZipSourceTree.OpenZip(StarterCatalogue.Zip(), new ImportLimits()).Value;
        return new StarterContent(tree);
    }

    /// <summary>The files; only their paths once the catalogue is read.</summary>
    public SourceTree Files { get; }

    public IReadOnlyList<ImportDraft> Drafts { get; }

    public IReadOnlyList<Interlinker> Interlinkers => [.. Drafts.Select(d => d.Interlinker).OfType<Interlinker>()];

    public IReadOnlyList<ProblemProfile> Profiles => [.. Drafts.Select(d => d.Profile).OfType<ProblemProfile>()];

    public CoproductionSchema Schema => Drafts.Select(d => d.Schema).OfType<CoproductionSchema>().Single();

    public IEnumerable<(SchemaItem Phase, SchemaItem Objective, SchemaItem Task)> Tasks =>
        from phase in Schema.Phases
        from objective in phase.Items
        from task in objective.Items
        select (phase, objective, task);

    /// <summary>Every name, description and other text, with where it stands.</summary>
    public IEnumerable<(string Where, LocalizedText Text)> Texts() =>
    [
        .. Profiles.SelectMany(p => new[] { ($"{p.Id} name", p.Name), ($"{p.Id} description", p.Description) }),
        .. Interlinkers.SelectMany(i => new[] { ($"{i.Id} name", i.Name), ($"{i.Id} description", i.Description), ($"{i.Id} constraints", i.Constraints) }),
        .. Interlinkers.Where(i => i.Nature is InterlinkerNature.Knowledge).Select(i => ($"{i.Id} instructions", i.Instructions)),
        ("schema name", Schema.Name),
        ("schema description", Schema.Description),
        .. Schema.Phases.SelectMany(Below).SelectMany(i => new[] { ($"{i.Id} name", i.Name), ($"{i.Id} description", i.Description) }),
    ];

    /// <summary>What is recommended for a task in a new tenant that has nothing but this catalogue.</summary>
    public Ranking Recommend(SchemaItem phase, SchemaItem objective, SchemaItem task, string language) => Recommender.Rank(
        new RecommendationContext
        {
            TaskProblems = task.ProblemProfiles,
            ObjectiveProblems = objective.ProblemProfiles,
            PhaseProblems = [.. Below(phase).SelectMany(i => i.ProblemProfiles).Distinct()],
            Language = language,
            ProcessLanguage = language,
        },
        Interlinkers.Select(i => new Candidate(i)),
        CatalogueStatistics.Of(Interlinkers, Profiles.Count));

    private static IEnumerable<SchemaItem> Below(SchemaItem item) => item.Items.SelectMany(Below).Prepend(item);
}
