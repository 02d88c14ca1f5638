using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Catalogue;
using Interlink.Core.Recommendation;

namespace Interlink.Core.Tests.Recommendation;

/// <summary>What holds for every catalogue and every context.</summary>
public class RankingLaws
{
    private const int Profiles = 20;

    private sealed record World(IReadOnlyList<Candidate> Candidates, RecommendationContext Context, int Chosen)
    {
        public CatalogueStatistics Statistics { get; } = CatalogueStatistics.Of(Candidates.Select(c => c.Entry), Profiles);

        public Ranking Ranking => Recommender.Rank(Context, Candidates, Statistics);

        public IReadOnlyList<string> Asked { get; } = [.. Context.TaskProblems.Union(Context.ObjectiveProblems)];
    }

    private static readonly string[] Languages = ["en", "it", "es", "lv"];

    private static Arbitrary<World> Worlds()
    {
        var profile = Gen.Choose(1, Profiles).Select(i => $"P{i:00}");
        var breadth = Gen.Frequency((8, Gen.Choose(0, 4)), (1, Gen.Choose(8, Profiles)));
        var candidate =
            from size in breadth
            from profiles in profile.ListOf(size)
            from state in Gen.Frequency(
                (8, Gen.Constant(PublicationState.Published)), (2, Gen.Elements(PublicationState.Draft, PublicationState.Retired)))
            from languages in Gen.SubListOf(Languages)
            from uses in Gen.Choose(0, 6)
            from rating in Gen.Choose(10, 50)
            from raters in Gen.Choose(0, 30)
            select new Candidate(
                Some.Entry("", [.. profiles.Distinct()]) with
                {
                    State = state,
                    Languages = [.. languages],
                    Rating = raters == 0 ? null : new RatingSummary(rating / 10.0, raters),
                },
                uses);
        var world =
            from size in Gen.Choose(1, 25)
            from candidates in candidate.ListOf(size)
            from task in Gen.Choose(0, 4).SelectMany(n => profile.ListOf(n))
            from objective in Gen.Choose(0, 4).SelectMany(n => profile.ListOf(n))
            from phase in Gen.Choose(0, 6).SelectMany(n => profile.ListOf(n))
            from language in Gen.Elements(Languages)
            from chosen in Gen.Choose(0, size - 1)
            select new World(
                [.. candidates.Select((c, i) => c with { Entry = c.Entry with { Id = $"e{i:00}" } })],
                new RecommendationContext
                {
                    TaskProblems = [.. task],
                    ObjectiveProblems = [.. objective],
                    PhaseProblems = [.. phase.Union(task).Union(objective)],
                    Language = language,
                    ProcessLanguage = "it",
                },
                chosen);
        return world.ToArbitrary();
    }

    private static void Always(Func<World, bool> law) =>
        Prop.ForAll(Worlds(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static int Place(Ranking ranking, string id)
    {
        var place = ranking.Ids().ToList().IndexOf(id);
        return place < 0 ? int.MaxValue : place;
    }

    private static World WithOneMoreMatch(World world)
    {
        var chosen = world.Candidates[world.Chosen];
        var more = world.Asked.FirstOrDefault(p => !chosen.Entry.ProblemProfiles.Contains(p));
        if (more is null)
            return world;
        var better = chosen with { Entry = chosen.Entry with { ProblemProfiles = [.. chosen.Entry.ProblemProfiles, more] } };
        return world with { Candidates = [.. world.Candidates.Select((c, i) => i == world.Chosen ? better : c)] };
    }

    [Fact]
    public void One_more_matching_profile_never_lowers_an_entry() => Always(world =>
    {
        var better = Recommender.Rank(world.Context, WithOneMoreMatch(world).Candidates, world.Statistics);
        var id = world.Candidates[world.Chosen].Entry.Id;
        return Place(better, id) <= Place(world.Ranking, id);
    });

    [Fact]
    public void One_more_matching_profile_never_lowers_an_entry_even_when_it_makes_the_profile_less_rare() => Always(world =>
    {
        var after = WithOneMoreMatch(world);
        var rarity = CatalogueStatistics.Of(after.Candidates.Select(c => c.Entry), Profiles) with { TypicalBreadth = world.Statistics.TypicalBreadth };
        var better = Recommender.Rank(world.Context, after.Candidates, rarity);
        var id = world.Candidates[world.Chosen].Entry.Id;
        return Place(better, id) <= Place(world.Ranking, id);
    });

    [Fact]
    public void A_specific_entry_always_stands_above_a_generic_one() => Always(world =>
    {
        var generic = world.Ranking.Items.Select(i => i.Generic).ToList();
        return generic.SequenceEqual(generic.Order());
    });

    [Fact]
    public void Carrying_more_that_nobody_asked_for_never_raises_an_entry() => Always(world =>
    {
        var chosen = world.Candidates[world.Chosen];
        var beside = Some.Profiles(1, Profiles).Except(world.Context.PhaseProblems).Except(chosen.Entry.ProblemProfiles);
        var broader = chosen with { Entry = chosen.Entry with { ProblemProfiles = [.. chosen.Entry.ProblemProfiles, .. beside] } };
        var ranking = Recommender.Rank(world.Context, world.Candidates.Select((c, i) => i == world.Chosen ? broader : c), world.Statistics);
        return Place(ranking, chosen.Entry.Id) >= Place(world.Ranking, chosen.Entry.Id) || world.Ranking.Basis != ranking.Basis;
    });

    [Fact]
    public void The_order_of_the_candidates_does_not_matter() => Always(world =>
        Told(Recommender.Rank(world.Context, world.Candidates.Reverse(), world.Statistics)) == Told(world.Ranking));

    [Fact]
    public void The_order_of_the_problems_does_not_matter() => Always(world =>
        Told(world with
        {
            Context = world.Context with
            {
                TaskProblems = [.. world.Context.TaskProblems.Reverse()],
                PhaseProblems = [.. world.Context.PhaseProblems.Reverse()],
            },
        }) == Told(world.Ranking));

    [Fact]
    public void Scores_lie_between_0_and_1_and_never_rise_along_the_list() => Always(world =>
        world.Ranking.Items.All(i => i.Score is >= 0 and <= 1)
        && world.Ranking.Items.Zip(world.Ranking.Items.Skip(1)).All(p =>
            p.First.Score > p.Second.Score
            || (p.First.Score == p.Second.Score && string.CompareOrdinal(p.First.Entry.Id, p.Second.Entry.Id) < 0)));

    [Fact]
    public void Entries_that_answer_nothing_change_nothing_except_through_rarity() => Always(world =>
        Told(Recommender.Rank(
            world.Context,
            world.Candidates.Where(c => c.Entry.ProblemProfiles.Intersect(world.Context.PhaseProblems).Any()),
            world.Statistics)) == Told(world.Ranking));

    [Fact]
    public void Drafts_and_retired_entries_never_appear() => Always(world =>
        world.Ranking.Items.All(i => i.Entry.State == PublicationState.Published));

    [Fact]
    public void Every_entry_comes_with_a_reason_that_names_what_it_answers() => Always(world =>
        world.Ranking.Items.All(i => i.Reasons[0] switch
        {
            MatchesTaskProblems r => r.Matched.Count > 0 && r.Matched.All(i.Entry.ProblemProfiles.Contains),
            MatchesObjectiveProblems r => r.Matched.Count > 0 && r.Matched.All(i.Entry.ProblemProfiles.Contains),
            MatchesPhaseProblems r => world.Ranking.Basis == RecommendationBasis.Fallback && r.Matched.Count > 0,
            _ => false,
        }));

    [Fact]
    public void A_match_has_a_specific_entry_first_and_none_has_no_entry() => Always(world => world.Ranking.Basis switch
    {
        RecommendationBasis.Match => !world.Ranking.Items[0].Generic && world.Ranking.Items[0].Score >= Recommender.SpecificFloor,
        RecommendationBasis.Fallback => world.Ranking.Items.Count > 0,
        _ => world.Ranking.Items.Count == 0,
    });

    private static string Told(World world) => Told(world.Ranking);

    private static string Told(Ranking ranking) =>
        $"{ranking.Basis}: {string.Join(", ", ranking.Items.Select(i => $"{i.Entry.Id} {i.Score} {i.Generic} {i.Reasons.Count}"))}";
}
