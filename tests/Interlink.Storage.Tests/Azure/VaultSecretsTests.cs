using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure;
using Interlink.Storage.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Storage.Tests.Azure;

public sealed class VaultSecretsTests : SecretsContract
{
    private readonly VaultDouble _vault = new();
    private AzureHost? _host;

    [Fact]
    public async Task A_missing_role_is_named_and_a_busy_vault_is_transient()
    {
        _vault.Refuses = (HttpStatusCode.Forbidden, "Forbidden");
        var refused = await Assert.ThrowsAsync<AzureStorageException>(() => Secrets.Get(Key, null, TestContext.Current.CancellationToken));
        Assert.Contains("Key Vault Secrets Officer", refused.Message, StringComparison.Ordinal);
        _vault.Refuses = (HttpStatusCode.TooManyRequests, "Throttled");
        await Assert.ThrowsAsync<TransientException>(() => Secrets.Set(Key, "value", TestContext.Current.CancellationToken));
    }

    protected override Task<ISecrets> Create()
    {
        var options = new SecretClientOptions { Transport = new HttpClientTransport(new HttpClient(_vault, disposeHandler: false)), Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(5) } };
        _host = AzureHost.Build(
            new Dictionary<string, string?> { ["KeyVaultUri"] = VaultDouble.Endpoint.AbsoluteUri },
            services => services.AddSingleton<TokenCredential>(new TestCredential()).AddSingleton(options));
        return Task.FromResult(_host.Get<ISecrets>());
    }

    protected override async ValueTask Close()
    {
        await _host!.DisposeAsync();
        _vault.Dispose();
    }
}
