using Interlink.Core.Catalogue;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Tenants;
using Interlink.Functions.Catalogue;
using Interlink.Functions.Edge;
using Interlink.Functions.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Platform;

/// <summary>Gives a new tenant something to work with, for whoever runs the platform, who sees nothing else of it.</summary>
public sealed class TenantCatalogueFunctions(TenantDirectory tenants, ImportDesk desk, ImportStore imports, OperationDesk operations, IIds ids)
{
    /// <summary>Begins a tenant's catalogue with the one that comes with the product. Once only: after the first import, whoever made it, the
    /// catalogue is the tenant's own affair.</summary>
    [Function("ImportStarterCatalogueForTenant"), Allow(Scope.PlatformAdministrator), Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<PlatformOperationView>> ImportStarterCatalogueForTenant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "platform/tenants/{tenant}/catalogue/starter")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string tenant,
        CancellationToken cancellation)
    {
        var key = request.IdempotencyKey() ?? ids.New();
        var started = await (await Known(tenant, cancellation)).Then(id => Begin(client, id, key, cancellation));
        return started.ToReply(operation => Reply.Accepted(PlatformOperationView.Of(operation), $"/api/platform/tenants/{tenant}/operations/{operation.Id}"));
    }

    /// <summary>Tells how an operation stands that the platform started in a tenant. Those of the tenant's own people are not found.</summary>
    [Function("GetTenantOperation"), Allow(Scope.PlatformAdministrator)]
    public async Task<Reply<PlatformOperationView>> GetTenantOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "platform/tenants/{tenant}/operations/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string tenant,
        string id,
        CancellationToken cancellation)
    {
        var found = await (await Known(tenant, cancellation)).Then(known => operations.Get(client, AsPlatform(known), id, cancellation));
        return found.ToReply(operation => Reply.Ok(PlatformOperationView.Of(operation)));
    }

    private async Task<Outcome<OperationView>> Begin(DurableTaskClient client, TenantId tenant, string key, CancellationToken cancellation)
    {
        var latest = await imports.List(tenant, new PageRequest(PageRequest.MaxLimit, null), cancellation);
        return latest.Items.Any(import => import is { FinishedAt: not null, Error: null })
            ? new CatalogueBegun(tenant)
            : await desk.StartStarter(client, AsPlatform(tenant), key, cancellation);
    }

    private async Task<Outcome<TenantId>> Known(string tenant, CancellationToken cancellation) =>
        TenantId.TryParse(tenant, out var id) && id != TenantDirectory.Platform && await tenants.Find(id, cancellation) is { State: not TenantState.Deleted }
            ? id
            : new TenantNotFound(tenant);

    // People of the tenant see that it was the platform, not which of its operators.
    private static Caller AsPlatform(TenantId tenant) => new(tenant, "platform", "Platform", new HashSet<string> { Scope.Member, Scope.Curator });
}
