using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local;
using Interlink.Storage.Local.Sqlite;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Storage.Tests.Local;

public sealed class LocalStorageTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly Partition Notes = Partition.Of(TenantId.Parse("local"), "notes");

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        await using var folder = await LocalFolder.Open();
        var revision = (await Put(folder, "a")).Revisions.Single();
        await folder.Storage.Blobs.Put(Blob("a"), Bytes("content"), "text/plain", 100, Now);
        await folder.Reopen();
        Assert.Equal(revision, (await folder.Storage.Documents.Find<string>(Notes, "note", "a", Now))!.Revision);
        Assert.Equal(["a"], await Found(folder, "title"));
        await using var blob = await folder.Storage.Blobs.Open(Blob("a"), Now);
        Assert.Equal(7, blob!.Stream.Length);
    }

    [Fact]
    public async Task A_closed_folder_can_be_copied_and_is_one_file_and_the_blobs()
    {
        await using var folder = await LocalFolder.Open();
        await Put(folder, "a");
        await folder.Storage.Blobs.Put(Blob("a"), Bytes("content"), "text/plain", 100, Now);
        await folder.Close();
        Assert.Equal(["interlink.db", "interlink.lock"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order());
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            var target = copy[Path.GetRelativePath(folder.Path, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        await using var storage = await LocalStorage.Open(new LocalStorageOptions { Folder = copy.Path }, folder.Clock);
        Assert.NotNull(await storage.Documents.Find<string>(Notes, "note", "a", Now));
        await using var blob = await storage.Blobs.Open(Blob("a"), Now);
        Assert.Equal("text/plain", blob!.Info.ContentType);
    }

    [Fact]
    public async Task A_folder_put_back_from_a_copy_gives_out_no_revision_twice()
    {
        await using var folder = await LocalFolder.Open();
        await Put(folder, "a");
        await folder.Close();
        var copy = await File.ReadAllBytesAsync(folder.Database, Now);
        await folder.Reopen();
        var lost = (await Put(folder, "a")).Revisions.Single();
        await folder.Close();
        await File.WriteAllBytesAsync(folder.Database, copy, Now);

        await folder.Reopen();
        Assert.NotEqual(lost, (await Put(folder, "a")).Revisions.Single());
        var stale = await folder.Storage.Documents.Commit(Notes, new Batch().Replace("note", "a", "body", lost), Now);
        Assert.Equal(ConflictReason.Changed, stale.Conflict!.Reason);
    }

    [Fact]
    public async Task A_folder_is_open_in_one_place_at_a_time()
    {
        await using var folder = await LocalFolder.Open();
        var refused = await Assert.ThrowsAsync<StorageException>(() => LocalStorage.Open(new LocalStorageOptions { Folder = folder.Path }, folder.Clock));
        Assert.Equal(StorageFault.InUse, refused.Fault);
        Assert.Contains(folder.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_database_is_migrated_and_keeps_its_documents()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Close();
        File.Delete(folder.Database);
        using (var old = Connection.Open(folder.Database, readOnly: false, TimeSpan.Zero))
        {
            Schema.Migrate(old, version: 1);
            old.Script("INSERT INTO documents (tenant, aggregate, kind, id, revision, written_at, body) VALUES ('local', 'notes', 'note', 'old', 'r-1', 0, '\"kept\"')");
            Assert.Equal(1, old.Number("PRAGMA user_version"));
        }

        await folder.Reopen();
        var found = await folder.Storage.Documents.Find<string>(Notes, "note", "old", Now);
        Assert.Equal(("kept", new Revision("r-1")), (found!.Body, found.Revision));
        await folder.Storage.Documents.Commit(Notes, new Batch().Replace("note", "old", "new", new Revision("r-1"), Titled("title")), Now);
        Assert.Equal(["old"], await Found(folder, "title"));
        await folder.Close();
        using var migrated = Connection.Open(folder.Database, readOnly: true, TimeSpan.Zero);
        Assert.Equal(Schema.Latest, migrated.Number("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_newer_database_is_refused_and_left_alone()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Close();
        using (var newer = Connection.Open(folder.Database, readOnly: false, TimeSpan.Zero))
        {
            newer.Script($"PRAGMA user_version = {Schema.Latest + 1}");
        }

        var refused = await Assert.ThrowsAsync<StorageException>(() => folder.Reopen());
        Assert.Equal(StorageFault.NewerVersion, refused.Fault);
        Assert.Contains($"{Schema.Latest + 1}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_programs_database_is_refused()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Close();
        File.Delete(folder.Database);
        using (var other = Connection.Open(folder.Database, readOnly: false, TimeSpan.Zero))
        {
            other.Script("CREATE TABLE addresses (name TEXT)");
        }

        Assert.Equal(StorageFault.Corrupt, (await Assert.ThrowsAsync<StorageException>(() => folder.Reopen())).Fault);
    }

    [Fact]
    public async Task A_damaged_database_is_named_as_such()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Close();
        await File.WriteAllTextAsync(folder.Database, new string('x', 10_000), Now);
        var refused = await Assert.ThrowsAsync<StorageException>(() => folder.Reopen());
        Assert.Equal(StorageFault.Corrupt, refused.Fault);
        Assert.Contains(folder.Database, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        using var temporary = new TemporaryFolder();
        await File.WriteAllTextAsync(temporary["file"], "", Now);
        var refused = await Assert.ThrowsAsync<StorageException>(() => LocalStorage.Open(new LocalStorageOptions { Folder = temporary["file/data"] }, TimeProvider.System));
        Assert.Equal(StorageFault.NotWritable, refused.Fault);
        Assert.Contains("file/data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_there_is_no_room_the_write_fails_alone_and_reading_goes_on()
    {
        await using var folder = await LocalFolder.Open(o => o with { MaxDatabaseBytes = 1 << 20 });
        await Put(folder, "a");
        var writes = Enumerable.Range(0, 20).Select(i => folder.Storage.Documents.Commit(
            Notes, new Batch().Put("note", $"{i}", new string('x', i == 10 ? 2_000_000 : 1_000)), Now)).ToList();
        var full = await Assert.ThrowsAsync<StorageException>(() => writes[10]);
        Assert.Equal(StorageFault.DiskFull, full.Fault);
        Assert.All(await Task.WhenAll(writes.Where((_, i) => i != 10)), r => Assert.True(r.Committed));
        Assert.Equal(20, (await folder.Storage.Documents.List<string>(Notes, "note", default, Now)).Total);
        Assert.True((await Put(folder, "b")).Committed);
    }

    [Fact]
    public async Task Closing_writes_what_is_queued_and_refuses_what_comes_later()
    {
        await using var folder = await LocalFolder.Open();
        var documents = folder.Storage.Documents;
        var queued = Enumerable.Range(0, 200).Select(i => documents.Commit(Notes, new Batch().Create("note", $"{i}", i), Now)).ToList();
        await folder.Close();
        Assert.All(await Task.WhenAll(queued), r => Assert.True(r.Committed));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => documents.Commit(Notes, new Batch().Create("note", "late", 0), Now));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => documents.Find<int>(Notes, "note", "0", Now));
        await folder.Reopen();
        Assert.Equal(200, (await folder.Storage.Documents.List<int>(Notes, "note", default, Now)).Total);
    }

    [Fact]
    public async Task A_cancelled_commit_was_not_made()
    {
        await using var folder = await LocalFolder.Open();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => folder.Storage.Documents.Commit(Notes, new Batch().Create("note", "a", 1), cancelled.Token));
        Assert.Null(await folder.Storage.Documents.Find<int>(Notes, "note", "a", Now));
    }

    [Fact]
    public async Task Services_share_one_folder_and_close_it_with_the_container()
    {
        using var temporary = new TemporaryFolder();
        await using (var services = new ServiceCollection().AddLocalStorage(temporary.Path).BuildServiceProvider())
        {
            var committed = await services.GetRequiredService<IDocuments>().Commit(Notes, new Batch().Create("note", "a", 1), Now);
            Assert.True(committed.Committed);
            Assert.NotNull(services.GetRequiredService<IBlobs>());
            Assert.NotNull(services.GetRequiredService<ILedger>());
        }

        await using var storage = await LocalStorage.Open(new LocalStorageOptions { Folder = temporary.Path }, TimeProvider.System);
        Assert.NotNull(await storage.Documents.Find<int>(Notes, "note", "a", Now));
    }

    private static BlobAddress Blob(string name) => BlobAddress.Of(Notes.Tenant, name);

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static SearchEntry Titled(string title) => new() { Title = LocalizedText.Of("en", title) };

    private static Task<CommitResult> Put(LocalFolder folder, string id) =>
        folder.Storage.Documents.Commit(Notes, new Batch().Put("note", id, "body", Titled("title")), Now);

    private static async Task<List<string>> Found(LocalFolder folder, string text) =>
        [.. (await folder.Storage.Documents.Search<string>(Notes, "note", new SearchQuery { Text = text }, Now)).Page.Items.Select(d => d.Id)];
}
