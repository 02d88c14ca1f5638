using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Contracts;

/// <summary>What every <see cref="IDocuments"/> does. Each adapter runs it through a subclass; it touches nothing but the port.</summary>
public abstract partial class DocumentsContract : IAsyncLifetime
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    /// <summary>The port under test; each test has tenants of its own, so that it may be the same for all.</summary>
    protected IDocuments Documents { get; private set; } = null!;

    protected TenantId Tenant { get; } = TenantId.Parse($"t-{new Ulids(TimeProvider.System).New()}");

    protected Partition Notes => Partition.Of(Tenant, "notes");

    public async ValueTask InitializeAsync() => Documents = await Create();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Close();
    }

    [Fact]
    public async Task What_was_created_is_found_with_its_revision()
    {
        var committed = await Commit(new Batch().Create("note", "a", new Note("Hello", 1)));
        var found = await Documents.Find<Note>(Notes, "note", "a", Now);
        Assert.True(committed.Committed);
        Assert.Equal(new Document<Note>("notes", "a", new Note("Hello", 1), committed.Revisions.Single()), found);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await Commit(new Batch().Create("note", "a", new Note("Hello", 1)));
        Assert.Null(await Documents.Find<Note>(Notes, "note", "b", Now));
        Assert.Null(await Documents.Find<Note>(Notes, "other", "a", Now));
        Assert.Null(await Documents.Find<Note>(Partition.Of(Tenant, "elsewhere"), "note", "a", Now));
    }

    [Fact]
    public async Task Tenants_never_see_each_other()
    {
        var stranger = Partition.Of(TenantId.Parse(Tenant.Value + "-x"), "notes");
        await Commit(new Batch().Create("note", "a", new Note("Mine", 1), Titled("Mine")));
        await Documents.Commit(stranger, new Batch().Create("note", "a", new Note("Theirs", 2), Titled("Theirs")), Now);
        Assert.Equal("Theirs", (await Documents.Find<Note>(stranger, "note", "a", Now))!.Body.Text);
        Assert.Equal(["Mine"], (await Documents.Search<Note>(Tenant, "note", new SearchQuery(), Now)).Page.Items.Select(d => d.Body.Text));
        Assert.Equal(1, (await Documents.List<Note>(stranger, "note", new ListOptions("", 10), Now)).Total);
    }

    [Fact]
    public async Task Creating_what_exists_is_refused()
    {
        await Commit(new Batch().Create("note", "a", new Note("First", 1)));
        var second = await Commit(new Batch().Create("note", "a", new Note("Second", 2)));
        Assert.Equal(new CommitConflict("note", "a", ConflictReason.Exists), second.Conflict);
        Assert.Empty(second.Revisions);
        Assert.Equal("First", await Text("a"));
    }

    [Fact]
    public async Task Replacing_needs_the_revision_that_was_read()
    {
        var first = (await Commit(new Batch().Create("note", "a", new Note("One", 1)))).Revisions.Single();
        var second = (await Commit(new Batch().Replace("note", "a", new Note("Two", 2), first))).Revisions.Single();
        var stale = await Commit(new Batch().Replace("note", "a", new Note("Three", 3), first));
        var missing = await Commit(new Batch().Replace("note", "b", new Note("Three", 3), second));
        Assert.NotEqual(first, second);
        Assert.Equal(ConflictReason.Changed, stale.Conflict!.Reason);
        Assert.Equal(ConflictReason.Missing, missing.Conflict!.Reason);
        Assert.Equal("Two", await Text("a"));
    }

    [Fact]
    public async Task Removing_checks_the_revision_when_one_is_given()
    {
        var revision = (await Commit(new Batch().Create("note", "a", new Note("One", 1)))).Revisions.Single();
        Assert.Equal(ConflictReason.Changed, (await Commit(new Batch().Remove("note", "a", new Revision("other")))).Conflict!.Reason);
        Assert.True((await Commit(new Batch().Remove("note", "a", revision))).Committed);
        Assert.Equal(ConflictReason.Missing, (await Commit(new Batch().Remove("note", "a", revision))).Conflict!.Reason);
        Assert.True((await Commit(new Batch().Remove("note", "a"))).Committed);
        Assert.Null(await Documents.Find<Note>(Notes, "note", "a", Now));
    }

    [Fact]
    public async Task Revisions_are_new_with_every_put_also_of_the_same_content_and_after_removal()
    {
        var seen = new HashSet<Revision>();
        for (var i = 0; i < 5; i++)
        {
            Assert.True(seen.Add((await Commit(new Batch().Put("note", "a", new Note("Same", 1)))).Revisions.Single()));
            Assert.True(seen.Add((await Commit(new Batch().Put("note", "a", new Note("Same", 1)))).Revisions.Single()));
            await Commit(new Batch().Remove("note", "a"));
        }
    }

    [Fact]
    public async Task Revisions_go_into_an_etag_as_they_are()
    {
        var revision = (await Commit(new Batch().Put("note", "a", new Note("One", 1)))).Revisions.Single();
        Assert.Matches(@"\A[A-Za-z0-9.-]+\z", revision.Value);
    }

    [Fact]
    public async Task A_batch_is_applied_whole_or_not_at_all()
    {
        await Commit(new Batch().Create("note", "taken", new Note("Old", 0), Titled("Old")));
        var refused = await Commit(new Batch()
            .Create("note", "a", new Note("A", 1), Titled("A"))
            .Put("note", "taken", new Note("New", 1), Titled("New"))
            .Remove("note", "gone")
            .Create("note", "taken", new Note("B", 2))
            .Create("note", "c", new Note("C", 3)));
        Assert.Equal(new CommitConflict("note", "taken", ConflictReason.Exists), refused.Conflict);
        Assert.Null(await Documents.Find<Note>(Notes, "note", "a", Now));
        Assert.Equal("Old", await Text("taken"));
        Assert.Equal(["taken"], (await Documents.Search<Note>(Notes, "note", new SearchQuery(), Now)).Page.Items.Select(d => d.Id));
    }

    [Fact]
    public async Task Revisions_come_in_the_order_of_the_puts()
    {
        await Commit(new Batch().Create("note", "z", new Note("Z", 0)));
        var committed = await Commit(new Batch().Create("note", "b", new Note("B", 1)).Remove("note", "z").Create("note", "a", new Note("A", 2)));
        Assert.Equal(2, committed.Revisions.Count);
        Assert.Equal(committed.Revisions[0], (await Documents.Find<Note>(Notes, "note", "b", Now))!.Revision);
        Assert.Equal(committed.Revisions[1], (await Documents.Find<Note>(Notes, "note", "a", Now))!.Revision);
    }

    [Fact]
    public async Task Bodies_keep_every_character()
    {
        var text = "quotes \" and \\, línea\nnext, emoji 🎉, zero \0, Ā, 日本, '; DROP TABLE documents; --";
        await Commit(new Batch().Put("note", "a'\"%_", new Note(text, double.MaxValue)));
        Assert.Equal(new Note(text, double.MaxValue), (await Documents.Find<Note>(Notes, "note", "a'\"%_", Now))!.Body);
    }

    [Fact]
    public async Task Many_are_found_in_the_order_asked_for()
    {
        await Commit(new Batch().Put("note", "a", new Note("A", 1)).Put("note", "b", new Note("B", 2)).Put("note", "c", new Note("C", 3)));
        var found = await Documents.FindMany<Note>(Notes, "note", ["c", "missing", "a"], Now);
        Assert.Equal(["c", "a"], found.Select(d => d.Id));
        Assert.Empty(await Documents.FindMany<Note>(Notes, "note", [], Now));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Documents.FindMany<Note>(Notes, "note", [.. Enumerable.Range(0, 1_001).Select(i => $"{i}")], Now));
    }

    [Fact]
    public async Task Lists_come_by_prefix_in_order_of_id_page_by_page()
    {
        foreach (var id in (string[])["b:2", "a", "b:10", "c", "b:1", "b"])
        {
            await Commit(new Batch().Put("note", id, new Note(id, 0)));
        }

        var first = await Documents.List<Note>(Notes, "note", new ListOptions("b:", 2), Now);
        var second = await Documents.List<Note>(Notes, "note", new ListOptions("b:", 2, first.Next), Now);
        Assert.Equal(["b:1", "b:10"], first.Items.Select(d => d.Id));
        Assert.Equal(["b:2"], second.Items.Select(d => d.Id));
        Assert.Equal((3, 3), (first.Total, second.Total));
        Assert.Null(second.Next);
        Assert.Equal(["a", "b", "b:1", "b:10", "b:2", "c"], (await Documents.List<Note>(Notes, "note", default, Now)).Items.Select(d => d.Id));
    }

    [Fact]
    public async Task A_list_goes_on_where_it_was_when_documents_come_and_go()
    {
        await Commit(new Batch().Put("note", "a", new Note("", 0)).Put("note", "b", new Note("", 0)).Put("note", "d", new Note("", 0)));
        var first = await Documents.List<Note>(Notes, "note", new ListOptions("", 2), Now);
        await Commit(new Batch().Remove("note", "b").Put("note", "aa", new Note("", 0)).Put("note", "c", new Note("", 0)));
        var second = await Documents.List<Note>(Notes, "note", new ListOptions("", 2, first.Next), Now);
        Assert.Equal(["c", "d"], second.Items.Select(d => d.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("🎉 %00 ' OR 1=1")]
    public async Task Malformed_cursors_are_refused(string cursor)
    {
        await Assert.ThrowsAsync<InvalidCursorException>(() => Documents.List<Note>(Notes, "note", new ListOptions("", 10, cursor), Now));
        await Assert.ThrowsAsync<InvalidCursorException>(
            () => Documents.Search<Note>(Notes, "note", new SearchQuery { Page = new PageRequest(10, cursor) }, Now));
    }

    [Fact]
    public async Task Of_many_who_replace_the_same_revision_one_wins()
    {
        var revision = (await Commit(new Batch().Create("note", "a", new Note("start", 0)))).Revisions.Single();
        for (var round = 0; round < 5; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
                Task.Run(() => Commit(new Batch().Replace("note", "a", new Note($"writer {i}", i), revision)))));
            var winner = Assert.Single(results, r => r.Committed);
            Assert.All(results.Where(r => !r.Committed), r => Assert.Equal(ConflictReason.Changed, r.Conflict!.Reason));
            revision = winner.Revisions.Single();
            Assert.Equal(revision, (await Documents.Find<Note>(Notes, "note", "a", Now))!.Revision);
        }
    }

    /// <summary>Makes the port under test, empty or not.</summary>
    protected abstract Task<IDocuments> Create();

    /// <summary>Gives back what <see cref="Create"/> made.</summary>
    protected virtual ValueTask Close() => ValueTask.CompletedTask;

    protected static SearchEntry Titled(string title) => new() { Title = LocalizedText.Of("en", title) };

    protected Task<CommitResult> Commit(Batch batch) => Documents.Commit(Notes, batch, Now);

    private async Task<string?> Text(string id) => (await Documents.Find<Note>(Notes, "note", id, Now))?.Body.Text;

    protected sealed record Note(string Text, double Number);
}
