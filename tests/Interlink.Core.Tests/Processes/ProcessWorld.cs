using Interlink.Core.Assets;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Uploads;
using Interlink.Storage.Local;
using Interlink.Testing;

namespace Interlink.Core.Tests.Processes;

/// <summary>Processes and assets on a real store in a folder of their own, with a small catalogue.</summary>
internal sealed class ProcessWorld : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly LocalStorage _storage;

    private ProcessWorld(TemporaryFolder folder, LocalStorage storage)
    {
        (_folder, _storage) = (folder, storage);
        var (ids, catalogue) = (new Ulids(Clock), new CatalogueReader(storage.Documents));
        Processes = new ProcessStore(storage.Documents);
        Assets = new AssetStore(Processes, storage.Documents, storage.Blobs);
        Create = new CreateProcess(Processes, ids, Clock);
        Edit = new EditProcess(Processes, ids, Clock);
        Apply = new ApplySchema(Processes, catalogue, ids, Clock);
        SetStatus = new SetTaskStatus(Processes, ids, Clock);
        AddAsset = new AddAsset(Processes, Assets, catalogue, storage.Blobs, ids, Clock);
        ChangeAsset = new ChangeAsset(Processes, Assets, ids, Clock);
        Uploads = new UploadDesk(new UploadStore(storage.Documents), storage.Blobs, ids, Clock, new UploadOptions());
        AddVersion = new AddVersion(Processes, Assets, Uploads, storage.Blobs, ids, Clock, new AssetOptions { MaxBytes = 1000 });
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public FakeClock Clock { get; } = new();

    public Caller Anna { get; } = Someone("anna", "Anna");

    public Caller Bruno { get; } = Someone("bruno", "Bruno");

    public IDocuments Documents => _storage.Documents;

    public IBlobs Blobs => _storage.Blobs;

    public ProcessStore Processes { get; }

    public AssetStore Assets { get; }

    public CreateProcess Create { get; }

    public EditProcess Edit { get; }

    public ApplySchema Apply { get; }

    public SetTaskStatus SetStatus { get; }

    public AddAsset AddAsset { get; }

    public ChangeAsset ChangeAsset { get; }

    public UploadDesk Uploads { get; }

    public AddVersion AddVersion { get; }

    public static async Task<ProcessWorld> Open()
    {
        var folder = new TemporaryFolder();
        var world = new ProcessWorld(folder, await LocalStorage.Open(new LocalStorageOptions { Folder = folder.Path }, TimeProvider.System));
        await world.Publish(CoproductionSchema.Kind, SomeTree.Schema.Id, SomeTree.Schema);
        return world;
    }

    public static Caller Someone(string subject, string name, string tenant = "varam") =>
        new(TenantId.Parse(tenant), subject, name, new HashSet<string> { Scope.Member });

    public Task Publish<T>(string kind, string id, T entry) where T : notnull =>
        Documents.Commit(Partition.Of(Anna.Tenant, "catalogue"), new Batch().Put(kind, id, entry), Cancellation);

    public async Task<Process> Process(string name = "Play ground", string language = "en", Caller? caller = null) =>
        (await Create.Run(caller ?? Anna, new ProcessDraft(name, language, null, null, null), null, Cancellation)).Value;

    public async Task<LoadedProcess> ProcessWithTree()
    {
        var process = await Process();
        return (await Apply.Run(Anna, process.Id, "sample", process.Revision(), null, Cancellation)).Value;
    }

    public async Task<LoadedProcess> Load(string id, Caller? caller = null) => (await Processes.Load(caller ?? Anna, id, Cancellation)).Value;

    public async Task<LoadedItem> Item(string processId, string fromItem) =>
        (await Load(processId)) is { Tree: { } tree } loaded ? loaded.Item(tree.The(fromItem).Id).Value : throw new InvalidOperationException("There is no tree.");

    /// <summary>The events stored so far, in order.</summary>
    public async Task<IEnumerable<string>> Events() => (await _storage.Outbox.Read(null, 1000, Cancellation)).Events.Select(e => $"{e.Type} {e.Actor} {e.Data}");

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }
}
