using Interlink.Core.ApiAccess;
using Interlink.Core.Audit;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Audit;

/// <summary>The audit over HTTP, for auditors. Nothing here changes it: it is made from what commits store beside their changes.</summary>
public sealed class AuditFunctions(AuditLog log, AuditBook book, VerifyAudit verify, AuditNames names)
{
    private const int EntriesOfAPart = 50_000;
    private const int NotesShown = 30;

    /// <summary>Lists what was done and refused in the tenant, the latest first.</summary>
    [Function("ListAudit"), Allow(Scope.Auditor), WhileSuspended, AllowApplication(ApiScope.ReadAudit), Query<ListAuditQuery>]
    public async Task<Reply<AuditPageView>> ListAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ListAuditQuery>().Then(async query =>
        {
            var tenant = request.Caller().Tenant;
            var list = await log.List(tenant, query.Filter, query.Page, cancellation);
            return Outcome<AuditPageView>.Of(new AuditPageView(await names.Show(tenant, list.Items, cancellation), list.Entries, list.Next, list.SearchedTo));
        });

    /// <summary>Tells how far the audit goes, with the hash of its last entry, to be noted elsewhere.</summary>
    [Function("GetAuditHead"), Allow(Scope.Auditor), WhileSuspended, AllowApplication(ApiScope.ReadAudit)]
    public async Task<Reply<AuditHeadView>> GetAuditHead(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit/head")] HttpRequest request, CancellationToken cancellation)
    {
        var tenant = request.Caller().Tenant;
        var (state, notes) = (await log.State(tenant, cancellation), await book.Notes(tenant, cancellation));
        return Reply.Ok(new AuditHeadView(state.Sequence, state.Hash, state.RecordedAt, state.Actions, [.. notes.Reverse().Take(NotesShown)]));
    }

    /// <summary>Verifies the audit as it is stored, up to 50,000 entries a time; ask again with <c>next</c> until there is none.</summary>
    [Function("VerifyAudit"), Allow(Scope.Auditor), WhileSuspended, AllowApplication(ApiScope.ReadAudit), Query<VerifyAuditQuery>]
    public async Task<Reply<AuditVerificationView>> VerifyPart(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit/verification")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<VerifyAuditQuery>().Then(async query =>
        {
            var part = await verify.Run(request.Caller().Tenant, query.After, EntriesOfAPart, cancellation);
            return Outcome<AuditVerificationView>.Of(new AuditVerificationView(part.Verdict, part.Next));
        });

    /// <summary>Exports the audit, or what was recorded in a time: as lines of JSON with all that a verifier needs, or as a table.</summary>
    [Function("ExportAudit"), Allow(Scope.Auditor), WhileSuspended, AllowApplication(ApiScope.ReadAudit), Query<ExportAuditQuery>]
    public Task<Reply<FileDownload>> ExportAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit/export")] HttpRequest request, CancellationToken cancellation) =>
        Task.FromResult(request.ReadQuery<ExportAuditQuery>().ToReply(query => Reply.File(FileOf(request.Caller().Tenant, query, cancellation))));

    private FileDownload FileOf(TenantId tenant, ExportAuditQuery query, CancellationToken cancellation) => query.Format is AuditFormat.Csv
        ? new FileDownload(new LineStream(AuditCsv.Lines(log, tenant, query.From, query.To, cancellation), "\r\n"), "text/csv; charset=utf-8", $"audit-{tenant}.csv")
        : new FileDownload(new LineStream(AuditFile.Lines(log, book, tenant, query.From, query.To, cancellation), "\n"), "application/jsonl", $"audit-{tenant}.jsonl");
}
