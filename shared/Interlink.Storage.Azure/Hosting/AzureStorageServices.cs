using Azure.Core;
using Azure.Data.Tables;
using Azure.Security.KeyVault.Secrets;
using Azure.Storage.Blobs;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure.Blobs;
using Interlink.Storage.Azure.Cosmos;
using Interlink.Storage.Azure.Ledger;
using Interlink.Storage.Azure.Purging;
using Interlink.Storage.Azure.Searching;
using Interlink.Storage.Azure.Secrets;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Interlink.Storage.Azure.Hosting;

/// <summary>Registers the ports of Core on managed stores.</summary>
public static class AzureStorageServices
{
    /// <summary>
    /// Registers every port (that of secrets when a key vault is named), as section <see cref="AzureStorageOptions.Section"/> says. The host does not start when the section is wrong, lacks
    /// a store, or names one that is not there or refuses the identity. Takes the container's <see cref="TimeProvider"/>, <see cref="IIds"/> and
    /// <see cref="TokenCredential"/>, if it has any.
    /// </summary>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AzureStorageOptions>().Validate(
            o => o.HasDocuments && o.HasBlobs && o.HasLedger,
            $"{AzureStorageOptions.Section} names each store: CosmosEndpoint, BlobEndpoint and TableEndpoint (or, for emulators, …ConnectionString).");
        services.AddAzureOptions(configuration).AddAzureDocuments().AddAzureBlobs().AddAzureLedger();
        return configuration.GetSection(AzureStorageOptions.Section)[nameof(AzureStorageOptions.KeyVaultUri)] is null ? services : services.AddAzureSecrets();
    }

    /// <summary>Registers the ports whose stores section <see cref="AzureStorageOptions.Section"/> names, in place of those registered before.</summary>
    public static IServiceCollection AddNamedAzureStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var named = configuration.GetSection(AzureStorageOptions.Section).Get<AzureStorageOptions>() ?? new AzureStorageOptions();
        if (named is { HasDocuments: false, HasBlobs: false, HasLedger: false, KeyVaultUri: null })
        {
            return services;
        }

        services.AddAzureOptions(configuration);
        _ = named.HasDocuments ? services.AddAzureDocuments() : services;
        _ = named.HasBlobs ? services.AddAzureBlobs() : services;
        _ = named.HasLedger ? services.AddAzureLedger() : services;
        return named.KeyVaultUri is not null ? services.AddAzureSecrets() : services;
    }

    private static IServiceCollection AddAzureOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AzureStorageOptions>().Bind(configuration.GetSection(AzureStorageOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHealthChecks().AddCheck<AzureStorageHealth>("storage", tags: ["ready"]);
        return services.AddSingleton<IHostedService, AzureStorageStart>();
    }

    private static IServiceCollection AddAzureDocuments(this IServiceCollection services) => services
        .AddSingleton<RequestCharges>()
        .AddSingleton(s => AzureClients.Cosmos(Options(s), () => Credential(s), s.GetService<CosmosClientOptions>()))
        .AddSingleton(s => new CosmosStore(
            s.GetRequiredService<CosmosClient>().GetContainer(AzureStorageNames.Database, AzureStorageNames.Documents), s.GetRequiredService<RequestCharges>()))
        .AddSingleton(s => new SearchIndexes(s.GetRequiredService<CosmosStore>(), Options(s).IndexedEntries, Clock(s)))
        .AddSingleton<IDocuments>(s => new CosmosDocuments(
            s.GetRequiredService<CosmosStore>(), s.GetRequiredService<SearchIndexes>(), s.GetService<IIds>() ?? new Ulids(Clock(s)),
            new CommitRetries(3, TimeSpan.FromMilliseconds(100)), Clock(s)))
        .AddSingleton<IOutbox>(s => new CosmosOutbox(s.GetRequiredService<CosmosStore>()))
        .AddSingleton<ITenantPurge>(s => new CosmosOutboxPurge(s.GetRequiredService<CosmosStore>()))
        .AddSingleton<ITenantPurge>(s => new CosmosDocumentsPurge(s.GetRequiredService<CosmosStore>(), s.GetRequiredService<IDocuments>()))
        .AddSingleton<IAzureStore>(s => new CosmosState(s.GetRequiredService<CosmosClient>(), Options(s)));

    private static IServiceCollection AddAzureBlobs(this IServiceCollection services) => services
        .AddSingleton(s => AzureClients.Blobs(Options(s), () => Credential(s), s.GetService<BlobClientOptions>()))
        .AddSingleton(s => new BlobStore(s.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(AzureStorageNames.Blobs), Clock(s)))
        .AddSingleton<IBlobs>(s => s.GetRequiredService<BlobStore>())
        .AddSingleton<ITenantPurge>(s => new BlobPurge(s.GetRequiredService<BlobStore>()))
        .AddSingleton(s => new BlobLinks(s.GetRequiredService<BlobServiceClient>(), s.GetRequiredService<BlobStore>(), Options(s).BlobEndpoint is null, Clock(s)))
        .AddSingleton<IAzureStore>(s => new BlobState(s.GetRequiredService<BlobServiceClient>(), Options(s)));

    private static IServiceCollection AddAzureLedger(this IServiceCollection services) => services
        .AddSingleton(s => AzureClients.Table(Options(s), () => Credential(s), s.GetService<TableClientOptions>()))
        .AddSingleton<ILedger>(s => new TableLedger(s.GetRequiredService<TableClient>()))
        .AddSingleton<ITenantPurge>(s => new TablePurge(s.GetRequiredService<TableClient>()))
        .AddSingleton<IAzureStore>(s => new TableState(s.GetRequiredService<TableClient>(), Options(s)));

    private static IServiceCollection AddAzureSecrets(this IServiceCollection services) => services
        .AddSingleton(s => AzureClients.Secrets(Options(s), () => Credential(s), s.GetService<SecretClientOptions>()))
        .AddSingleton<ISecrets>(s => new VaultSecrets(s.GetRequiredService<SecretClient>(), Clock(s)))
        .AddSingleton<ITenantPurge>(s => new VaultPurge(s.GetRequiredService<SecretClient>(), s.GetRequiredService<ISecrets>()));

    private static AzureStorageOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<AzureStorageOptions>>().Value;

    private static TokenCredential Credential(IServiceProvider services) => services.GetService<TokenCredential>() ?? AzureClients.Credential(Options(services));

    private static TimeProvider Clock(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;
}
