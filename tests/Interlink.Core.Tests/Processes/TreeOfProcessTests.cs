using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using static Interlink.Core.Tests.Processes.ProcessWorld;

namespace Interlink.Core.Tests.Processes;

public class TreeOfProcessTests
{
    [Fact]
    public async Task A_schema_becomes_the_tree_of_a_process_once()
    {
        await using var world = await Open();
        var process = await world.Process();
        var applied = (await world.Apply.Run(world.Anna, process.Id, "sample", process.Revision(), "key", Cancellation)).Value;
        Assert.Equal(new AppliedSchema("sample", "Sample", 3, "key"), applied.Process.Schema);
        Assert.Equal((0, 4), (applied.Process.Progress.Percent, applied.Process.Progress.Tasks));
        var read = await world.Load(process.Id);
        Assert.Equal(applied.Tree!.Items.Select(i => i.Id), read.Tree!.Items.Select(i => i.Id));
        Assert.NotEqual(process.Revision(), read.Process.Revision());

        Assert.IsType<TreeExists>((await world.Apply.Run(world.Anna, process.Id, "sample", read.Process.Revision(), null, Cancellation)).Error);
        Assert.IsType<TreeExists>((await world.Apply.Run(world.Anna, process.Id, "sample", read.Process.Revision(), "other key", Cancellation)).Error);
        var again = (await world.Apply.Run(world.Anna, process.Id, "sample", process.Revision(), "key", Cancellation)).Value;
        Assert.Equal(applied.Tree.Items.Select(i => i.Id), again.Tree!.Items.Select(i => i.Id));
    }

    [Fact]
    public async Task A_schema_that_is_not_published_or_not_there_is_not_found()
    {
        await using var world = await Open();
        var process = await world.Process();
        await world.Publish(CoproductionSchema.Kind, "draft", SomeTree.Schema with { Id = "draft", State = PublicationState.Draft });
        foreach (var id in new[] { "draft", "unknown", "", "../x", new string('y', 5000) })
        {
            Assert.IsType<SchemaNotFound>((await world.Apply.Run(world.Anna, process.Id, id, process.Revision(), null, Cancellation)).Error);
        }

        Assert.IsType<StaleRevision>((await world.Apply.Run(world.Anna, process.Id, "sample", new Revision("7"), null, Cancellation)).Error);
        Assert.IsType<ProcessNotFound>((await world.Apply.Run(world.Bruno, process.Id, "sample", process.Revision(), null, Cancellation)).Error);
        Assert.Null((await world.Load(process.Id)).Tree);
    }

    [Fact]
    public async Task The_summary_always_agrees_with_the_tree()
    {
        await using var world = await Open();
        var id = (await world.ProcessWithTree()).Process.Id;
        foreach (var (task, status) in new[] { ("list", ItemStatus.Finished), ("draft", ItemStatus.InProgress), ("list", ItemStatus.Awaiting), ("draft", ItemStatus.Finished) })
        {
            var item = (await world.Item(id, task)).Item;
            Assert.True((await world.SetStatus.Run(world.Anna, id, item.Id, status, item.Revision(), Cancellation)).Succeeded);
            var read = await world.Load(id);
            Assert.Equal(read.Tree!.Progress.Whole, read.Process.Progress);
            Assert.Equal(status, read.Tree.The(task).Status);
        }
    }

    [Fact]
    public async Task People_who_finish_different_tasks_at_once_do_not_collide()
    {
        await using var world = await Open();
        var loaded = await world.ProcessWithTree();
        var tasks = loaded.Tree!.Items.Where(i => i.Type is TreeItemType.Task).ToList();
        var set = await Task.WhenAll(tasks.Select(t =>
            Task.Run(() => OnAnotherMachine(world).Run(world.Anna, loaded.Process.Id, t.Id, ItemStatus.Finished, t.Revision(), Cancellation))));
        Assert.All(set, s => Assert.True(s.Succeeded, s.Error?.Detail));
        var read = await world.Load(loaded.Process.Id);
        Assert.Equal(new ItemProgress(ItemStatus.Finished, 100, 4, 4), read.Process.Progress);
        Assert.Equal(loaded.Process.Revision(), read.Process.Revision());
    }

    [Fact]
    public async Task Of_many_who_set_one_task_from_one_state_exactly_one_does()
    {
        await using var world = await Open();
        var id = (await world.ProcessWithTree()).Process.Id;
        var task = (await world.Item(id, "list")).Item;
        var set = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() =>
            OnAnotherMachine(world).Run(world.Anna, id, task.Id, n % 2 == 0 ? ItemStatus.Finished : ItemStatus.InProgress, task.Revision(), Cancellation))));
        Assert.Single(set, s => s.Succeeded);
        Assert.All(set.Where(s => !s.Succeeded), s => Assert.IsType<StaleRevision>(s.Error));
    }

    [Fact]
    public async Task Only_tasks_can_be_set()
    {
        await using var world = await Open();
        var id = (await world.ProcessWithTree()).Process.Id;
        foreach (var derived in new[] { "engage", "people" })
        {
            var item = (await world.Item(id, derived)).Item;
            Assert.IsType<StatusIsDerived>((await world.SetStatus.Run(world.Anna, id, item.Id, ItemStatus.Finished, item.Revision(), Cancellation)).Error);
        }

        Assert.IsType<ItemNotFound>((await world.SetStatus.Run(world.Anna, id, "nobody", ItemStatus.Finished, new Revision("1"), Cancellation)).Error);
        var bare = await world.Process("Without a tree");
        Assert.IsType<ItemNotFound>((await world.SetStatus.Run(world.Anna, bare.Id, "nobody", ItemStatus.Finished, new Revision("1"), Cancellation)).Error);
    }

    [Fact]
    public async Task Every_change_tells_what_happened_without_naming_anybody()
    {
        await using var world = await Open();
        var loaded = await world.ProcessWithTree();
        var (id, task) = (loaded.Process.Id, loaded.Tree!.The("list"));
        await world.SetStatus.Run(world.Anna, id, task.Id, ItemStatus.Finished, task.Revision(), Cancellation);
        await world.SetStatus.Run(world.Anna, id, task.Id, ItemStatus.Finished, new Revision("2"), Cancellation);
        Assert.Equal(
            [
                $$"""process.created anna {"process":"{{id}}","language":"en"}""",
                $$"""process.schema_applied anna {"process":"{{id}}","schema":"sample","version":3,"tasks":4}""",
                $$"""task.status_changed anna {"process":"{{id}}","task":"{{task.Id}}","from":"awaiting","to":"finished","cause":"by_hand"}""",
            ],
            await world.Events());
    }

    /// <summary>Changes made by one store queue; those of another know nothing of them and meet them in the commit.</summary>
    private static SetTaskStatus OnAnotherMachine(ProcessWorld world) =>
        new(new ProcessStore(world.Documents), new Ulids(world.Clock), world.Clock);
}
