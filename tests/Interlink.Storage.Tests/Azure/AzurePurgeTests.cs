using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Tests.Azure.Gateway;
using Interlink.Storage.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Storage.Tests.Azure;

public abstract class CosmosPurgeTests(string store) : TenantPurgeContract
{
    private CosmosOverDouble? _cosmos;

    protected override async Task<ITenantPurge> Create()
    {
        _cosmos = await CosmosOverDouble.Start(new GatewayDouble { PageSize = 7 });
        return _cosmos.Get<IEnumerable<ITenantPurge>>().Single(p => p.Store == store);
    }

    protected override ValueTask Close() => _cosmos!.DisposeAsync();

    protected override Task Fill(TenantId tenant, int count) => FillDocuments(_cosmos!.Documents, tenant, count);

    protected Task<bool> NoDocuments(TenantId tenant) => NoDocuments(_cosmos!.Documents, tenant);

    protected async Task<bool> NoEvents(TenantId tenant) =>
        (await _cosmos!.Get<IOutbox>().Read(null, 1_000, TestContext.Current.CancellationToken)).Events.All(e => e.Tenant != tenant);
}

public sealed class CosmosDocumentsPurgeTests() : CosmosPurgeTests("documents")
{
    protected override Task<bool> IsEmpty(TenantId tenant) => NoDocuments(tenant);
}

public sealed class CosmosOutboxPurgeTests() : CosmosPurgeTests("outbox")
{
    protected override Task<bool> IsEmpty(TenantId tenant) => NoEvents(tenant);
}

public abstract class AzuritePurgeTests(Azurite azurite, string store) : TenantPurgeContract
{
    private AzureHost? _host;

    private protected AzureHost Host => _host!;

    protected override async Task<ITenantPurge> Create()
    {
        _host = await AzureHost.OnStorage(azurite);
        return _host.Get<IEnumerable<ITenantPurge>>().Single(p => p.Store == store);
    }

    protected override ValueTask Close() => _host!.DisposeAsync();
}

public sealed class BlobPurgeTests(Azurite azurite) : AzuritePurgeTests(azurite, "blobs")
{
    protected override Task Fill(TenantId tenant, int count) => FillBlobs(Host.Get<IBlobs>(), tenant, count);

    protected override Task<bool> IsEmpty(TenantId tenant) => NoBlobs(Host.Get<IBlobs>(), tenant);
}

public sealed class TablePurgeTests(Azurite azurite) : AzuritePurgeTests(azurite, "ledger")
{
    protected override Task Fill(TenantId tenant, int count) => FillLedger(Host.Get<ILedger>(), tenant, count);

    protected override Task<bool> IsEmpty(TenantId tenant) => NoLedger(Host.Get<ILedger>(), tenant);
}

public sealed class VaultPurgeTests : TenantPurgeContract
{
    private readonly VaultDouble _vault = new();
    private AzureHost? _host;

    private ISecrets Secrets => _host!.Get<ISecrets>();

    protected override Task<ITenantPurge> Create()
    {
        var options = new SecretClientOptions { Transport = new HttpClientTransport(new HttpClient(_vault, disposeHandler: false)) };
        _host = AzureHost.Build(
            new Dictionary<string, string?> { ["KeyVaultUri"] = VaultDouble.Endpoint.AbsoluteUri },
            services => services.AddSingleton<TokenCredential>(new TestCredential()).AddSingleton(options));
        return Task.FromResult(_host.Get<IEnumerable<ITenantPurge>>().Single(p => p.Store == "secrets"));
    }

    protected override async ValueTask Close()
    {
        await _host!.DisposeAsync();
        _vault.Dispose();
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
