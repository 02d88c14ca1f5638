using Interlink.Core.Recommendation;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Recommendation;

internal static class RecommendationServices
{
    /// <summary>Registers what recommends.</summary>
    internal static IServiceCollection AddRecommendation(this IServiceCollection services) =>
        services.AddSingleton<PublishedInterlinkers>().AddSingleton<PastUse>().AddSingleton<RecommendForItem>();
}
