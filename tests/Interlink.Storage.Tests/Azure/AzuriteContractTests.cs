using Interlink.Core.Storage;
using Interlink.Storage.Tests.Contracts;

namespace Interlink.Storage.Tests.Azure;

public sealed class BlobStoreByKeyTests(Azurite azurite) : BlobsContract
{
    private AzureHost? _host;

    protected override async Task<IBlobs> Create() => (_host = await AzureHost.OnStorage(azurite)).Get<IBlobs>();

    protected override ValueTask Close() => _host!.DisposeAsync();
}

public sealed class BlobStoreByTokenTests(Azurite azurite) : BlobsContract
{
    private AzureHost? _host;

    protected override async Task<IBlobs> Create() => (_host = await AzureHost.ByToken(azurite)).Get<IBlobs>();

    protected override ValueTask Close() => _host!.DisposeAsync();
}

public sealed class TableLedgerByKeyTests(Azurite azurite) : LedgerContract
{
    private AzureHost? _host;

    protected override async Task<ILedger> Create() => (_host = await AzureHost.OnStorage(azurite)).Get<ILedger>();

    protected override ValueTask Close() => _host!.DisposeAsync();
}

public sealed class TableLedgerByTokenTests(Azurite azurite) : LedgerContract
{
    private AzureHost? _host;

    protected override async Task<ILedger> Create() => (_host = await AzureHost.ByToken(azurite)).Get<ILedger>();

    protected override ValueTask Close() => _host!.DisposeAsync();
}
