using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Interlink.Storage.Azure.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.Storage.Tests.Azure;

/// <summary>The adapters as a host registers and starts them, for one test.</summary>
internal sealed class AzureHost : IAsyncDisposable
{
    private static readonly HttpPipelineTransport Trusting =
        new HttpClientTransport(new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }));

    private readonly ServiceProvider _services;

    private AzureHost(ServiceProvider services) => _services = services;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Registers what the settings name, without starting it.</summary>
    public static AzureHost Build(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"{AzureStorageOptions.Section}:{s.Key}", s.Value)));
        var services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(new BlobClientOptions { Transport = Trusting, Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(10), MaxDelay = TimeSpan.FromMilliseconds(50) } })
            .AddSingleton(new TableClientOptions { Transport = Trusting, Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(10), MaxDelay = TimeSpan.FromMilliseconds(50) } })
            .AddNamedAzureStorage(configuration);
        configure?.Invoke(services);
        return new AzureHost(services.BuildServiceProvider());
    }

    /// <summary>Registers what the settings name, and starts it.</summary>
    public static async Task<AzureHost> Start(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        var host = Build(settings, configure);
        await host.Start();
        return host;
    }

    /// <summary>The stores on the account that the environment names, else on Azurite by connection string.</summary>
    public static Task<AzureHost> OnStorage(Azurite azurite) => RealAccount.Storage is { } settings ? Start(settings) : ByKey(azurite);

    /// <summary>The stores on Azurite by connection string.</summary>
    public static async Task<AzureHost> ByKey(Azurite azurite, Action<IServiceCollection>? configure = null)
    {
        await azurite.Ready();
        return Build(KeySettings(azurite), configure);
    }

    /// <summary>The stores on Azurite by bearer token.</summary>
    public static async Task<AzureHost> ByToken(Azurite azurite, TestCredential? credential = null, Action<IServiceCollection>? configure = null)
    {
        await azurite.Ready();
        return Build(TokenSettings(azurite), services =>
        {
            services.AddSingleton<TokenCredential>(credential ?? new TestCredential());
            configure?.Invoke(services);
        });
    }

    public static Dictionary<string, string?> KeySettings(Azurite azurite) =>
        new() { ["BlobConnectionString"] = azurite.ConnectionString, ["TableConnectionString"] = azurite.ConnectionString };

    public static Dictionary<string, string?> TokenSettings(Azurite azurite) =>
        new() { ["BlobEndpoint"] = azurite.BlobEndpoint.AbsoluteUri, ["TableEndpoint"] = azurite.TableEndpoint.AbsoluteUri };

    /// <summary>Runs what runs when a host starts.</summary>
    public async Task Start()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
