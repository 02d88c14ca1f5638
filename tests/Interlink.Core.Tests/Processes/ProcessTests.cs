using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using static Interlink.Core.Tests.Processes.ProcessWorld;

namespace Interlink.Core.Tests.Processes;

public class ProcessTests
{
    [Fact]
    public async Task A_process_is_there_for_its_maker_and_for_nobody_else()
    {
        await using var world = await Open();
        var made = (await world.Create.Run(world.Anna, new ProcessDraft(" Play\nground ", "lv", " More green ", "", null), null, Cancellation)).Value;
        Assert.Equal(("Play ground", "lv", "More green", null, null), (made.Name, made.Language, made.Aim, made.Idea, made.Challenges));
        Assert.Equal([new PersonReference("anna", "Anna")], made.Administrators);
        Assert.Equal(made.Id, (await world.Load(made.Id)).Process.Id);
        Assert.Null((await world.Load(made.Id)).Tree);
        Assert.IsType<ProcessNotFound>((await world.Processes.Load(world.Bruno, made.Id, Cancellation)).Error);
        Assert.IsType<ProcessNotFound>((await world.Processes.Load(Someone("anna", "Anna", "zaragoza"), made.Id, Cancellation)).Error);
        Assert.IsType<StaleRevision>((await world.Edit.Run(world.Anna, made.Id, new ProcessEdit("x", null, null, null), new Revision("9"), Cancellation)).Error);
        Assert.IsType<ProcessNotFound>((await world.Edit.Run(world.Bruno, made.Id, new ProcessEdit("x", null, null, null), made.Revision(), Cancellation)).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("../../../../etc/passwd12345")]
    [InlineData("a/b\\c#d?e:f g'h\"i%00;jklmno")]
    [InlineData("01234567890123456789012345")]
    public async Task No_text_from_outside_does_more_than_find_nothing(string id)
    {
        await using var world = await Open();
        Assert.IsType<ProcessNotFound>((await world.Processes.Load(world.Anna, id, Cancellation)).Error);
        var process = await world.ProcessWithTree();
        Assert.IsType<ItemNotFound>((await world.Processes.LoadItem(world.Anna, process.Process.Id, id, Cancellation)).Error);
        Assert.IsType<Core.Assets.AssetNotFound>((await world.Assets.Load(world.Anna, process.Process.Id, id, Cancellation)).Error);
    }

    [Fact]
    public async Task Every_field_at_fault_is_named()
    {
        await using var world = await Open();
        var draft = new ProcessDraft("  ", "english", new string('a', 2001), new string('i', 5001), new string('c', 5001));
        var error = Assert.IsType<InvalidInput>((await world.Create.Run(world.Anna, draft, null, Cancellation)).Error);
        Assert.Equal(
            [("name", "required"), ("language", "not_a_language"), ("aim", "too_long"), ("idea", "too_long"), ("challenges", "too_long")],
            error.Fields.Select(f => (f.Field, f.Code)));
        var process = await world.Process();
        var edit = await world.Edit.Run(world.Anna, process.Id, new ProcessEdit("", new string('a', 2001), null, null), process.Revision(), Cancellation);
        Assert.Equal(["name", "aim"], edit.Error!.Fields.Select(f => f.Field));
    }

    [Fact]
    public async Task A_request_sent_twice_makes_one_process()
    {
        await using var world = await Open();
        var draft = new ProcessDraft("Twice", "en", null, null, null);
        var both = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.Create.Run(world.Anna, draft, "key", Cancellation)));
        Assert.Single(both.Select(p => p.Value.Id).Distinct());
        Assert.NotEqual(both[0].Value.Id, (await world.Create.Run(world.Anna, draft, "other key", Cancellation)).Value.Id);
        Assert.NotEqual(both[0].Value.Id, (await world.Create.Run(world.Bruno, draft, "key", Cancellation)).Value.Id);
        Assert.Equal(2, (await world.Processes.List(world.Anna, new ProcessQuery(), Cancellation)).Total);
    }

    [Fact]
    public async Task An_edit_changes_what_it_states_and_needs_the_state_that_was_read()
    {
        await using var world = await Open();
        var process = await world.Process();
        world.Clock.Advance(TimeSpan.FromHours(1));
        var edited = (await world.Edit.Run(world.Anna, process.Id, new ProcessEdit(null, "Aim", "Idea", null), process.Revision(), Cancellation)).Value.Process;
        Assert.Equal(("Play ground", "Aim", "Idea", 2), (edited.Name, edited.Aim, edited.Idea, edited.Edition));
        Assert.Equal((process.CreatedAt, process.CreatedAt.AddHours(1)), (edited.CreatedAt, edited.UpdatedAt));
        Assert.IsType<StaleRevision>((await world.Edit.Run(world.Anna, process.Id, new ProcessEdit("Late", null, null, null), process.Revision(), Cancellation)).Error);
        var same = (await world.Edit.Run(world.Anna, process.Id, new ProcessEdit(null, "Aim", null, null), edited.Revision(), Cancellation)).Value.Process;
        Assert.Equal(edited.Revision(), same.Revision());
        var cleared = (await world.Edit.Run(world.Anna, process.Id, new ProcessEdit(null, " ", null, null), edited.Revision(), Cancellation)).Value;
        Assert.Null(cleared.Process.Aim);
        Assert.Equal("Idea", (await world.Load(process.Id)).Process.Idea);
    }

    [Fact]
    public async Task Of_many_edits_of_one_state_exactly_one_is_made()
    {
        await using var world = await Open();
        var process = await world.Process();
        var edits = await Task.WhenAll(Enumerable.Range(0, 10).Select(n =>
            world.Edit.Run(world.Anna, process.Id, new ProcessEdit($"Name {n}", null, null, null), process.Revision(), Cancellation)));
        Assert.Single(edits, e => e.Succeeded);
        Assert.All(edits.Where(e => !e.Succeeded), e => Assert.IsType<StaleRevision>(e.Error));
    }

    [Fact]
    public async Task Lists_hold_the_callers_processes_by_text_status_and_order()
    {
        await using var world = await Open();
        var library = await world.Process("Library for all");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Process("Bērnu laukums", "lv");
        await world.Process("Library of others", caller: world.Bruno);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Process("Archive");
        Assert.Equal(["Archive", "Bērnu laukums", "Library for all"], await Names(new ProcessQuery()));
        Assert.Equal(["Archive", "Bērnu laukums", "Library for all"], await Names(new ProcessQuery { Sort = ProcessSort.Title }));
        Assert.Equal(["Library for all"], await Names(new ProcessQuery { Text = "libr" }));
        Assert.Equal(["Bērnu laukums"], await Names(new ProcessQuery { Text = "bernu", Language = "it" }));
        Assert.Equal([], await Names(new ProcessQuery { Status = [ItemStatus.Finished, ItemStatus.InProgress] }));

        var tree = (await world.Apply.Run(world.Anna, library.Id, "sample", library.Revision(), null, Cancellation)).Value.Tree!;
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SetStatus.Run(world.Anna, library.Id, tree.The("list").Id, ItemStatus.Finished, tree.The("list").Revision(), Cancellation);
        Assert.Equal(["Library for all"], await Names(new ProcessQuery { Status = [ItemStatus.InProgress] }));
        Assert.Equal(["Library for all", "Archive", "Bērnu laukums"], await Names(new ProcessQuery()));

        var first = await world.Processes.List(world.Anna, new ProcessQuery { Page = new PageRequest(2, null) }, Cancellation);
        var second = await world.Processes.List(world.Anna, new ProcessQuery { Page = new PageRequest(2, first.Next) }, Cancellation);
        Assert.Equal((3L, 2, 1, null), (first.Total, first.Items.Count, second.Items.Count, second.Next));

        async Task<IEnumerable<string>> Names(ProcessQuery query) => (await world.Processes.List(world.Anna, query, Cancellation)).Items.Select(p => p.Name);
    }
}
