using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Interlink.Storage.Azure.Cosmos;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Hosting;

/// <summary>A managed store that can say whether it is there.</summary>
internal interface IAzureStore
{
    /// <summary>What a person calls it.</summary>
    string Name { get; }

    /// <summary>Makes what is missing, on emulators; on Azure that is for <c>infra/</c>.</summary>
    Task Prepare(CancellationToken cancellation);

    /// <summary>Asks for the database, container or table with the least that shows that it is there and lets this identity in.</summary>
    /// <exception cref="AzureStorageException">It is not, or does not.</exception>
    /// <exception cref="Core.Kernel.TransientException">It does not answer now.</exception>
    Task Check(CancellationToken cancellation);
}

internal sealed class CosmosState(CosmosClient client, AzureStorageOptions options) : IAzureStore
{
    public string Name => Stores.Documents;

    public Task Prepare(CancellationToken cancellation) => options.CosmosEndpoint is not null ? Task.CompletedTask : Faults.Translated(
        Name,
        async () =>
        {
            var database = await client.CreateDatabaseIfNotExistsAsync(AzureStorageNames.Database, cancellationToken: cancellation);
            return await database.Database.CreateContainerIfNotExistsAsync(ContainerDesign.Properties(), cancellationToken: cancellation);
        },
        cancellation);

    public Task Check(CancellationToken cancellation) => Faults.Translated(
        Name,
        async () =>
        {
            var container = client.GetContainer(AzureStorageNames.Database, AzureStorageNames.Documents);
            using var none = await container.ReadItemStreamAsync("none", new PartitionKeyBuilder().Add("none").Add("none").Build(), cancellationToken: cancellation);
            // An item that is not there shows that the container is; without the container the sub-status is another.
            return none.Headers["x-ms-substatus"] is null or "0" && none.StatusCode == System.Net.HttpStatusCode.NotFound ? none : none.EnsureSuccessStatusCode();
        },
        cancellation);
}

internal sealed class BlobState(BlobServiceClient service, AzureStorageOptions options) : IAzureStore
{
    private readonly BlobContainerClient _container = service.GetBlobContainerClient(AzureStorageNames.Blobs);

    public string Name => Stores.Blobs;

    public Task Prepare(CancellationToken cancellation) => options.BlobEndpoint is not null ? Task.CompletedTask : Faults.Translated(
        Name, () => _container.CreateIfNotExistsAsync(cancellationToken: cancellation), cancellation);

    public Task Check(CancellationToken cancellation) => Faults.Translated(Name, () => _container.GetPropertiesAsync(cancellationToken: cancellation), cancellation);
}

internal sealed class TableState(TableClient table, AzureStorageOptions options) : IAzureStore
{
    public string Name => Stores.Ledger;

    public Task Prepare(CancellationToken cancellation) => options.TableEndpoint is not null ? Task.CompletedTask : Faults.Translated(
        Name, () => table.CreateIfNotExistsAsync(cancellation), cancellation);

    public Task Check(CancellationToken cancellation) => Faults.Translated(
        Name, async () => await table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancellation).AsPages().FirstOrDefaultAsync(cancellation), cancellation);
}
