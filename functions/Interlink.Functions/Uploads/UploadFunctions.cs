using System.ComponentModel.DataAnnotations;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Core.Uploads;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Uploads;

/// <summary>A file that is to come in parts.</summary>
/// <param name="FileName">The name it has with the sender; no folders.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="ContentType">Its media type, as far as the sender knows.</param>
public sealed record BeginUploadRequest(
    [StringLength(255)] string FileName, [Range(1, long.MaxValue)] long Length, [StringLength(200)] string? ContentType = null);

/// <summary>How to send a file.</summary>
/// <param name="Id">Names the upload.</param>
/// <param name="PartSize">Bytes of every part but the last.</param>
/// <param name="Parts">How many parts there are.</param>
/// <param name="ExpiresAt">When it is removed, used or not, UTC.</param>
public sealed record UploadTicket(string Id, int PartSize, int Parts, DateTimeOffset ExpiresAt);

/// <summary>How much of a file has arrived.</summary>
/// <param name="Id">Names the upload.</param>
/// <param name="FileName">The name it has with the sender.</param>
/// <param name="Length">How many bytes it will have.</param>
/// <param name="PartSize">Bytes of every part but the last.</param>
/// <param name="Received">Numbers of the parts that have arrived, from 0.</param>
public sealed record UploadView(string Id, string FileName, long Length, int PartSize, IReadOnlyList<int> Received);

/// <summary>Uploads over HTTP, and the timer that removes what has expired.</summary>
public sealed class UploadFunctions(UploadDesk uploads, TenantDirectory tenants)
{
    /// <summary>Begins to send a file that is too large for one request.</summary>
    [Function("BeginUpload"), Allow(Scope.Member), AllowApplication(ApiScope.WriteCatalogue, ApiScope.WriteProcesses), Body<BeginUploadRequest>]
    public async Task<Reply<UploadTicket>> BeginUpload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "uploads")] HttpRequest request, CancellationToken cancellation)
    {
        var begun = await (await request.ReadBody<BeginUploadRequest>(cancellation)).Then(body =>
            uploads.Begin(request.Caller(), body.FileName, body.Length, body.ContentType, request.IdempotencyKey(), cancellation));
        return begun.ToReply(upload => Reply.Created(
            new UploadTicket(upload.Id, Upload.PartSize, upload.Parts, upload.ExpiresAt), $"/api/uploads/{upload.Id}"));
    }

    /// <summary>Sends one part, numbered from 0; each has exactly the part size but the last. A part may be sent again.</summary>
    [Function("SendUploadPart"), Allow(Scope.Member), AllowApplication(ApiScope.WriteCatalogue, ApiScope.WriteProcesses), RawBody(Upload.PartSize)]
    public async Task<Reply<Unit>> SendUploadPart(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "uploads/{id}/parts/{n:int}")] HttpRequest request,
        string id,
        int n,
        CancellationToken cancellation) =>
        await uploads.Receive(request.Caller(), id, n, request.Body, request.ContentLength, cancellation);

    /// <summary>Tells which parts have arrived, so that a broken upload can go on where it stopped.</summary>
    [Function("GetUpload"), Allow(Scope.Member), AllowApplication(ApiScope.WriteCatalogue, ApiScope.WriteProcesses)]
    public async Task<Reply<UploadView>> GetUpload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "uploads/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        (await uploads.Status(request.Caller(), id, cancellation)).Map(status => new UploadView(
            status.Upload.Id, status.Upload.FileName, status.Upload.Length, Upload.PartSize, status.Received));

    /// <summary>Removes uploads that have expired.</summary>
    [Function("SweepUploads")]
    public async Task SweepUploads([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            while (await uploads.Sweep(tenant.Id, cancellation) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
