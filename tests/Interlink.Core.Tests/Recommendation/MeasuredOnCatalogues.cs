using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Recommendation;
using Interlink.Testing;

namespace Interlink.Core.Tests.Recommendation;

/// <summary>What recommendation answers for every task of a whole catalogue. Prints the table that its owner reviews.</summary>
public class MeasuredOnCatalogues
{
    private sealed record Answer(string Schema, SchemaItem Phase, SchemaItem Objective, SchemaItem Task, Ranking Ranking)
    {
        /// <summary>What the answer goes by: the task's own problems, or its objective's where it names none.</summary>
        public IReadOnlyList<string> Asked => Task.ProblemProfiles.Count > 0 ? Task.ProblemProfiles : Objective.ProblemProfiles;
    }

    [Fact]
    public void Every_task_of_the_sample_catalogue_that_something_specific_answers_has_it_first() => Measure(CatalogueAtHand.Read(SampleCatalogue.AnyFolder));

    [Fact]
    public void Every_task_of_a_synthetic_catalogue_that_something_specific_answers_has_it_first()
    {
        var answers = Measure(Synthetic());

        Assert.Equal(17, Count(answers, RecommendationBasis.Match));
        Assert.Equal(10, Count(answers, RecommendationBasis.Fallback));
        Assert.Equal(3, Count(answers, RecommendationBasis.None));
    }

    private static List<Answer> Measure(CatalogueAtHand catalogue)
    {
        var statistics = CatalogueStatistics.Of(catalogue.Entries, catalogue.Profiles.Count);
        var candidates = catalogue.Entries.Select(e => new Candidate(e)).ToList();
        var answers = (
            from schema in catalogue.Schemas
            from phase in schema.Phases
            from objective in phase.Items
            from task in objective.Items
            let ranking = Recommender.Rank(ContextOf(phase, objective, task), candidates, statistics)
            select new Answer(schema.Schema, phase, objective, task, ranking)).ToList();
        Print(answers);

        Assert.All(answers, answer =>
        {
            var carriers = catalogue.Entries.Where(e => e.ProblemProfiles.Intersect(answer.Asked).Any()).ToList();
            if (carriers.Any(e => e.ProblemProfiles.Count <= 3 * statistics.TypicalBreadth))
                Assert.Equal((RecommendationBasis.Match, false), (answer.Ranking.Basis, answer.Ranking.Items[0].Generic));
            if (carriers.Count == 0)
                Assert.NotEqual(RecommendationBasis.Match, answer.Ranking.Basis);
            if (answer.Ranking.Basis == RecommendationBasis.Match)
                Assert.NotEmpty(answer.Ranking.Items[0].Entry.ProblemProfiles.Intersect([.. answer.Asked, .. answer.Objective.ProblemProfiles]));
        });
        return answers;
    }

    private static RecommendationContext ContextOf(SchemaItem phase, SchemaItem objective, SchemaItem task) => new()
    {
        TaskProblems = task.ProblemProfiles,
        ObjectiveProblems = objective.ProblemProfiles,
        PhaseProblems = [.. phase.Items.SelectMany(o => o.ProblemProfiles.Concat(o.Items.SelectMany(t => t.ProblemProfiles))).Distinct()],
        Language = "en",
        ProcessLanguage = "en",
    };

    private static int Count(List<Answer> answers, RecommendationBasis basis) => answers.Count(a => a.Ranking.Basis == basis);

    private static void Print(List<Answer> answers)
    {
        var output = TestContext.Current.TestOutputHelper!;
        foreach (var answer in answers)
        {
            var first = answer.Ranking.Items is [var item, ..]
                ? $"{item.Entry.Id} {item.Score:0.000} [{string.Join("; ", item.Reasons.Select(Told))}] of {answer.Ranking.Items.Count}"
                : "-";
            output.WriteLine($"{answer.Schema}/{answer.Phase.Id}/{answer.Objective.Id}/{answer.Task.Id} -> {answer.Ranking.Basis}: {first}");
        }

        var own = answers.Count(a => a.Task.ProblemProfiles.Count > 0 && a.Ranking.Basis == RecommendationBasis.Match);
        output.WriteLine(
            $"{answers.Count} tasks, {Count(answers, RecommendationBasis.Match)} with a specific match ({own} by the task's own problems), "
            + $"{Count(answers, RecommendationBasis.Fallback)} fallback, {Count(answers, RecommendationBasis.None)} none");
    }

    private static string Told(Reason reason) => reason switch
    {
        MatchesTaskProblems r => $"task {string.Join(' ', r.Matched)} of {r.Of}",
        MatchesObjectiveProblems r => $"objective {string.Join(' ', r.Matched)} of {r.Of}",
        MatchesPhaseProblems r => $"phase {string.Join(' ', r.Matched)} of {r.Of}",
        InYourLanguage r => r.Language,
        InOtherLanguage r => $"only {r.Language}",
        NotAvailable r => r.Why,
        IsGeneric r => $"carries {r.Profiles}",
        _ => reason.ToString(),
    };

    /// <summary>Three phases of three objectives with three tasks each. The problems of the first phase have entries of their own, those of the
    /// second only for its objectives and a generic entry, those of the third only in one objective's neighbourhood or nowhere.</summary>
    private static CatalogueAtHand Synthetic()
    {
        List<Interlinker> entries =
        [
            .. Some.Profiles(1, 9).Select((p, i) => Some.Entry($"guide_{i}", p)),
            .. Some.Profiles(10, 3).Select((p, i) => Some.Entry($"tool_{i}", p, "P09")),
            Some.Entry("everything", Some.Profiles(1, 22)),
        ];
        var first = Phase("first", o => Objective($"first_{o}", [], t => [$"P{(o * 3) + t + 1:00}"]));
        var second = Phase("second", o => Objective($"second_{o}", [$"P{10 + o:00}"], t => t < 2 ? [] : [$"P{13 + o:00}"]));
        var third = Phase("third", o => Objective($"third_{o}", o == 0 ? ["P30"] : o == 1 ? ["P10"] : [], t => o == 0 || t == 0 ? ["P31"] : []));
        var nowhere = Phase("nowhere", _ => Objective("nowhere", ["P33"], _ => ["P32"]));
        nowhere = nowhere with { Items = [nowhere.Items[0]] };
        return new CatalogueAtHand(entries, Some.Profiles(1, 33), [("synthetic", [first, second, third]), ("empty", [nowhere])]);
    }

    private static SchemaItem Phase(string id, Func<int, SchemaItem> objective) =>
        new() { Id = id, Name = LocalizedText.Of("en", id), Items = [.. Enumerable.Range(0, 3).Select(objective)] };

    private static SchemaItem Objective(string id, IReadOnlyList<string> problems, Func<int, IReadOnlyList<string>> task) => new()
    {
        Id = id,
        Name = LocalizedText.Of("en", id),
        ProblemProfiles = problems,
        Items = [.. Enumerable.Range(0, 3).Select(t => new SchemaItem { Id = $"{id}_{t}", Name = LocalizedText.Of("en", id), ProblemProfiles = task(t) })],
    };
}
