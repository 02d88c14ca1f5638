using Interlink.Core.ApiAccess;
using Interlink.Core.Assets;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Assets;

/// <summary>Assets of a process: list, add, read, change, remove.</summary>
public sealed class AssetFunctions(AssetStore assets, AddAsset add, ChangeAsset change)
{
    /// <summary>Lists assets of a process, the newest first.</summary>
    [Function("ListAssets"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses), Query<ListAssetsQuery>]
    public async Task<Reply<Page<AssetView>>> ListAssets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/assets")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await request.ReadQuery<ListAssetsQuery>()
            .Then(query => assets.List(request.Caller(), id, query.Item, query.Page, cancellation))
            .ToReply(page => Reply.Ok(page.Map(asset => AssetView.Of(id, asset, request.Language()))));

    /// <summary>Adds an asset to an item of the tree: a copy of an interlinker's template, or a link. The first starts a task that awaits.</summary>
    [Function("AddAsset"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Body<AddAssetRequest>]
    public async Task<Reply<AssetView>> AddAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "processes/{id}/items/{itemId}/assets")] HttpRequest request,
        string id,
        string itemId,
        CancellationToken cancellation)
    {
        var (caller, key) = (request.Caller(), request.IdempotencyKey());
        var body = await request.ReadBody<AddAssetRequest>(cancellation);
        return await body.Then(b => b.InterlinkerId is { } interlinker
                ? add.TakeUp(caller, id, itemId, interlinker, b.Language, key, cancellation)
                : add.Link(caller, id, itemId, new AssetLink(b.Name, b.Uri), key, cancellation))
            .ToReply(asset => AssetView.Created(id, asset, request.Language()));
    }

    /// <summary>Reads an asset.</summary>
    [Function("GetAsset"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses)]
    public Task<Reply<AssetView>> GetAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/assets/{assetId}")] HttpRequest request,
        string id,
        string assetId,
        CancellationToken cancellation) =>
        assets.Load(request.Caller(), id, assetId, cancellation).ToReply(asset => Shown(request, id, asset));

    /// <summary>Changes the name of an asset, or where a link leads.</summary>
    [Function("EditAsset"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Revisioned, Body<EditAssetRequest>]
    public async Task<Reply<AssetView>> EditAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "processes/{id}/assets/{assetId}")] HttpRequest request,
        string id,
        string assetId,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<EditAssetRequest>(cancellation);
        return await body.Then(b => request.IfMatch().Then(
                read => change.Edit(request.Caller(), id, assetId, new AssetEdit(b.Name, b.Uri), read, cancellation)))
            .ToReply(asset => Shown(request, id, asset));
    }

    /// <summary>Removes an asset with all its versions.</summary>
    [Function("DeleteAsset"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Revisioned]
    public async Task<Reply<Unit>> DeleteAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "processes/{id}/assets/{assetId}")] HttpRequest request,
        string id,
        string assetId,
        CancellationToken cancellation) =>
        await request.IfMatch().Then(read => change.Delete(request.Caller(), id, assetId, read, cancellation));

    private static Reply<AssetView> Shown(HttpRequest request, string id, Asset asset) =>
        Reply.Ok(AssetView.Of(id, asset, request.Language())).Tagged(asset.Revision());
}
