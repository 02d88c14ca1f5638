using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;

namespace Interlink.Core.Tests.Processes;

/// <summary>Trees and schemas to test with: small ones by hand, and any by chance.</summary>
internal static class SomeTree
{
    /// <summary>Two phases, the second after the first; in the first two tasks, the second after the first.</summary>
    public static CoproductionSchema Schema { get; } = SchemaOf(
        Item("engage", [], Item("people", [], Item("list"), Item("invite", ["list"]))),
        Item("build", ["engage"], Item("make", [], Item("draft"), Item("review", ["draft"]))));

    public static ProcessTree Tree { get; } = From(Schema);

    public static CoproductionSchema SchemaOf(params SchemaItem[] phases) =>
        new() { Id = "sample", Name = LocalizedText.Of("en", "Sample"), Version = 3, Phases = phases };

    public static SchemaItem Item(string id, string[]? after = null, params SchemaItem[] items) =>
        new() { Id = id, Name = LocalizedText.Of("en", id), Prerequisites = after ?? [], Items = items };

    public static ProcessTree From(CoproductionSchema schema, string language = "en") => ProcessTree.From(schema, language, new CountedIds()).Value;

    /// <summary>The item that was copied from the schema's item of that id.</summary>
    public static TreeItem The(this ProcessTree tree, string fromItem) => tree.Items.Single(i => i.FromItem == fromItem);

    public static ProcessTree Set(this ProcessTree tree, string fromItem, ItemStatus status) => tree.SetStatus(tree.The(fromItem).Id, status).Value;

    public static ProcessTree Disable(this ProcessTree tree, string fromItem) =>
        new([.. tree.Items.Select(i => i.FromItem == fromItem ? i with { Enabled = false } : i)]);

    public static ItemProgress ProgressOf(this ProcessTree tree, string fromItem) => tree.Progress.Of(tree.The(fromItem));

    /// <summary>Schemas with up to some eighty items; prerequisites between any levels, without circles; siblings in any order.</summary>
    public static Gen<CoproductionSchema> AnySchema { get; } =
        from shape in Gen.Choose(0, 4).ListOf(16)
        from seed in Gen.Choose(0, int.MaxValue)
        select Sprout([.. shape], new Random(seed));

    /// <summary>Trees of such schemas with any statuses and some items disabled.</summary>
    public static Gen<ProcessTree> AnyTree { get; } =
        from schema in AnySchema
        from seed in Gen.Choose(0, int.MaxValue)
        select Live(From(schema), new Random(seed));

    private static CoproductionSchema Sprout(ImmutableArray<int> widths, Random chance)
    {
        var (next, known, used) = (0, new List<string>(), 0);
        var phases = Siblings(0);
        return SchemaOf(phases.Length > 0 ? phases : [Item("only")]);

        SchemaItem[] Siblings(int depth)
        {
            var items = Enumerable.Range(0, depth > 2 ? 0 : widths[used++ % widths.Length]).Select(_ => One(depth)).ToArray();
            chance.Shuffle(items);
            return items;
        }

        SchemaItem One(int depth)
        {
            var id = $"i{next++}";
            var after = known.Where(_ => chance.Next(6) == 0).ToArray();
            var item = Item(id, after, Siblings(depth + 1)) with { Name = Name(id), Description = Name($"About {id}") };
            known.Add(id);
            return item;
        }

        LocalizedText Name(string text) =>
            LocalizedText.Of(new[] { "en", "it", "lv" }.Where(_ => chance.Next(2) == 0).Select(l => KeyValuePair.Create(l, $"{text} {l}")));
    }

    private static ProcessTree Live(ProcessTree tree, Random chance)
    {
        var leaning = chance.Next(4);
        return new ProcessTree([.. tree.Items.Select(i => i with
        {
            Enabled = chance.Next(8) != 0,
            Status = i.Type is not TreeItemType.Task ? ItemStatus.Awaiting : leaning < 3 ? (ItemStatus)leaning : (ItemStatus)chance.Next(3),
        })]);
    }
}

/// <summary>Ids that a test can foresee.</summary>
internal sealed class CountedIds : IIds
{
    private int _count;

    public string New() => $"id{Interlocked.Increment(ref _count):000000000000000000000000}";
}
