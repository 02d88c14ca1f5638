using Interlink.Core.Audit;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Audit;

/// <summary>The audit of the platform itself, for whoever runs it: what became of tenants. Nothing of what happened within them is in it.</summary>
public sealed class PlatformAuditFunctions(AuditLog log, AuditBook book, AuditNames names)
{
    /// <summary>Lists what was done and refused in running the platform, the latest first.</summary>
    [Function("ListPlatformAudit"), Allow(Scope.PlatformAdministrator), Query<ListAuditQuery>]
    public async Task<Reply<AuditPageView>> ListPlatformAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "platform/audit")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ListAuditQuery>().Then(async query =>
        {
            var list = await log.List(TenantDirectory.Platform, query.Filter, query.Page, cancellation);
            var shown = await names.Show(TenantDirectory.Platform, list.Items, cancellation);
            return Outcome<AuditPageView>.Of(new AuditPageView(shown, list.Entries, list.Next, list.SearchedTo));
        });

    /// <summary>Exports the platform's audit as lines of JSON with all that a verifier needs.</summary>
    [Function("ExportPlatformAudit"), Allow(Scope.PlatformAdministrator)]
    public Task<Reply<FileDownload>> ExportPlatformAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "platform/audit/export")] HttpRequest request, CancellationToken cancellation) =>
        Task.FromResult(Reply.File(new FileDownload(
            new LineStream(AuditFile.Lines(log, book, TenantDirectory.Platform, null, null, cancellation), "\n"), "application/jsonl", "audit-platform.jsonl")));
}
