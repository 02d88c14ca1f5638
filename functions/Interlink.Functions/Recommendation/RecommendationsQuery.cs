using System.ComponentModel.DataAnnotations;

namespace Interlink.Functions.Recommendation;

/// <summary>How much to recommend.</summary>
public sealed record RecommendationsQuery
{
    /// <summary>How many at the most.</summary>
    [Range(1, Core.Recommendation.RecommendForItem.MaxLimit)]
    public int Limit { get; init; } = 10;
}
