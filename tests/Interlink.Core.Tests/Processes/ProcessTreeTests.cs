using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using static Interlink.Core.Tests.Processes.SomeTree;

namespace Interlink.Core.Tests.Processes;

public class ProcessTreeTests
{
    [Fact]
    public void A_tree_copies_every_item_under_its_own_id_and_remembers_where_it_came_from()
    {
        Assert.Equal(["engage", "people", "list", "invite", "build", "make", "draft", "review"], Tree.Items.Select(i => i.FromItem));
        Assert.All(Tree.Items, i => Assert.Equal("sample", i.FromSchema));
        Assert.All(Tree.Items, i => Assert.NotEqual(i.FromItem, i.Id));
        Assert.Equal([Tree.The("list").Id], Tree.The("invite").Prerequisites);
        Assert.Equal([Tree.The("engage").Id], Tree.The("build").Prerequisites);
        Assert.Equal(["engage", "people"], Tree.Path(Tree.The("invite")).Select(i => i.FromItem));
    }

    [Fact]
    public void Names_come_in_the_language_of_the_process_and_else_are_marked_as_untranslated()
    {
        var schema = SchemaOf(
            Item("a") with { Name = LocalizedText.Of([new("en", "Aim"), new("lv", "Mērķis")]), Description = LocalizedText.Of([new("en", "Why"), new("lv", "Kāpēc")]) },
            Item("b") with { Name = LocalizedText.Of("en", "Begin"), Description = LocalizedText.Of("it", "Come") },
            Item("c") with { Name = LocalizedText.Of("it", "Chiudere") },
            Item("d") with { Name = LocalizedText.Empty });
        var tree = From(schema, "lv");

        Assert.Equal(
            [("Mērķis", "lv", false), ("Begin", "en", true), ("Chiudere", "it", true), ("d", "en", true)],
            tree.Items.Select(i => (i.Name, i.Language, i.Untranslated)));
        Assert.Equal(new Localized("Kāpēc", "lv", false), tree.The("a").Description);
        Assert.Equal(new Localized("Come", "it", true), tree.The("b").Description);
        Assert.Null(tree.The("c").Description);
    }

    [Fact]
    public void Siblings_are_put_in_an_order_that_respects_their_prerequisites_and_else_keeps_that_of_the_schema()
    {
        var tree = From(SchemaOf(Item("z", ["y"]), Item("a"), Item("y", ["x"]), Item("x"), Item("b")));
        Assert.Equal(["a", "x", "y", "z", "b"], tree.Items.Select(i => i.FromItem));
    }

    [Fact]
    public void A_schema_that_cannot_be_a_tree_is_refused_with_the_offender_named()
    {
        Assert.Contains("round in a circle: a → c → b → a", Refused(Item("a", ["c"]), Item("b", ["a"]), Item("c", ["b"])), StringComparison.Ordinal);
        Assert.Contains("circle: t → t", Refused(Item("p", [], Item("o", [], Item("t", ["t"])))), StringComparison.Ordinal);
        Assert.Contains("'lost'", Refused(Item("a", ["lost"])), StringComparison.Ordinal);
        Assert.Contains("'twin' occurs twice", Refused(Item("a", [], Item("twin")), Item("twin")), StringComparison.Ordinal);
        Assert.Contains("'deep' lies below a task", Refused(Item("p", [], Item("o", [], Item("t", [], Item("deep"))))), StringComparison.Ordinal);
        Assert.Contains("no phases", Refused(), StringComparison.Ordinal);
        Assert.Contains("more than 2000", Refused([.. Enumerable.Range(0, 2001).Select(n => Item($"i{n}"))]), StringComparison.Ordinal);

        static string Refused(params Core.Catalogue.SchemaItem[] phases)
        {
            var error = ProcessTree.From(SchemaOf(phases), "en", new CountedIds()).Error;
            Assert.Equal(("schema-unusable", ErrorKind.Conflict), (error?.Type, error?.Kind));
            return error!.Detail;
        }
    }

    [Fact]
    public void The_largest_tree_is_made_and_assessed()
    {
        var tree = From(SchemaOf(Item("p", [], Item("o", [], [.. Enumerable.Range(0, 1998).Select(n => Item($"t{n}", n == 0 ? [] : [$"t{n - 1}"]))]))));
        Assert.Equal((2000, 1998), (tree.Items.Length, tree.Progress.Whole.Tasks));
        Assert.Equal([new NextStep(tree.The("t0").Id, NextReason.First)], tree.Next(3));
    }

    [Fact]
    public void Objectives_phases_and_the_process_derive_their_status_and_percent_from_the_tasks()
    {
        Assert.Equal(new ItemProgress(ItemStatus.Awaiting, 0, 4, 0), Tree.Progress.Whole);
        var begun = Tree.Set("list", ItemStatus.Finished).Set("invite", ItemStatus.InProgress);
        Assert.Equal(new ItemProgress(ItemStatus.InProgress, 75, 2, 1), begun.ProgressOf("people"));
        Assert.Equal(new ItemProgress(ItemStatus.InProgress, 75, 2, 1), begun.ProgressOf("engage"));
        Assert.Equal(new ItemProgress(ItemStatus.InProgress, 38, 4, 1), begun.Progress.Whole);
        var half = begun.Set("invite", ItemStatus.Finished);
        Assert.Equal((ItemStatus.Finished, 100), (half.ProgressOf("engage").Status, half.ProgressOf("engage").Percent));
        Assert.Equal((ItemStatus.Awaiting, 0), (half.ProgressOf("build").Status, half.ProgressOf("build").Percent));
        Assert.Equal((ItemStatus.InProgress, 50), (half.Progress.Whole.Status, half.Progress.Whole.Percent));
    }

    [Fact]
    public void Disabled_items_never_count()
    {
        var tree = Tree.Set("list", ItemStatus.Finished).Set("invite", ItemStatus.Finished).Disable("build");
        Assert.Equal(new ItemProgress(ItemStatus.Finished, 100, 2, 2), tree.Progress.Whole);
        Assert.Equal(ItemProgress.None, tree.ProgressOf("draft"));
        Assert.Equal(ItemProgress.None, Tree.Disable("list").Disable("invite").ProgressOf("engage"));
        Assert.IsType<ItemDisabled>(tree.SetStatus(tree.The("draft").Id, ItemStatus.Finished).Error);
        Assert.Equal([], Tree.Disable("list").BlockedBy(Tree.The("invite")));
    }

    [Fact]
    public void Nearly_nothing_is_not_nothing_and_nearly_everything_is_not_everything()
    {
        var many = From(SchemaOf(Item("p", [], Item("o", [], [.. Enumerable.Range(0, 900).Select(n => Item($"t{n}"))]))));
        Assert.Equal(1, many.Set("t5", ItemStatus.InProgress).Progress.Whole.Percent);
        var nearly = new ProcessTree([.. many.Items.Select(i => i with { Status = i.FromItem == "t7" ? ItemStatus.InProgress : ItemStatus.Finished })]);
        Assert.Equal((ItemStatus.InProgress, 99), (nearly.Progress.Whole.Status, nearly.Progress.Whole.Percent));
    }

    [Fact]
    public void Only_tasks_are_set_and_only_a_real_change_makes_a_new_edition()
    {
        Assert.IsType<ItemNotFound>(Tree.SetStatus("nobody", ItemStatus.Finished).Error);
        Assert.IsType<StatusIsDerived>(Tree.SetStatus(Tree.The("people").Id, ItemStatus.Finished).Error);
        Assert.Same(Tree, Tree.Set("list", ItemStatus.Awaiting));
        var set = Tree.Set("list", ItemStatus.Finished);
        Assert.Equal((2, 1), (set.The("list").Edition, set.The("invite").Edition));
        Assert.Equal(ItemStatus.Awaiting, Tree.The("list").Status);
    }

    [Fact]
    public void Next_come_begun_tasks_and_then_those_that_wait_for_nothing()
    {
        Assert.Equal([("list", NextReason.First)], Next(Tree));
        Assert.Equal([("list", NextReason.InProgress)], Next(Tree.Set("list", ItemStatus.InProgress)));
        Assert.Equal([("invite", NextReason.Ready)], Next(Tree.Set("list", ItemStatus.Finished)));
        Assert.Equal([("draft", NextReason.InProgress), ("list", NextReason.Ready)], Next(Tree.Set("draft", ItemStatus.InProgress)));
        var engaged = Tree.Set("list", ItemStatus.Finished).Set("invite", ItemStatus.Finished);
        Assert.Equal([("draft", NextReason.Ready)], Next(engaged));
        Assert.Empty(Next(engaged.Set("draft", ItemStatus.Finished).Set("review", ItemStatus.Finished)));

        static IEnumerable<(string?, NextReason)> Next(ProcessTree tree) => tree.Next(3).Select(n => (tree.Find(n.Item)!.FromItem, n.Reason));
    }

    [Fact]
    public void Items_that_wait_for_each_other_across_levels_do_not_leave_people_without_a_next_step()
    {
        var tree = From(SchemaOf(Item("p", ["t2"], Item("o", [], Item("t1"))), Item("q", [], Item("r", [], Item("t2", ["t1"])))));
        Assert.Equal([new NextStep(tree.The("t1").Id, NextReason.First)], tree.Next(3));
    }

    [Fact]
    public void An_objective_without_tasks_holds_nobody_up()
    {
        var tree = From(SchemaOf(Item("p", [], Item("empty"), Item("o", ["empty"], Item("t")))));
        Assert.Empty(tree.BlockedBy(tree.The("o")));
        Assert.Equal([new NextStep(tree.The("t").Id, NextReason.First)], tree.Next(3));
        Assert.Equal(ItemStatus.InProgress, tree.Set("t", ItemStatus.Finished).ProgressOf("p").Status);
    }

    [Fact]
    public void A_tree_is_the_same_after_it_was_stored()
    {
        var tree = Tree.Set("list", ItemStatus.InProgress).Disable("draft");
        var read = JsonSerializer.Deserialize<ProcessTree>(JsonSerializer.Serialize(tree, Json.Options), Json.Options)!;
        Assert.Equal(JsonSerializer.Serialize(tree, Json.Options), JsonSerializer.Serialize(read, Json.Options));
        Assert.Equal(tree.Progress.Whole, read.Progress.Whole);
    }

    [Fact]
    public void Items_that_do_not_belong_together_are_no_tree()
    {
        var task = Tree.The("list");
        Assert.Throws<ArgumentException>(() => new ProcessTree([task]));
        Assert.Throws<ArgumentException>(() => new ProcessTree([Tree.Items[0], Tree.Items[0]]));
        Assert.Throws<ArgumentException>(() => new ProcessTree([Tree.Items[0], task with { Parent = Tree.Items[0].Id }]));
    }
}
