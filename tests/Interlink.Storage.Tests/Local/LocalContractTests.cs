using Interlink.Core.Storage;
using Interlink.Storage.Tests.Contracts;

namespace Interlink.Storage.Tests.Local;

public sealed class LocalDocumentsTests : DocumentsContract
{
    private LocalFolder? _folder;

    protected override async Task<IDocuments> Create() => (_folder = await LocalFolder.Open()).Storage.Documents;

    protected override ValueTask Close() => _folder!.DisposeAsync();
}

/// <summary>The same with hardly any room for indexes in memory, so that they come and go all the time.</summary>
public sealed class CrampedLocalDocumentsTests : DocumentsContract
{
    private LocalFolder? _folder;

    protected override async Task<IDocuments> Create() => (_folder = await LocalFolder.Open(o => o with { IndexedEntries = 0, Readers = 1 })).Storage.Documents;

    protected override ValueTask Close() => _folder!.DisposeAsync();
}

public sealed class LocalBlobsTests : BlobsContract
{
    private LocalFolder? _folder;

    protected override async Task<IBlobs> Create() => (_folder = await LocalFolder.Open()).Storage.Blobs;

    protected override ValueTask Close() => _folder!.DisposeAsync();
}

public sealed class LocalLedgerTests : LedgerContract
{
    private LocalFolder? _folder;

    protected override async Task<ILedger> Create() => (_folder = await LocalFolder.Open()).Storage.Ledger;

    protected override ValueTask Close() => _folder!.DisposeAsync();
}
