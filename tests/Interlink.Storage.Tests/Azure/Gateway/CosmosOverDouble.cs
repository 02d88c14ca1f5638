using Interlink.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Storage.Tests.Azure.Gateway;

/// <summary>The Cosmos adapter, registered as a host does, over a double of its own.</summary>
internal sealed class CosmosOverDouble(GatewayDouble gateway, AzureHost host) : IAsyncDisposable
{
    public GatewayDouble Gateway => gateway;

    public IDocuments Documents => host.Get<IDocuments>();

    public T Get<T>() where T : notnull => host.Get<T>();

    public static async Task<CosmosOverDouble> Start(GatewayDouble? gateway = null, Action<Dictionary<string, string?>>? configure = null)
    {
        gateway ??= new GatewayDouble();
        var settings = new Dictionary<string, string?>(GatewayDouble.Settings);
        configure?.Invoke(settings);
        return new CosmosOverDouble(gateway, await AzureHost.Start(settings, services => services.AddSingleton(gateway.ClientOptions())));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
