using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Processes;
using static Interlink.Core.Tests.Processes.SomeTree;

namespace Interlink.Core.Tests.Processes;

/// <summary>What holds for every tree.</summary>
public class TreeProperties
{
    [Fact]
    public void Ids_are_unique_and_prerequisites_stay_inside_the_tree() => ForAnySchema(schema =>
    {
        var tree = From(schema);
        var ids = tree.Items.Select(i => i.Id).ToHashSet();
        return ids.Count == tree.Items.Length && tree.Items.All(i => i.Prerequisites.All(ids.Contains));
    });

    [Fact]
    public void A_tree_keeps_every_item_prerequisite_and_level_of_its_schema() => ForAnySchema(schema =>
    {
        var tree = From(schema);
        var source = schema.Phases.SelectMany(p => p.Items.SelectMany(o => o.Items.Prepend(o)).Prepend(p)).ToDictionary(i => i.Id);
        return tree.Items.Length == source.Count && tree.Items.All(i =>
            source[i.FromItem!].Prerequisites.SequenceEqual(i.Prerequisites.Select(p => tree.Find(p)!.FromItem!))
            && source[i.FromItem!].Items.Select(c => c.Id).ToHashSet().SetEquals(tree.Items.Where(c => c.Parent == i.Id).Select(c => c.FromItem!)));
    });

    [Fact]
    public void Siblings_come_after_the_siblings_that_they_wait_for() => ForAnySchema(schema =>
    {
        var tree = From(schema);
        var places = tree.Items.Select((item, place) => (item, place)).ToDictionary(i => i.item.Id, i => i.place);
        return tree.Items.All(i => i.Prerequisites.All(p => tree.Find(p)!.Parent != i.Parent || places[p] < places[i.Id]));
    });

    [Fact]
    public void Trees_of_one_schema_share_no_ids() => ForAnySchema(schema =>
    {
        var ids = new CountedIds();
        var (one, other) = (ProcessTree.From(schema, "en", ids).Value, ProcessTree.From(schema, "en", ids).Value);
        return !one.Items.Select(i => i.Id).Intersect(other.Items.Select(i => i.Id)).Any();
    });

    [Fact]
    public void Percent_is_the_mean_over_the_tasks_that_take_part() => ForAnyTree(tree =>
        Holds(tree.Progress.Whole, [.. Tasks(tree)]) && tree.Items.Where(tree.TakesPart).All(i => Holds(tree.Progress.Of(i), [.. Below(tree, i)])));

    [Fact]
    public void Status_follows_from_the_enabled_children() => ForAnyTree(tree => tree.Items.Where(i => tree.TakesPart(i) && i.Type is not TreeItemType.Task).All(i =>
    {
        var children = tree.Items.Where(c => c.Parent == i.Id && c.Enabled).Select(c => tree.Progress.Of(c).Status).Distinct().ToList();
        return tree.Progress.Of(i).Status == (children is [] ? ItemStatus.Awaiting : children is [var only] ? only : ItemStatus.InProgress);
    }));

    [Fact]
    public void What_is_finished_has_all_its_tasks_finished() => ForAnyTree(tree => tree.Items.Where(tree.TakesPart).All(i =>
        tree.Progress.Of(i).Status is not ItemStatus.Finished || (tree.Progress.Of(i).Percent == 100 && Below(tree, i).All(t => t.Status is ItemStatus.Finished))));

    [Fact]
    public void Finishing_every_task_leaves_nothing_to_do() => ForAnyTree(tree =>
    {
        var done = Tasks(tree).Aggregate(tree, (t, task) => t.SetStatus(task.Id, ItemStatus.Finished).Value);
        return done.Next(3) is [] && done.Progress.Whole.Percent == (Tasks(tree).Any() ? 100 : 0);
    });

    [Fact]
    public void Setting_a_task_changes_that_item_alone() => ForAnyTree(tree => Tasks(tree).Take(3).All(task =>
    {
        var changed = tree.SetStatus(task.Id, (ItemStatus)(((int)task.Status + 1) % 3)).Value;
        return changed.Items.Zip(tree.Items).All(pair => pair.First == pair.Second || (pair.First.Id == task.Id && pair.First.Edition == task.Edition + 1));
    }));

    [Fact]
    public void There_is_a_next_step_as_long_as_a_task_is_open_and_it_is_one_of_them() => ForAnyTree(tree =>
    {
        var open = Tasks(tree).Where(t => t.Status is not ItemStatus.Finished).Select(t => t.Id).ToHashSet();
        var next = tree.Next(3);
        return next.Count <= 3 && (next.Count > 0) == (open.Count > 0) && next.All(n => open.Contains(n.Item)) && next.DistinctBy(n => n.Item).Count() == next.Count;
    });

    [Fact]
    public void An_order_respects_prerequisites_and_loses_nothing() => ForAnySchema(schema =>
    {
        var tree = From(schema);
        var ordered = PrerequisiteGraph.Order(tree.Items, i => i.Id, i => i.Prerequisites);
        var seen = new HashSet<string>();
        return ordered.Count == tree.Items.Length && ordered.All(i => i.Prerequisites.All(seen.Contains) && seen.Add(i.Id));
    });

    [Fact]
    public void A_cycle_is_found_exactly_when_no_order_exists() => Prop.ForAll(
        Gen.Choose(0, 6).Two().ListOf().ToArbitrary(),
        edges =>
        {
            var graph = Enumerable.Range(0, 7).Select(n => (n.ToString(), (IReadOnlyList<string>)[.. edges.Where(e => e.Item1 == n).Select(e => e.Item2.ToString())])).ToList();
            var cycle = PrerequisiteGraph.FindCycle(graph);
            if (cycle is null)
            {
                return PrerequisiteGraph.Order(graph, g => g.Item1, g => g.Item2).Count == 7;
            }

            Assert.Throws<ArgumentException>(() => PrerequisiteGraph.Order(graph, g => g.Item1, g => g.Item2));
            return cycle[0] == cycle[^1] && cycle.Zip(cycle.Skip(1)).All(step => edges.Contains((int.Parse(step.First), int.Parse(step.Second))));
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<TreeItem> Tasks(ProcessTree tree) => tree.Items.Where(i => i.Type is TreeItemType.Task && tree.TakesPart(i));

    private static IEnumerable<TreeItem> Below(ProcessTree tree, TreeItem item) =>
        Tasks(tree).Where(t => t.Id == item.Id || tree.Path(t).Any(above => above.Id == item.Id));

    private static bool Holds(ItemProgress progress, List<TreeItem> tasks)
    {
        var mean = tasks.Count == 0 ? 0 : tasks.Average(t => t.Status switch { ItemStatus.Finished => 100.0, ItemStatus.InProgress => 50.0, _ => 0.0 });
        return progress.Percent is >= 0 and <= 100 && Math.Abs(progress.Percent - mean) < 1 && (progress.Percent == 100) == (mean == 100) && (progress.Percent == 0) == (mean == 0)
            && progress.Tasks == tasks.Count && progress.Finished == tasks.Count(t => t.Status is ItemStatus.Finished);
    }

    private static void ForAnySchema(Func<Core.Catalogue.CoproductionSchema, bool> holds) => Prop.ForAll(AnySchema.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    private static void ForAnyTree(Func<ProcessTree, bool> holds) => Prop.ForAll(AnyTree.ToArbitrary(), holds).QuickCheckThrowOnFailure();
}
