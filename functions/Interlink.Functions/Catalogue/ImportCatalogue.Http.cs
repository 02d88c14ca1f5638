using Interlink.Core.ApiAccess;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Uploads;
using Interlink.Functions.Edge;
using Interlink.Functions.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Catalogue;

/// <summary>Imports a catalogue: an operation that survives restarts and leaves no entry half visible.</summary>
public sealed partial class ImportCatalogue(UploadDesk uploads, ImportDesk desk, ImportStore imports, RunImport run, IIds ids, TimeProvider clock)
{
    /// <summary>Imports an uploaded source: new entries are made, changed ones get a new version, nothing is removed. One import at a
    /// time.</summary>
    [Function("StartImport"), Allow(Scope.Curator), AllowApplication(ApiScope.WriteCatalogue), Body<ImportCatalogueRequest>]
    public async Task<Reply<OperationView>> StartImport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "catalogue/imports")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<ImportCatalogueRequest>(cancellation);
        var key = request.IdempotencyKey() ?? ids.New();
        var source = await body.Then(asked => uploads.Take(request.Caller(), asked.UploadId, cancellation));
        return await source.Then(taken => desk.Start(client, request.Caller(), taken, key, cancellation))
            .ToReply(operation => operation.Accepted());
    }

    /// <summary>Lists imports, the youngest first.</summary>
    [Function("ListImports"), Allow(Scope.Curator), AllowApplication(ApiScope.WriteCatalogue), Query<PagedQuery>]
    public async Task<Reply<Page<ImportSummary>>> ListImports(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/imports")] HttpRequest request,
        CancellationToken cancellation) =>
        await request.ReadQuery<PagedQuery>().Then(async query =>
            Outcome<Page<ImportSummary>>.Of(await imports.List(request.Caller().Tenant, query.Page, cancellation)));

    /// <summary>Shows what became of every entry of an import.</summary>
    [Function("GetImport"), Allow(Scope.Curator), AllowApplication(ApiScope.WriteCatalogue)]
    public async Task<Reply<ImportReport>> GetImport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/imports/{operationId}")] HttpRequest request,
        string operationId,
        CancellationToken cancellation) =>
        await imports.Report(request.Caller().Tenant, operationId, cancellation);
}
