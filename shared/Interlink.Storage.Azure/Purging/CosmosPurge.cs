using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure.Cosmos;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Purging;

/// <summary>What one query finds of a tenant's items.</summary>
internal sealed record PurgedItem(string Id, string Aggregate, string Kind, string Key, JsonElement? Body, JsonElement? Data)
{
    /// <summary>The thing, named by aggregate, kind and id.</summary>
    public StoredThing AsThing(string kind) => new(
        kind, $"{Aggregate}/{Kind}/{Key}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((Body ?? Data)?.GetRawText() ?? ""))));
}

/// <summary>Lists items of a tenant by a range of kinds, in the order in which the partitions have them.</summary>
internal abstract class CosmosPurge(CosmosStore store)
{
    protected CosmosStore Items => store;

    protected Task<List<PurgedItem>> Some(TenantId tenant, QueryDefinition query, int limit, CancellationToken cancellation) => CosmosStore.Guarded(
        async () =>
        {
            using var pages = store.Container.GetItemQueryIterator<PurgedItem>(
                query, requestOptions: new QueryRequestOptions { PartitionKey = ItemId.KeyOf((SearchScope)tenant), MaxItemCount = limit });
            var found = new List<PurgedItem>();
            while (pages.HasMoreResults && found.Count < limit)
            {
                var page = await pages.ReadNextAsync(cancellation);
                store.Charge(tenant, page.RequestCharge);
                found.AddRange(page);
            }

            return found.Take(limit).ToList();
        },
        cancellation);
}

/// <summary>Documents. They are removed by commits, so that whoever holds their search entries in memory learns of it; the records of these
/// commits, which hold ids only, leave by their time to live after a day.</summary>
internal sealed class CosmosDocumentsPurge(CosmosStore store, IDocuments documents) : CosmosPurge(store), ITenantPurge
{
    public string Store => "documents";

    public async Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation) =>
        [.. (await Some(tenant, Queries.PurgeDocuments(), limit, cancellation)).Select(item => item.AsThing(item.Kind))];

    public async Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        foreach (var aggregate in things.Select(t => t.Key.Split('/', 3)).GroupBy(parts => parts[0]))
        {
            foreach (var some in aggregate.Chunk(Batch.MaxOperations))
            {
                var batch = new Batch();
                foreach (var parts in some)
                {
                    batch.Remove(parts[1], parts[2]);
                }

                await documents.Commit(Partition.Of(tenant, aggregate.Key), batch, cancellation);
            }
        }
    }
}

/// <summary>Events that commits have stored.</summary>
internal sealed class CosmosOutboxPurge(CosmosStore store) : CosmosPurge(store), ITenantPurge
{
    public string Store => "outbox";

    public async Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation) =>
        [.. (await Some(tenant, Queries.PurgeEvents(), limit, cancellation)).Select(item => item.AsThing("event"))];

    public async Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        foreach (var thing in things)
        {
            var parts = thing.Key.Split('/', 3);
            await Remove(tenant, Partition.Of(tenant, parts[0]), ItemId.OfReserved(parts[1], parts[2]), cancellation);
        }
    }

    // A batch of one tells a missing item by its status, where a plain deletion throws.
    private Task<bool> Remove(TenantId tenant, Partition partition, string item, CancellationToken cancellation) => CosmosStore.Guarded(
        async () =>
        {
            using var response = await Items.Container.CreateTransactionalBatch(ItemId.KeyOf(partition)).DeleteItem(item).ExecuteAsync(cancellation);
            Items.Charge(tenant, response.RequestCharge);
            var missing = response.StatusCode == HttpStatusCode.NotFound || (response.Count > 0 && response[0].StatusCode == HttpStatusCode.NotFound);
            return response.IsSuccessStatusCode || missing
                ? response.IsSuccessStatusCode
                : throw Faults.OfStatus(Stores.Documents, response.StatusCode, 0, response.RetryAfter, null)
                    ?? new AzureStorageException(AzureStorageFault.Failed, $"{Stores.Documents} refused a removal with {(int)response.StatusCode}: {response.ErrorMessage}");
        },
        cancellation);
}
