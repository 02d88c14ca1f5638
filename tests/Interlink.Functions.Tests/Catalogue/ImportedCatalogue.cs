using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Catalogue;

/// <summary>A host whose catalogue is the made-up one; for tests that only read.</summary>
public sealed class ImportedCatalogue : IAsyncLifetime
{
    private InterlinkHost _host = null!;

    /// <summary>Somebody who may read.</summary>
    public Client Member { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await InterlinkHost.Start();
        await (await _host.As("curator")).Import(SampleCatalogue.Zip());
        Member = await _host.As("member");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
