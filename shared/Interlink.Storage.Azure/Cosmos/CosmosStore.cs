using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>One container, whose every request is charged to a tenant and whose faults are those of the product.</summary>
internal sealed class CosmosStore(Container container, RequestCharges charges)
{
    /// <summary>Ids that are asked for at once.</summary>
    private const int Round = 250;

    /// <summary>The container itself.</summary>
    public Container Container => container;

    /// <summary>Reads an item by its key.</summary>
    /// <returns>Default when there is none.</returns>
    public Task<T?> Read<T>(TenantId tenant, PartitionKey partition, string id, CancellationToken cancellation) => Guarded(
        async () =>
        {
            using var response = await container.ReadItemStreamAsync(id, partition, cancellationToken: cancellation);
            charges.Add(tenant, response.Headers.RequestCharge);
            if (response.StatusCode == HttpStatusCode.NotFound && response.Headers["x-ms-substatus"] is null or "0")
            {
                return default;
            }

            response.EnsureSuccessStatusCode();
            return await JsonSerializer.DeserializeAsync<T>(response.Content, Json.Options, cancellation);
        },
        cancellation);

    /// <summary>Runs a query to its end.</summary>
    /// <param name="partition">A whole key, or its first level for all aggregates of the tenant.</param>
    public Task<List<T>> Query<T>(TenantId tenant, PartitionKey partition, QueryDefinition query, CancellationToken cancellation) => Guarded(
        async () =>
        {
            using var pages = container.GetItemQueryIterator<T>(query, requestOptions: new QueryRequestOptions { PartitionKey = partition, MaxItemCount = 1_000 });
            var found = new List<T>();
            while (pages.HasMoreResults)
            {
                var page = await pages.ReadNextAsync(cancellation);
                charges.Add(tenant, page.RequestCharge);
                found.AddRange(page);
            }

            return found;
        },
        cancellation);

    /// <summary>Reads many items by their ids, in no particular order; those that do not exist are left out.</summary>
    /// <param name="partition">A whole key, or its first level: then of every aggregate that has an item of such an id.</param>
    public async Task<List<FoundItem>> Items(TenantId tenant, PartitionKey partition, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var rounds = ids.Chunk(Round).Select(some => Query<FoundItem>(tenant, partition, Queries.ItemsOf(some), cancellation));
        return [.. (await Task.WhenAll(rounds)).SelectMany(found => found)];
    }

    /// <summary>Does something else with the container, and translates what it throws.</summary>
    public static Task<T> Guarded<T>(Func<Task<T>> work, CancellationToken cancellation) => Faults.Translated(Stores.Documents, work, cancellation);

    /// <summary>Adds what a request cost to its tenant.</summary>
    public void Charge(TenantId tenant, double units) => charges.Add(tenant, units);
}
