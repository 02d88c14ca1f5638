using Interlink.Core.Recommendation;

namespace Interlink.Benchmarks;

/// <summary>Ranking alone, without store and network: every entry of a large catalogue is a candidate.</summary>
internal static class RecommendationBenchmarks
{
    public static async Task Run(string[] args)
    {
        const int entries = 30_000;
        var catalogue = Enumerable.Range(0, entries).Select(SyntheticCatalogue.Entry).ToList();
        var candidates = catalogue.Select((entry, i) => new Candidate(entry, i % 5)).ToList();
        CatalogueStatistics statistics = null!;
        var counting = await Benchmark.Repeat(
            20, TimeSpan.FromSeconds(10), _ => Task.FromResult(statistics = CatalogueStatistics.Of(catalogue, SyntheticCatalogue.Profiles)));
        var recommended = 0;
        var ranking = await Benchmark.Repeat(100, TimeSpan.FromSeconds(20), i =>
        {
            recommended = Recommender.Rank(Context(i), candidates, statistics).Items.Count;
            return Task.CompletedTask;
        });
        Benchmark.Print($"Recommendation: ranking {entries:N0} candidates in memory",
        [
            new("Statistics of the whole catalogue", counting.ToString()),
            new("Rank, two task and three objective problems", ranking.ToString()),
            new("Entries recommended by the last run", recommended.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ]);
    }

    private static RecommendationContext Context(int number) => new()
    {
        TaskProblems = [SyntheticCatalogue.ProfileId(number), SyntheticCatalogue.ProfileId(number + 40)],
        ObjectiveProblems = [SyntheticCatalogue.ProfileId(number + 3), SyntheticCatalogue.ProfileId(number + 5), SyntheticCatalogue.ProfileId(number + 7)],
        PhaseProblems = [.. Enumerable.Range(number, 20).Select(SyntheticCatalogue.ProfileId)],
        Language = "it",
        ProcessLanguage = "it",
    };
}
