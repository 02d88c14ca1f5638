using Interlink.Core.Audit;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Audit;

/// <summary>The audit of the platform itself, for whoever runs it: what became of tenants. Nothing of what happened within them is in it.</summary>
public sealed class PlatformAuditFunctions(AuditLog log, AuditBook book, AuditNames names, IOptions<EdgeOptions> options)
{
    /// <summary>Lists what was done and refused in running the platform, the latest first.</summary>
    [Function("ListPlatformAudit"), Allow(Scope.PlatformAdministrator), Query<ListAuditQuery>]
    public async Task<Reply<AuditPageView>> ListPlatformAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "platform/audit")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ListAuditQuery>().Then(async query =>
        {
            var list = await log.List(TenantDirectory.Platform, query.Filter, query.Page, cancellation);
            var shown = await names.Show(People, list.Items, cancellation);
            return Outcome<AuditPageView>.Of(new AuditPageView(shown, list.Entries, list.Next, list.SearchedTo));
        });

    // Who runs an embedded host by a session has an account in the host's own tenant.
    private TenantId People => TenantId.TryParse(options.Value.DefaultTenant, out var home) ? home : TenantDirectory.Platform;

    /// <summary>Exports the platform's audit as lines of JSON with all that a verifier needs.</summary>
    [Function("ExportPlatformAudit"), Allow(Scope.PlatformAdministrator)]
    public Task<Reply<FileDownload>> ExportPlatformAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "platform/audit/export")] HttpRequest request, CancellationToken cancellation) =>
        Task.FromResult(Reply.File(new FileDownload(
            new LineStream(AuditFile.Lines(log, book, TenantDirectory.Platform, null, null, cancellation), "\n"), "application/jsonl", "audit-platform.jsonl")));
}
