using Interlink.Core.ApiAccess;
using Interlink.Core.Assets;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Assets;

/// <summary>Files of assets: download, versions, new versions.</summary>
public sealed class AssetFileFunctions(AssetStore assets, AddVersion add)
{
    /// <summary>Downloads the file of an asset, in the version in use or an earlier one. For programs that sign each request; pages use links.</summary>
    [Function("GetAssetContent"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses), Query<ContentQuery>]
    public async Task<Reply<FileDownload>> GetAssetContent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/assets/{assetId}/content")] HttpRequest request,
        string id,
        string assetId,
        CancellationToken cancellation) =>
        await request.ReadQuery<ContentQuery>()
            .Then(query => assets.Open(request.Caller(), id, assetId, query.Version, cancellation))
            .ToReply(file => Reply.File(FileDownload.Of(file.Content, file.Version.Name)));

    /// <summary>Lists the versions of an asset's file, the newest first.</summary>
    [Function("ListAssetVersions"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses)]
    public Task<Reply<Page<AssetVersionView>>> ListAssetVersions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/assets/{assetId}/versions")] HttpRequest request,
        string id,
        string assetId,
        CancellationToken cancellation) =>
        assets.Load(request.Caller(), id, assetId, cancellation).ToReply(asset => Reply.Ok(AssetVersionView.Of(asset.Versions)));

    /// <summary>Makes an upload the version in use of an asset's file; earlier versions stay.</summary>
    [Function("AddAssetVersion"), Allow(Scope.Member), AllowApplication(ApiScope.WriteProcesses), Revisioned, Body<AddVersionRequest>]
    public async Task<Reply<AssetView>> AddAssetVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "processes/{id}/assets/{assetId}/versions")] HttpRequest request,
        string id,
        string assetId,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<AddVersionRequest>(cancellation);
        return await body.Then(b => request.IfMatch().Then(
                read => add.Run(request.Caller(), id, assetId, b.UploadId, read, request.IdempotencyKey(), cancellation)))
            .ToReply(asset => AssetView.Created(id, asset, request.Language()));
    }
}
