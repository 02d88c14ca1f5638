using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Privacy;

/// <summary>A copy of one's own data, as it stands.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Operation">The operation that makes it.</param>
/// <param name="AskedAt">When it was asked for, UTC.</param>
/// <param name="ReadyAt">When it could be fetched, UTC; absent while it is being made.</param>
/// <param name="ExpiresAt">Until when it can be fetched, UTC.</param>
/// <param name="Expired">Whether that time is over.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Sha256">SHA-256 of the file; absent while it is being made.</param>
/// <param name="Records">How many records are in it.</param>
/// <param name="Files">How many files are in it, besides the records.</param>
public sealed record PersonalExportView(
    string Id, string Operation, DateTimeOffset AskedAt, DateTimeOffset? ReadyAt, DateTimeOffset? ExpiresAt, bool Expired, long Length, string? Sha256, int Records, int Files)
{
    internal static PersonalExportView Of(PersonalExport e, DateTimeOffset now) => new(
        e.Id, ExportDesk.OperationOf(e).ToString(), e.AskedAt, e.ReadyAt, e.ExpiresAt, e.ReadyAt is not null && !e.CanBeFetched(now), e.Length, e.Sha256, e.Records, e.Files);
}

/// <summary>Copies of one's own data: asked for, made as an operation that survives restarts, fetched by nobody else, gone after some days.</summary>
public sealed partial class ExportData(ExportStore store, ExportDesk desk, MakeExport make, TimeProvider clock)
{
    /// <summary>Begins a copy of everything that is kept about the caller. While one is being made, that one is the answer.</summary>
    [Function("StartExport"), Allow(Scope.Member), WhileSuspended, BeforeConsent, Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<PersonalExportView>> StartExport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/exports")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var export = await desk.Start(client, request, cancellation);
        return Reply.Accepted(PersonalExportView.Of(export, clock.GetUtcNow()), $"/api/operations/{ExportDesk.OperationOf(export)}");
    }

    /// <summary>Lists the caller's copies, the youngest first.</summary>
    [Function("ListExports"), Allow(Scope.Member), WhileSuspended, BeforeConsent]
    public async Task<Reply<IReadOnlyList<PersonalExportView>>> ListExports(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/exports")] HttpRequest request, CancellationToken cancellation)
    {
        var (caller, now) = (request.Caller(), clock.GetUtcNow());
        var exports = await store.Of(caller.Tenant, caller.Subject, cancellation);
        return Reply.Ok<IReadOnlyList<PersonalExportView>>([.. exports.Select(e => PersonalExportView.Of(e, now))]);
    }

    /// <summary>Fetches a copy: a zip with one readable page, the records as JSON, and the person's files. For the person alone, until it expires.</summary>
    [Function("DownloadExport"), Allow(Scope.Member), WhileSuspended, BeforeConsent]
    public async Task<Reply<FileDownload>> DownloadExport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/exports/{id}/file")] HttpRequest request, string id, CancellationToken cancellation) =>
        (await store.Open(request.Caller(), id, clock.GetUtcNow(), cancellation)).ToReply(blob => Reply.File(FileDownload.Of(blob, "my-data.zip")));
}
