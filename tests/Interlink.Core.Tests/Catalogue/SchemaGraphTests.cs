using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Catalogue;

namespace Interlink.Core.Tests.Catalogue;

public sealed class SchemaGraphTests
{
    [Theory]
    [InlineData("c after b|b after a|a", "a b c")]
    [InlineData("x|y|z", "x y z")]
    [InlineData("z after x|y|x", "y x z")]
    [InlineData("d after b,c|c after a|b after a|a", "a c b d")]
    public void Tasks_come_after_what_they_wait_for_and_otherwise_as_written(string tasks, string order) =>
        Assert.Equal(order, string.Join(' ', Sources.ParseTasks(tasks.Split('|')).Schema!.Phases[0].Items[0].Items.Select(t => t.Id)));

    [Fact]
    public void A_task_that_waits_for_itself_is_a_circle() =>
        Assert.Contains("a → a", Sources.ParseTasks("a after a").Rejection!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_task_that_waits_for_its_own_phase_is_a_circle() =>
        Assert.Equal("prerequisite_cycle", Sources.ParseTasks("a after p").Rejection?.Code);

    [Fact]
    public void Phases_that_wait_for_each_other_through_their_tasks_are_a_circle()
    {
        var one = Phase("one", ["two"], "a");
        var two = Phase("two", [], "b", "a");
        Assert.Equal("prerequisite_cycle", Sources.ParsePhases(("1", one), ("2", two)).Rejection?.Code);
    }

    [Fact]
    public void Tasks_of_two_phases_may_wait_for_each_others_neighbours()
    {
        var one = Sources.Node("one", [], ("objectives", new JsonArray(Sources.Node("o1", [], ("tasks", new JsonArray(Sources.Node("a", []), Sources.Node("b", ["c"])))))));
        var two = Sources.Node("two", [], ("objectives", new JsonArray(Sources.Node("o2", [], ("tasks", new JsonArray(Sources.Node("c", ["a"])))))));
        Assert.Null(Sources.ParsePhases(("1", one), ("2", two)).Rejection);
    }

    [Fact]
    public void A_phase_comes_after_the_phase_that_one_of_its_tasks_waits_for() =>
        Assert.Equal(["two", "one"], Sources.ParsePhases(("1", Phase("one", [], "a", "b")), ("2", Phase("two", [], "b"))).Schema!.Phases.Select(p => p.Id));

    [Theory]
    [InlineData("""{"item":"first","status":"finished"}""")]
    [InlineData("""{"first":"finished"}""")]
    [InlineData("""[{"item":"first","status":"finished"}]""")]
    [InlineData("""["first"]""")]
    [InlineData("\"first\"")]
    public void Prerequisites_are_read_in_every_shape(string shape)
    {
        var second = Sources.Node("a_second", []);
        second["prerequisites"] = JsonNode.Parse(shape);
        var draft = Sources.ParsePhases(("1", second), ("2", Sources.Node("first", [])));
        Assert.Equal(["first", "a_second"], draft.Schema!.Phases.Select(p => p.Id));
        Assert.Equal(["first"], draft.Schema.Phases[1].Prerequisites);
    }

    [Fact]
    public void A_profile_that_does_not_exist_rejects_the_schema_and_names_the_task()
    {
        var draft = Sources.ParsePhases(("1", Sources.Node("p", [], ("objectives", new JsonArray(Sources.Node("o", [], ("problemprofiles", new JsonArray("NONE_1"))))))));
        Assert.Equal("unknown_problem_profile", draft.Rejection?.Code);
        Assert.Contains("objective 'o'", draft.Rejection!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_tree_without_a_circle_is_ordered_and_any_circle_is_named()
    {
        var edges = Gen.Choose(0, 7).SelectMany(a => Gen.Choose(0, 7).Select(b => (From: a, To: b))).ListOf();
        Prop.ForAll(edges.ToArbitrary(), list =>
        {
            var tasks = Enumerable.Range(0, 8).Select(i => list.Where(e => e.From == i).Select(e => $"t{e.To}").Distinct().ToList() is { Count: > 0 } after ? $"t{i} after {string.Join(',', after)}" : $"t{i}");
            var draft = Sources.ParseTasks([.. tasks]);
            return draft.Schema is { } schema ? IsOrdered(schema.Phases[0].Items[0].Items) : IsCircle(draft.Rejection!.Message, list);
        }).QuickCheckThrowOnFailure();
    }

    private static bool IsOrdered(IReadOnlyList<SchemaItem> tasks) =>
        tasks.Select((t, i) => t.Prerequisites.All(p => tasks.Take(i).Any(before => before.Id == p))).All(ok => ok);

    private static bool IsCircle(string message, IEnumerable<(int From, int To)> edges)
    {
        var named = message[(message.IndexOf(':', StringComparison.Ordinal) + 2)..].TrimEnd('.').Split(" → ");
        return named[0] == named[^1] && named.Zip(named.Skip(1)).All(s => edges.Any(e => $"t{e.From}" == s.First && $"t{e.To}" == s.Second));
    }

    private static JsonObject Phase(string id, string[] after, string task, params string[] taskAfter) =>
        Sources.Node(id, after, ("objectives", new JsonArray(Sources.Node("o_" + id, [], ("tasks", new JsonArray(Sources.Node(task, taskAfter)))))));
}
