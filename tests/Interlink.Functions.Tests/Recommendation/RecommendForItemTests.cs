using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Recommendation;

namespace Interlink.Functions.Tests.Recommendation;

public class RecommendForItemTests
{
    private static IReadOnlyList<string> Ids(ItemRecommendations found) => [.. found.Items.Select(i => i.Entry.Id)];

    private static TreeItem Task(LoadedProcess process, int number) => process.Tree!.Items.Single(i => i.FromItem == $"task{number}");

    [Fact]
    public async Task A_task_gets_the_published_entries_that_answer_it_best_first()
    {
        await using var town = CatalogueTown.Open();
        await town.PutProfiles("P1", "P2", "P3");
        await town.Put(
            CatalogueTown.Entry("both", "P1", "P2"),
            CatalogueTown.Entry("one", "P1"),
            CatalogueTown.Entry("other", "P3"),
            CatalogueTown.Entry("draft", "P1", "P2") with { State = PublicationState.Draft },
            CatalogueTown.Entry("retired", "P1", "P2") with { State = PublicationState.Retired });
        var process = await town.Process([], ["P1", "P2"]);

        var found = await town.For(process, Task(process, 0));

        Assert.Equal(RecommendationBasis.Match, found.Basis);
        Assert.Equal(["both", "one"], Ids(found));
        Assert.Equal(2, found.Total);
    }

    [Fact]
    public async Task The_limit_cuts_the_list_but_not_the_total()
    {
        await using var town = CatalogueTown.Open();
        await town.Put([.. Enumerable.Range(0, 30).Select(i => CatalogueTown.Entry($"e{i:00}", "P1"))]);
        var process = await town.Process([], ["P1"]);

        var found = await town.For(process, Task(process, 0), limit: 3);

        Assert.Equal(["e00", "e01", "e02"], Ids(found));
        Assert.Equal(30, found.Total);
    }

    [Fact]
    public async Task A_change_of_the_catalogue_shows_at_once()
    {
        await using var town = CatalogueTown.Open();
        await town.Put(CatalogueTown.Entry("rare", "P1"), CatalogueTown.Entry("often", "P2"), CatalogueTown.Entry("often2", "P2"));
        var process = await town.Process([], ["P1", "P2"]);
        Assert.Equal("rare", Ids(await town.For(process, Task(process, 0)))[0]);

        await town.Put([.. Enumerable.Range(0, 5).Select(i => CatalogueTown.Entry($"z{i}", "P1"))]);

        Assert.Equal("often", Ids(await town.For(process, Task(process, 0)))[0]);
    }

    [Fact]
    public async Task The_most_pointed_are_looked_at_where_more_match_than_can_be_looked_at()
    {
        await using var town = CatalogueTown.Open();
        var broad = Enumerable.Range(0, PublishedInterlinkers.MaxCarriers + 20).Select(i => CatalogueTown.Entry($"a{i:000}", "P1", $"Q{i}"));
        await town.Put([.. broad, CatalogueTown.Entry("pointed", "P1")]);
        var process = await town.Process([], ["P1"]);

        Assert.Equal("pointed", Ids(await town.For(process, Task(process, 0)))[0]);
    }

    [Fact]
    public async Task Finished_processes_that_used_an_entry_count_once_each_and_only_while_they_use_it()
    {
        await using var town = CatalogueTown.Open();
        await town.Put(CatalogueTown.Entry("a", "P1"), CatalogueTown.Entry("b", "P1"), CatalogueTown.Entry("c", "P1"));
        var finished = await town.Process([], ["P1"]);
        await town.TakeUp(finished, Task(finished, 0), "b");
        await town.TakeUp(finished, Task(finished, 0), "b");
        await town.Remove(finished, await town.TakeUp(finished, Task(finished, 0), "c"));
        await town.Finish(finished);
        var open = await town.Process([], ["P1"]);
        await town.TakeUp(open, Task(open, 0), "a");

        var found = await town.For(open, Task(open, 0));

        Assert.Equal(["b", "a", "c"], Ids(found));
        Assert.Contains(new UsedInFinishedProcesses(1), found.Items[0].Reasons);
        Assert.DoesNotContain(found.Items.Skip(1), item => item.Reasons.Any(r => r is UsedInFinishedProcesses));
    }

    [Fact]
    public async Task A_task_falls_back_to_its_objective_then_its_phase_then_nothing()
    {
        await using var town = CatalogueTown.Open();
        await town.PutProfiles("P1", "P2", "P3", "P9");
        await town.Put(CatalogueTown.Entry("objective", "P2"), CatalogueTown.Entry("phase", "P3"));
        var near = await town.Process(["P2"], ["P9"], []);
        var far = await town.Process([], ["P9"], ["P3"]);
        var alone = await town.Process([], ["P9"]);

        var (unanswered, silent) = (await town.For(near, Task(near, 0)), await town.For(near, Task(near, 1)));
        var (neighbours, nothing) = (await town.For(far, Task(far, 0)), await town.For(alone, Task(alone, 0)));

        Assert.Equal((RecommendationBasis.Fallback, "objective"), (unanswered.Basis, Ids(unanswered).Single()));
        Assert.Equal((RecommendationBasis.Match, "objective"), (silent.Basis, Ids(silent).Single()));
        Assert.Equal((RecommendationBasis.Fallback, "phase"), (neighbours.Basis, Ids(neighbours).Single()));
        Assert.Equal((RecommendationBasis.None, 0), (nothing.Basis, nothing.Total));
    }

    [Fact]
    public async Task An_objective_is_answered_by_its_own_problems_and_a_phase_by_all_of_its_items()
    {
        await using var town = CatalogueTown.Open();
        await town.Put(CatalogueTown.Entry("objective", "P2"), CatalogueTown.Entry("task", "P1"));
        var process = await town.Process(["P2"], ["P1"]);

        var objective = await town.For(process, process.Tree!.Items.Single(i => i.Type is TreeItemType.Objective));
        var phase = await town.For(process, process.Tree!.Items[0]);

        Assert.Equal((RecommendationBasis.Match, "objective"), (objective.Basis, Ids(objective).Single()));
        Assert.Equal(RecommendationBasis.Fallback, phase.Basis);
        Assert.Equal(["objective", "task"], Ids(phase));
    }

    [Theory]
    [InlineData("neighbour", "varam")]
    [InlineData("officer", "riga")]
    public async Task A_process_of_others_is_not_there(string subject, string tenant)
    {
        await using var town = CatalogueTown.Open();
        var process = await town.Process([], ["P1"]);

        var stranger = CatalogueTown.Person(subject, tenant);
        var found = await town.Recommend.Run(stranger, process.Process.Id, Task(process, 0).Id, "en", 5, TestContext.Current.CancellationToken);

        Assert.Equal(ErrorKind.NotFound, found.Error!.Kind);
    }
}
