using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Recommendation;

namespace Interlink.Core.Tests.Recommendation;

/// <summary>Small catalogue entries and contexts for these tests.</summary>
internal static class Some
{
    public static Interlinker Entry(string id, params IReadOnlyList<string> profiles) => new()
    {
        Id = id,
        Nature = InterlinkerNature.ExternalKnowledge,
        Name = LocalizedText.Of("en", id),
        Languages = ["en"],
        ExternalUri = LocalizedText.Of("en", "https://example.org/" + id),
        ProblemProfiles = profiles,
    };

    public static RecommendationContext Task(params IReadOnlyList<string> problems) =>
        new() { TaskProblems = problems, Language = "en", ProcessLanguage = "en" };

    public static IReadOnlyList<string> Profiles(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"P{i:00}")];

    public static Ranking Rank(RecommendationContext context, IReadOnlyList<Interlinker> entries, int profiles = 45) =>
        Recommender.Rank(context, entries.Select(e => new Candidate(e)), CatalogueStatistics.Of(entries, profiles));

    public static IReadOnlyList<string> Ids(this Ranking ranking) => [.. ranking.Items.Select(i => i.Entry.Id)];
}
