using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Edge;
using Interlink.Functions.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Catalogue.Starter;

/// <summary>Brings the starter catalogue into a tenant.</summary>
public sealed class ImportStarter(ImportDesk desk, IIds ids)
{
    /// <summary>Imports the catalogue that comes with the product, as any other: an import like those of uploaded sources. Done again, it changes
    /// only what a newer version of the product brings.</summary>
    [Function("ImportStarterCatalogue"), Allow(Scope.Curator), AllowApplication(ApiScope.WriteCatalogue)]
    public Task<Reply<OperationView>> ImportStarterCatalogue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "catalogue/starter")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        desk.StartStarter(client, request.Caller(), request.IdempotencyKey() ?? ids.New(), cancellation).ToReply(operation => operation.Accepted());
}
