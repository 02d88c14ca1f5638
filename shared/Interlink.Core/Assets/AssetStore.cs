using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Assets;

/// <summary>Reads and writes the assets of processes, in the partition of each process and under its rights.</summary>
public sealed class AssetStore(ProcessStore processes, IDocuments documents, IBlobs blobs)
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "asset";

    internal const string ItemFacet = "item";
    internal const string PersonFacet = "person";
    internal const string CreatedAtNumber = "createdAt";

    private static readonly PageRequest OneOnly = new(1, null);

    /// <summary>Reads one asset, for those who may see it.</summary>
    public Task<Outcome<Asset>> Load(Caller caller, string processId, string assetId, CancellationToken cancellation) =>
        Load(caller, processId, assetId, AssetRight.Access, cancellation);

    /// <summary>Reads one asset, for those who may see it and hold the right where it is.</summary>
    /// <returns>The asset; <see cref="AssetNotFound"/> also for one that the caller may not see, <see cref="RightMissing"/> for one that is only seen.</returns>
    public async Task<Outcome<Asset>> Load(Caller caller, string processId, string assetId, AssetRight right, CancellationToken cancellation)
    {
        var process = await processes.Load(caller, processId, cancellation);
        return process.Succeeded
            ? (await Find(caller, processId, assetId, cancellation)).Then(found => Admit(process.Value, found, right)).Map(found => found.Body)
            : process.Error;
    }

    /// <summary>Lists the assets of a process that the caller may see, the newest first.</summary>
    /// <param name="item">Only those of this tree item, which must be one whose assets the caller may see; null for all.</param>
    public async Task<Outcome<Page<Asset>>> List(
        Caller caller, string processId, string? item, PageRequest page, CancellationToken cancellation)
    {
        var process = await processes.Load(caller, processId, cancellation);
        if (!process.Succeeded)
        {
            return process.Error;
        }

        var (rights, tree) = (process.Value.Rights, process.Value.Tree);
        if (item is not null && tree?.Find(item) is not null && !rights.At(item).Access.Granted)
        {
            return new RightMissing(AssetRight.Access);
        }

        var items = item is not null ? [item] : rights.AccessesAll ? null : rights.AccessibleItems().ToList();
        var query = new SearchQuery { AnyOf = OfItems(items), Order = SearchOrder.Number, OrderNumber = CreatedAtNumber, Page = page };
        return (await Search(caller, processId, query, cancellation)).Page.Map(d => d.Body);
    }

    /// <summary>Counts the assets of each tree item of a process, whoever may see them; items without any are left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountByItem(Caller caller, Process process, CancellationToken cancellation)
    {
        var query = new SearchQuery { Count = [ItemFacet], Page = OneOnly };
        var found = await Search(caller, process.Id, query, cancellation);
        return found.Counts[ItemFacet].ToDictionary(c => c.Value, c => c.Count, StringComparer.Ordinal);
    }

    /// <summary>Opens a version of an asset's file, for those who may see it.</summary>
    /// <param name="number">Which version; null for the one in use.</param>
    public async Task<Outcome<AssetContent>> Open(
        Caller caller, string processId, string assetId, int? number, CancellationToken cancellation)
    {
        var version = (await Load(caller, processId, assetId, cancellation)).Then(asset => asset.Version(number));
        if (!version.Succeeded)
        {
            return version.Error;
        }

        var content = await blobs.Open(AddressOf(caller.Tenant, processId, assetId, version.Value.Blob), cancellation);
        return content is null ? new VersionNotFound(version.Value.Number) : new AssetContent(version.Value, content);
    }

    /// <summary>Reads an asset of a process that the caller was admitted to.</summary>
    internal async Task<Outcome<Document<Asset>>> Find(Caller caller, string processId, string assetId, CancellationToken cancellation)
    {
        var partition = ProcessStore.PartitionOf(caller.Tenant, processId);
        var found = Ulids.IsId(assetId) ? await documents.Find<Asset>(partition, Kind, assetId, cancellation) : null;
        return found is null ? new AssetNotFound(assetId) : found;
    }

    /// <summary>The asset for those who may see it and hold the right where it is. What somebody may not see does not exist for them.</summary>
    internal static Outcome<Document<Asset>> Admit(LoadedProcess process, Document<Asset> asset, AssetRight right)
    {
        var rights = process.Rights.At(asset.Body.Item);
        return !rights.Access.Granted ? new AssetNotFound(asset.Id) : !rights.Of(right).Granted ? new RightMissing(right) : asset;
    }

    /// <summary>Whether an item has an asset.</summary>
    internal async Task<bool> HasAny(Caller caller, string processId, string item, CancellationToken cancellation) =>
        (await Search(caller, processId, new SearchQuery { AnyOf = OfItems([item]), Page = OneOnly }, cancellation)).Page.Total > 0;

    /// <summary>Removes the blobs of an asset that is no more.</summary>
    internal async Task RemoveBlobs(Caller caller, string processId, string assetId, CancellationToken cancellation)
    {
        var prefix = $"processes/{processId}/assets/{assetId}/";
        foreach (var blob in await blobs.List(caller.Tenant, prefix, cancellation).ToListAsync(cancellation))
        {
            await blobs.Delete(blob.Address, cancellation);
        }
    }

    /// <summary>Where a version of an asset's file lies.</summary>
    internal static BlobAddress AddressOf(TenantId tenant, string processId, string assetId, string blob) =>
        BlobAddress.Of(tenant, "processes", processId, "assets", assetId, blob);

    private static Dictionary<string, IReadOnlyList<string>> OfItems(IReadOnlyList<string>? items) => items is null ? [] : new() { [ItemFacet] = items };

    private Task<SearchResult<Asset>> Search(Caller caller, string processId, SearchQuery query, CancellationToken cancellation) =>
        documents.Search<Asset>(ProcessStore.PartitionOf(caller.Tenant, processId), Kind, query, cancellation);
}

/// <summary>An open file of an asset; the caller disposes its content.</summary>
public sealed record AssetContent(AssetVersion Version, BlobContent Content);
