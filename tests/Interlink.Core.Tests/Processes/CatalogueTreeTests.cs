using System.Text.Json;
using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Testing;

namespace Interlink.Core.Tests.Processes;

/// <summary>Schemas as catalogues really hold them: of the made-up one, and of a real one where it is at hand.</summary>
public class CatalogueTreeTests
{
    [Fact]
    public void Every_schema_that_the_catalogue_takes_becomes_a_tree_in_every_language_and_can_be_worked_through()
    {
        var schemas = new[] { SampleCatalogue.Folder, SampleCatalogue.AnyFolder }.Distinct().SelectMany(SchemasOf).ToList();
        Assert.NotEmpty(schemas);
        foreach (var (schema, language) in schemas.SelectMany(s => Language.Interface.Append("fi").Select(l => (s, l))))
        {
            var tree = SomeTree.From(schema, language);
            Assert.All(tree.Items, i => Assert.Equal(i.Language != language, i.Untranslated));
            Assert.All(tree.Items, i => Assert.NotEmpty(i.Name));
            Assert.Equal(NextReason.First, tree.Next(3)[0].Reason);
            WorkThrough(tree);
        }
    }

    [Fact]
    public void A_tree_is_small_enough_for_one_document()
    {
        var bytes = SchemasOf(SampleCatalogue.AnyFolder).Max(s => JsonSerializer.SerializeToUtf8Bytes(SomeTree.From(s, "en"), Json.Options).Length);
        Assert.InRange(bytes, 500, 200_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"The largest tree has {bytes} bytes.");
    }

    /// <summary>Finishes what is proposed, one after the other: nothing is proposed before what it waits for, and in the end all is done.</summary>
    private static void WorkThrough(ProcessTree tree)
    {
        var percent = 0;
        for (var steps = tree.Items.Length; tree.Next(1) is [var step]; steps--)
        {
            Assert.True(steps > 0, "There is no end to it.");
            var task = tree.Find(step.Item)!;
            Assert.All(tree.Path(task).Append(task), i => Assert.Empty(tree.BlockedBy(i)));
            tree = tree.SetStatus(task.Id, ItemStatus.Finished).Value;
            Assert.InRange(tree.Progress.Whole.Percent, percent, 100);
            percent = tree.Progress.Whole.Percent;
        }

        Assert.Equal((ItemStatus.Finished, 100), (tree.Progress.Whole.Status, tree.Progress.Whole.Percent));
    }

    private static List<CoproductionSchema> SchemasOf(string folder)
    {
        using var source = ZipSourceTree.OpenZip(SampleCatalogue.Zip(folder), new ImportLimits()).Value;
        return [.. CatalogueParser.Parse(source, [], new ImportLimits()).Select(d => d.Schema).OfType<CoproductionSchema>()];
    }
}
