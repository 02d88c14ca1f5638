using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local;
using Interlink.Storage.Tests.Contracts;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Storage.Tests.Local;

public abstract class LocalPurgeTests(string store) : TenantPurgeContract
{
    internal LocalFolder Folder { get; private set; } = null!;

    protected override async Task<ITenantPurge> Create()
    {
        Folder = await LocalFolder.Open();
        return Folder.Storage.Purges.Single(p => p.Store == store);
    }

    protected override ValueTask Close() => Folder.DisposeAsync();
}

public sealed class LocalDocumentsPurgeTests() : LocalPurgeTests("documents")
{
    [Fact]
    public async Task What_was_removed_is_not_in_the_file_any_more()
    {
        await FillDocuments(Folder.Storage.Documents, Ours, 1);
        var secret = $"herons-{Ours}";
        await Folder.Storage.Documents.Commit(Partition.Of(Ours, "notes"), new Batch().Put("note", "x", new { secret }), TestContext.Current.CancellationToken);
        var purge = Folder.Storage.Purges.Single(p => p.Store == "documents");
        await purge.Remove(Ours, await purge.List(Ours, 10, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await Folder.Close();
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Folder.Database, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    protected override Task Fill(TenantId tenant, int count) => FillDocuments(Folder.Storage.Documents, tenant, count);

    protected override Task<bool> IsEmpty(TenantId tenant) => NoDocuments(Folder.Storage.Documents, tenant);
}

public sealed class LocalTracesTests
{
    private static readonly Partition Notes = Partition.Of(TenantId.Parse("varam"), "notes");

    [Theory]
    [InlineData(1)]
    [InlineData(400)]
    public async Task What_was_removed_is_in_no_file_of_a_folder_in_use_and_everything_else_is_found(int others)
    {
        await using var folder = await LocalFolder.Open();
        foreach (var round in Enumerable.Range(0, others).Chunk(50))
        {
            await folder.Storage.Documents.Commit(
                Notes, round.Aggregate(new Batch(), (batch, i) => batch.Put("note", $"n{i}", new Note($"plain {i}"), Entry($"plain word{i}"))), TestContext.Current.CancellationToken);
        }

        await folder.Storage.Documents.Commit(Notes, new Batch().Put("note", "x", new Note("Quillfeather"), Entry("Zenobia Quillfeather")), TestContext.Current.CancellationToken);
        await folder.Storage.Documents.Commit(Notes, new Batch().Remove("note", "x"), TestContext.Current.CancellationToken);
        Assert.NotEmpty(FilesWith(folder, "quillfeather"));
        for (var time = 0; time < 2; time++)
        {
            await folder.Storage.Traces.Remove(TestContext.Current.CancellationToken);
            Assert.Empty(FilesWith(folder, "quillfeather"));
        }

        var found = await folder.Storage.Documents.Search<Note>(Notes, "note", new SearchQuery { Text = "plain" }, TestContext.Current.CancellationToken);
        Assert.Equal(others, found.Page.Total);
    }

    [Fact]
    public async Task What_is_removed_after_a_purge_is_overwritten_too()
    {
        await using var folder = await LocalFolder.Open();
        var purge = folder.Storage.Purges.Single(p => p.Store == "documents");
        await purge.Remove(Notes.Tenant, await purge.List(Notes.Tenant, 10, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await folder.Storage.Documents.Commit(Notes, new Batch().Put("note", "x", new Note("Quillfeather")), TestContext.Current.CancellationToken);
        await folder.Storage.Documents.Commit(Notes, new Batch().Remove("note", "x"), TestContext.Current.CancellationToken);
        await folder.Storage.Traces.Remove(TestContext.Current.CancellationToken);
        Assert.Empty(FilesWith(folder, "quillfeather"));
    }

    private static SearchEntry Entry(string title) => new() { Title = LocalizedText.Of(Language.Fallback, title) };

    private static List<string> FilesWith(LocalFolder folder, string text) =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(folder.Database)!).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && Read(file).Contains(text, StringComparison.OrdinalIgnoreCase))];

    private static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(file, Encoding.Latin1);
        return text.ReadToEnd();
    }

    private sealed record Note(string Text);
}

public sealed class LocalOutboxPurgeTests() : LocalPurgeTests("outbox")
{
    protected override Task Fill(TenantId tenant, int count) => FillDocuments(Folder.Storage.Documents, tenant, count);

    protected override async Task<bool> IsEmpty(TenantId tenant) =>
        (await Folder.Storage.Outbox.Read(null, 1_000, TestContext.Current.CancellationToken)).Events.All(e => e.Tenant != tenant);
}

public sealed class LocalBlobsPurgeTests() : LocalPurgeTests("blobs")
{
    protected override Task Fill(TenantId tenant, int count) => FillBlobs(Folder.Storage.Blobs, tenant, count);

    protected override Task<bool> IsEmpty(TenantId tenant) => NoBlobs(Folder.Storage.Blobs, tenant);
}

public sealed class LocalLedgerPurgeTests() : LocalPurgeTests("ledger")
{
    protected override Task Fill(TenantId tenant, int count) => FillLedger(Folder.Storage.Ledger, tenant, count);

    protected override Task<bool> IsEmpty(TenantId tenant) => NoLedger(Folder.Storage.Ledger, tenant);
}

public sealed class LocalSecretsPurgeTests : TenantPurgeContract
{
    private readonly TemporaryFolder _folder = new();
    private ServiceProvider? _services;

    private ISecrets Secrets => _services!.GetRequiredService<ISecrets>();

    protected override Task<ITenantPurge> Create()
    {
        _services = new ServiceCollection().AddLocalStorage(_folder.Path).BuildServiceProvider();
        return Task.FromResult(_services.GetServices<ITenantPurge>().Single(p => p.Store == "secrets"));
    }

    protected override async ValueTask Close()
    {
        await _services!.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task Fill(TenantId tenant, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Secrets.Set(SecretName.Of(tenant, $"s-{i:d3}"), "value", TestContext.Current.CancellationToken);
        }
    }

    protected override async Task<bool> IsEmpty(TenantId tenant) =>
        await Secrets.Get(SecretName.Of(tenant, "s-000"), null, TestContext.Current.CancellationToken) is null;
}
