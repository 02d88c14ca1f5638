using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Recommendation;

namespace Interlink.Core.Tests.Recommendation;

public class RankingTests
{
    private static readonly Interlinker Everything = Some.Entry("everything", Some.Profiles(1, 25));

    [Fact]
    public void The_rarer_problem_counts_for_more()
    {
        Interlinker[] entries = [Some.Entry("a_common", "P01"), Some.Entry("b_rare", "P02"), Some.Entry("c", "P01"), Some.Entry("d", "P01")];

        var ranking = Some.Rank(Some.Task("P01", "P02"), entries);

        Assert.Equal("b_rare", ranking.Items[0].Entry.Id);
        Assert.True(ranking.Items[0].Score > ranking.Items[1].Score);
    }

    [Fact]
    public void A_generic_entry_stands_below_a_specific_one_that_answers_less()
    {
        Interlinker[] entries = [Everything with { Languages = ["lv"] }, Some.Entry("specific", "P01")];

        var ranking = Recommender.Rank(
            Some.Task("P01", "P02", "P03") with { Language = "lv" },
            [new Candidate(entries[0] with { Rating = new(5, 500) }, FinishedUses: 100), new Candidate(entries[1])],
            CatalogueStatistics.Of(entries, 45));

        Assert.Equal(["specific", "everything"], ranking.Ids());
        Assert.Equal(RecommendationBasis.Match, ranking.Basis);
        Assert.Contains(new IsGeneric(25), ranking.Items[1].Reasons);
    }

    [Fact]
    public void A_broad_entry_is_not_generic_where_that_much_is_asked_for()
    {
        var ranking = Some.Rank(Some.Task(Some.Profiles(1, 20)), [Everything, Some.Entry("specific", "P01")]);

        Assert.Equal(["everything", "specific"], ranking.Ids());
        Assert.False(ranking.Items[0].Generic);
    }

    [Fact]
    public void Where_every_entry_is_broad_none_is_generic()
    {
        var entries = Enumerable.Range(1, 6).Select(i => Some.Entry($"e{i}", Some.Profiles(i, 25))).ToList();

        Assert.All(Some.Rank(Some.Task("P06"), entries).Items, item => Assert.False(item.Generic));
    }

    [Fact]
    public void The_tasks_own_problems_count_for_more_than_its_objectives()
    {
        var context = Some.Task("P01", "P02", "P03") with { ObjectiveProblems = ["P05", "P06", "P07"] };

        var ranking = Some.Rank(context, [Some.Entry("a_objective", "P05", "P06", "P07"), Some.Entry("b_task", "P01")]);

        Assert.Equal(["b_task", "a_objective"], ranking.Ids());
    }

    [Fact]
    public void A_task_without_problems_of_its_own_is_matched_by_its_objective()
    {
        var context = Some.Task() with { ObjectiveProblems = ["P02", "P03"] };

        var ranking = Some.Rank(context, [Some.Entry("objective", "P02", "P09")]);

        Assert.Equal(RecommendationBasis.Match, ranking.Basis);
        var reason = Assert.IsType<MatchesObjectiveProblems>(ranking.Items[0].Reasons[0]);
        Assert.Equal(["P02"], reason.Matched);
        Assert.Equal(2, reason.Of);
    }

    [Fact]
    public void Problems_of_the_task_that_nothing_answers_leave_a_marked_fallback_to_the_objective()
    {
        var context = Some.Task("P01") with { ObjectiveProblems = ["P02"] };

        var ranking = Some.Rank(context, [Some.Entry("objective", "P02")]);

        Assert.Equal(RecommendationBasis.Fallback, ranking.Basis);
        Assert.Equal(["objective"], ranking.Ids());
    }

    [Fact]
    public void Only_generic_answers_are_a_marked_fallback_below_specific_ones_of_the_phase()
    {
        var context = Some.Task("P01") with { PhaseProblems = ["P01", "P30"] };

        var ranking = Some.Rank(context, [Everything, Some.Entry("phase", "P30")]);

        Assert.Equal(RecommendationBasis.Fallback, ranking.Basis);
        Assert.Equal(["phase", "everything"], ranking.Ids());
        Assert.IsType<MatchesPhaseProblems>(ranking.Items[0].Reasons[0]);
    }

    [Fact]
    public void What_only_fits_the_phase_is_left_out_when_something_fits_better()
    {
        var context = Some.Task("P01") with { PhaseProblems = ["P01", "P30"] };

        Assert.Equal(["task"], Some.Rank(context, [Some.Entry("task", "P01"), Some.Entry("phase", "P30")]).Ids());
    }

    [Fact]
    public void Nothing_that_matches_is_said_to_be_none()
    {
        var ranking = Some.Rank(Some.Task("P40"), [Some.Entry("other", "P01"), Some.Entry("bare")]);

        Assert.Equal(RecommendationBasis.None, ranking.Basis);
        Assert.Empty(ranking.Items);
    }

    [Fact]
    public void Language_past_use_and_rating_decide_between_equal_matches_and_are_told()
    {
        Interlinker[] entries = [Some.Entry("a", "P01"), Some.Entry("b", "P01"), Some.Entry("c", "P01") with { Languages = ["en", "it"] }];
        var context = Some.Task("P01") with { Language = "it", ProcessLanguage = "it" };

        var ranking = Recommender.Rank(
            context,
            [new(entries[0]), new(entries[1] with { Rating = new(4.6, 20) }, FinishedUses: 4), new(entries[2])],
            CatalogueStatistics.Of(entries, 45));

        Assert.Equal(["c", "b", "a"], ranking.Ids());
        Assert.Equal(new InYourLanguage("it"), ranking.Items[0].Reasons[1]);
        Assert.Equal([new InOtherLanguage("en"), new UsedInFinishedProcesses(4), new WellRated(4.6)], ranking.Items[1].Reasons.Skip(1));
    }

    [Fact]
    public void One_enthusiast_does_not_outweigh_many_content_people()
    {
        Interlinker[] entries = [Some.Entry("a_one", "P01"), Some.Entry("b_many", "P01")];

        var ranking = Recommender.Rank(
            Some.Task("P01"),
            [new(entries[0] with { Rating = new(5, 1) }), new(entries[1] with { Rating = new(4.5, 60) })],
            CatalogueStatistics.Of(entries, 45));

        Assert.Equal(["b_many", "a_one"], ranking.Ids());
        Assert.DoesNotContain(ranking.Items[1].Reasons, reason => reason is WellRated);
    }

    [Theory]
    [InlineData(InterlinkerNature.Knowledge, "no_template")]
    [InlineData(InterlinkerNature.Software, "not_connected")]
    [InlineData(InterlinkerNature.ExternalSoftware, "no_address")]
    public void An_entry_that_cannot_be_taken_up_says_so_and_stands_below_one_that_can(InterlinkerNature nature, string why)
    {
        var broken = Some.Entry("a_broken", "P01") with { Nature = nature, ExternalUri = LocalizedText.Empty };

        var ranking = Some.Rank(Some.Task("P01"), [broken, Some.Entry("b_whole", "P01")]);

        Assert.Equal(["b_whole", "a_broken"], ranking.Ids());
        Assert.Equal(new NotAvailable(why), ranking.Items[1].Reasons[^1]);
    }

    [Fact]
    public void A_problem_named_by_task_and_objective_counts_once_at_the_task()
    {
        var context = Some.Task("P01") with { ObjectiveProblems = ["P01", "P02"] };

        var item = Some.Rank(context, [Some.Entry("both", "P01", "P02")]).Items[0];

        Assert.Equal(["P01"], Assert.IsType<MatchesTaskProblems>(item.Reasons[0]).Matched);
        var objective = Assert.IsType<MatchesObjectiveProblems>(item.Reasons[1]);
        Assert.Equal(["P02"], objective.Matched);
        Assert.Equal(1, objective.Of);
    }
}
