using Interlink.Core.Assets;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Assets;

/// <summary>Files of assets by short-lived links.</summary>
public sealed class DownloadFunctions(DownloadLinks links)
{
    /// <summary>Makes a link to the file of an asset that opens without signing in, for some minutes and as long as the caller may see the asset.</summary>
    [Function("MakeDownloadLink"), Allow(Scope.Member), Query<ContentQuery>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<DownloadLinkView>> MakeDownloadLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "processes/{id}/assets/{assetId}/link")] HttpRequest request,
        string id,
        string assetId,
        CancellationToken cancellation) =>
        await request.ReadQuery<ContentQuery>()
            .Then(query => links.Make(request.Caller(), id, assetId, query.Version, cancellation))
            .ToReply(link => Reply.Ok(new DownloadLinkView($"/api/downloads/{link.Ticket}", link.ExpiresAt)).With("Cache-Control", "no-store"));

    /// <summary>Downloads the file that a link leads to. Whether its maker may see the asset is judged now, not when the link was made.</summary>
    [Function("OpenDownload"), AllowAnonymous]
    public Task<Reply<FileDownload>> OpenDownload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "downloads/{ticket}")] HttpRequest request,
        string ticket,
        CancellationToken cancellation) =>
        links.Open(ticket, cancellation).ToReply(file => Reply.File(FileDownload.Of(file.Content, file.Version.Name)));
}

/// <summary>A link to a file.</summary>
/// <param name="Url">Path to open; whoever holds it can, so it is not for passing on.</param>
/// <param name="ExpiresAt">Until when, UTC; sooner when the right of whoever made it ends.</param>
public sealed record DownloadLinkView(string Url, DateTimeOffset ExpiresAt);
