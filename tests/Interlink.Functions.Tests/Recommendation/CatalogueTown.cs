using Interlink.Core.Assets;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Recommendation;
using Interlink.Core.Storage;
using Interlink.Storage.Local;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Recommendation;

/// <summary>A tenant on a store of its own, with a small catalogue and whatever processes a test makes.</summary>
internal sealed class CatalogueTown : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly Ulids _ids;
    private readonly LocalStorage _storage;
    private readonly ProcessStore _processes;

    private CatalogueTown(Func<string, LocalStorage> open)
    {
        _storage = open(_folder.Path);
        _ids = new Ulids(_clock);
        _processes = new ProcessStore(_storage.Documents);
        Recommend = new RecommendForItem(_processes, new PublishedInterlinkers(_storage.Documents), new PastUse(_storage.Documents));
    }

    public static Caller Officer { get; } = Person("officer");

    public RecommendForItem Recommend { get; }

    public static CatalogueTown Open() => new(folder =>
        LocalStorage.Open(new LocalStorageOptions { Folder = folder, Durability = Durability.ProcessLoss }, TimeProvider.System).GetAwaiter().GetResult());

    public static Caller Person(string subject, string tenant = "varam") => new(TenantId.Parse(tenant), subject, subject, new HashSet<string> { Scope.Member });

    public static Interlinker Entry(string id, params IReadOnlyList<string> profiles) => new()
    {
        Id = id,
        Nature = InterlinkerNature.ExternalKnowledge,
        Name = LocalizedText.Of("en", id),
        Languages = ["en"],
        ExternalUri = LocalizedText.Of("en", "https://example.org/" + id),
        ProblemProfiles = profiles,
    };

    public async Task Put(params Interlinker[] entries)
    {
        foreach (var some in entries.Chunk(Batch.MaxOperations))
        {
            var batch = some.Aggregate(new Batch(), (b, entry) => b.Put(Interlinker.Kind, entry.Id, entry, CatalogueIndex.Of(entry)));
            Assert.True((await _storage.Documents.Commit(CatalogueStore.PartitionOf(Officer.Tenant), batch, default)).Committed);
        }
    }

    public async Task PutProfiles(params string[] ids)
    {
        var batch = new Batch();
        foreach (var id in ids)
        {
            var profile = new ProblemProfile(id, LocalizedText.Of("en", $"Problem {id}"), LocalizedText.Empty, LocalizedText.Empty);
            batch.Put(ProblemProfile.Kind, id, profile, CatalogueIndex.Of(profile));
        }

        Assert.True((await _storage.Documents.Commit(CatalogueStore.PartitionOf(Officer.Tenant), batch, default)).Committed);
    }

    /// <summary>A process with one phase, one objective and the tasks; the officer administers it.</summary>
    public async Task<LoadedProcess> Process(string[] objective, params string[][] tasks)
    {
        var schema = new CoproductionSchema
        {
            Id = $"schema_{_ids.New()}",
            Name = LocalizedText.Of("en", "Schema"),
            Phases = [Item("phase", [], [Item("objective", objective, [.. tasks.Select((t, i) => Item($"task{i}", t, []))])])],
        };
        var batch = new Batch().Put(CoproductionSchema.Kind, schema.Id, schema, CatalogueIndex.Of(schema));
        await _storage.Documents.Commit(CatalogueStore.PartitionOf(Officer.Tenant), batch, default);
        var process = (await new CreateProcess(_processes, _ids, _clock).Run(Officer, new ProcessDraft("Bench", "en", null, null, null), null, default)).Value;
        var apply = new ApplySchema(_processes, new CatalogueReader(_storage.Documents), _ids, _clock);
        return (await apply.Run(Officer, process.Id, schema.Id, process.Revision(), null, default)).Value;
    }

    public async Task<Asset> TakeUp(LoadedProcess process, TreeItem item, string interlinker)
    {
        var assets = new AssetStore(_processes, _storage.Documents, _storage.Blobs);
        var add = new AddAsset(_processes, assets, new CatalogueReader(_storage.Documents), _storage.Blobs, _ids, _clock);
        return (await add.TakeUp(Officer, process.Process.Id, item.Id, interlinker, null, null, default)).Value;
    }

    public async Task Remove(LoadedProcess process, Asset asset)
    {
        var change = new ChangeAsset(_processes, new AssetStore(_processes, _storage.Documents, _storage.Blobs), _ids, _clock);
        Assert.True((await change.Delete(Officer, process.Process.Id, asset.Id, asset.Revision(), default)).Succeeded);
    }

    public async Task Finish(LoadedProcess process)
    {
        foreach (var task in process.Tree!.Items.Where(i => i.Type is TreeItemType.Task))
        {
            var now = (await _processes.LoadItem(Officer, process.Process.Id, task.Id, default)).Value.Item;
            var set = await new SetTaskStatus(_processes, _ids, _clock).Run(Officer, process.Process.Id, task.Id, ItemStatus.Finished, now.Revision(), default);
            Assert.True(set.Succeeded);
        }
    }

    public async Task<ItemRecommendations> For(LoadedProcess process, TreeItem item, int limit = 50) =>
        (await Recommend.Run(Officer, process.Process.Id, item.Id, "en", limit, default)).Value;

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    private static SchemaItem Item(string id, string[] problems, SchemaItem[] items) =>
        new() { Id = id, Name = LocalizedText.Of("en", id), ProblemProfiles = problems, Items = items };
}
