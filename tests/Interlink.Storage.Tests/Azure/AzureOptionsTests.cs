using Interlink.Storage.Azure.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Storage.Tests.Azure;

public sealed class AzureOptionsTests
{
    private const string Cosmos = "https://a.documents.azure.com";
    private const string Blob = "https://a.blob.core.windows.net";
    private const string Table = "https://a.table.core.windows.net";

    [Fact]
    public void Three_endpoints_and_an_identity_are_enough()
    {
        var options = Read(("CosmosEndpoint", Cosmos), ("BlobEndpoint", Blob), ("TableEndpoint", Table), ("ManagedIdentityClientId", Guid.Empty.ToString()));
        Assert.True(options is { HasDocuments: true, HasBlobs: true, HasLedger: true, CosmosGateway: false });
    }

    [Fact]
    public void A_store_that_is_not_named_is_asked_for() =>
        Refused("names each store", ("CosmosEndpoint", Cosmos), ("BlobEndpoint", Blob));

    [Fact]
    public void An_address_without_tls_is_refused() =>
        Refused("BlobEndpoint is an address that begins with https://", ("CosmosEndpoint", Cosmos), ("BlobEndpoint", "http://a.blob.core.windows.net"), ("TableEndpoint", Table));

    [Fact]
    public void An_endpoint_and_a_connection_string_together_are_refused() =>
        Refused("not both", ("CosmosEndpoint", Cosmos), ("BlobEndpoint", Blob), ("BlobConnectionString", "x"), ("TableEndpoint", Table));

    [Fact]
    public void An_identity_that_is_none_is_refused() =>
        Refused("a GUID", ("CosmosEndpoint", Cosmos), ("BlobEndpoint", Blob), ("TableEndpoint", Table), ("ManagedIdentityClientId", "mine"));

    [Fact]
    public void Bounds_are_checked() =>
        Refused("IndexedEntries", ("CosmosEndpoint", Cosmos), ("BlobEndpoint", Blob), ("TableEndpoint", Table), ("IndexedEntries", "-1"));

    private static void Refused(string message, params (string Name, string Value)[] settings) =>
        Assert.Contains(message, Assert.Throws<OptionsValidationException>(() => Read(settings)).Message, StringComparison.Ordinal);

    private static AzureStorageOptions Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"{AzureStorageOptions.Section}:{s.Name}", (string?)s.Value)));
        using var services = new ServiceCollection().AddAzureStorage(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<AzureStorageOptions>>().Value;
    }
}
