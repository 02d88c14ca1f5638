using Interlink.Core.Catalogue;

namespace Interlink.Core.Recommendation;

/// <summary>What is recommended, best first, and on what ground.</summary>
/// <param name="Basis">Whether these are real matches.</param>
/// <param name="Items">Best first: by score, then by id. Every specific entry stands above every generic one.</param>
public sealed record Ranking(RecommendationBasis Basis, IReadOnlyList<Recommendation> Items)
{
    /// <summary>Nothing to recommend.</summary>
    public static readonly Ranking None = new(RecommendationBasis.None, []);
}

/// <summary>On what ground entries are recommended.</summary>
public enum RecommendationBasis
{
    /// <summary>Something specific answers a problem of the task; or of its objective, where the task names none of its own.</summary>
    Match,

    /// <summary>Nothing does; these come near: specific entries for the objective or else the phase, then generic ones.</summary>
    Fallback,

    /// <summary>There is nothing to recommend.</summary>
    None,
}

/// <summary>One entry in its place.</summary>
/// <param name="Entry">The catalogue entry.</param>
/// <param name="Score">From 0 to 1; above <see cref="Recommender.SpecificFloor"/> for a specific entry that answers task or objective, below
/// <see cref="Recommender.GenericCeiling"/> for a generic one.</param>
/// <param name="Generic">Whether it answers so many other problems that its answering these says little.</param>
/// <param name="Reasons">Why it stands where it stands; never empty.</param>
public sealed record Recommendation(Interlinker Entry, double Score, bool Generic, IReadOnlyList<Reason> Reasons);
