using Interlink.Core.ApiAccess;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Recommendation;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Recommendation;

/// <summary>Recommends interlinkers where people work.</summary>
public sealed class RecommendationFunctions(RecommendForItem recommend, CatalogueStore catalogue)
{
    /// <summary>Recommends interlinkers for a phase, objective or task, best first, and says why.</summary>
    [Function("RecommendForItem"), Allow(Scope.Member), AllowApplication(ApiScope.ReadProcesses), Query<RecommendationsQuery>]
    public async Task<Reply<RecommendationsView>> RecommendForItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/items/{itemId}/recommendations")] HttpRequest request,
        string id,
        string itemId,
        CancellationToken cancellation)
    {
        var (caller, language) = (request.Caller(), request.Language());
        var found = await request.ReadQuery<RecommendationsQuery>()
            .Then(query => recommend.Run(caller, id, itemId, language, query.Limit, cancellation));
        return found.Succeeded
            ? Reply.Ok(RecommendationsView.Of(found.Value, language, await catalogue.Profiles(caller.Tenant, cancellation)))
            : found.Error;
    }
}
