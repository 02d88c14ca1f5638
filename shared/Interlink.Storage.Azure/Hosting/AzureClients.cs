using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Azure.Storage.Blobs;
using Interlink.Core.Kernel;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Hosting;

/// <summary>The clients of the managed stores, as the options say.</summary>
internal static class AzureClients
{
    /// <summary>The identity of the app; on a developer's machine what azd or az is signed in with, and nothing else.</summary>
    public static TokenCredential Credential(AzureStorageOptions options) => options.ManagedIdentityClientId is { Length: > 0 } id
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
        : new ChainedTokenCredential(new AzureDeveloperCliCredential(), new AzureCliCredential());

    /// <summary>Cosmos DB's client.</summary>
    public static CosmosClient Cosmos(AzureStorageOptions options, Func<TokenCredential> credential, CosmosClientOptions? client = null)
    {
        var settings = CosmosOptions(options, client ?? new CosmosClientOptions());
        return options.CosmosEndpoint is { } endpoint
            ? new CosmosClient(endpoint.AbsoluteUri, credential(), settings)
            : new CosmosClient(options.CosmosConnectionString, settings);
    }

    /// <summary>The client of the blob service.</summary>
    public static BlobServiceClient Blobs(AzureStorageOptions options, Func<TokenCredential> credential, BlobClientOptions? client = null) =>
        options.BlobEndpoint is { } endpoint
            ? new BlobServiceClient(endpoint, credential(), client)
            : new BlobServiceClient(options.BlobConnectionString, client);

    /// <summary>The client of the ledger's table.</summary>
    public static TableClient Table(AzureStorageOptions options, Func<TokenCredential> credential, TableClientOptions? client = null) =>
        options.TableEndpoint is { } endpoint
            ? new TableClient(endpoint, AzureStorageNames.Ledger, credential(), client)
            : new TableClient(options.TableConnectionString, AzureStorageNames.Ledger, client);

    /// <summary>The client of the key vault's secrets.</summary>
    public static SecretClient Secrets(AzureStorageOptions options, Func<TokenCredential> credential, SecretClientOptions? client = null) =>
        new(options.KeyVaultUri, credential(), client);

    private static CosmosClientOptions CosmosOptions(AzureStorageOptions options, CosmosClientOptions client)
    {
        var emulator = options.CosmosEndpoint is null;
        client.ApplicationName = "interlink";
        client.ConnectionMode = emulator || options.CosmosGateway ? ConnectionMode.Gateway : ConnectionMode.Direct;
        // Emulators advertise addresses that hold inside their container only.
        client.LimitToEndpoint = emulator;
        client.UseSystemTextJsonSerializerWithOptions = Json.Options;
        client.MaxRetryAttemptsOnRateLimitedRequests = options.RateLimitRetries;
        client.MaxRetryWaitTimeOnRateLimitedRequests = TimeSpan.FromSeconds(options.RateLimitWaitSeconds);
        client.EnableContentResponseOnWrite = false;
        return client;
    }
}
