using Interlink.Core.Catalogue;

namespace Interlink.Core.Recommendation;

/// <summary>An entry that may be recommended, with what is known of its use.</summary>
/// <param name="Entry">The catalogue entry; anything but a published one is passed over.</param>
/// <param name="FinishedUses">In how many finished processes of the tenant it was used.</param>
/// <param name="Rating">What people think of it; null when nobody said.</param>
public sealed record Candidate(Interlinker Entry, int FinishedUses = 0, RatingSummary? Rating = null);

/// <summary>Ratings of one entry, taken together.</summary>
/// <param name="Average">The mean, 1 to 5.</param>
/// <param name="Count">How many people rated.</param>
public sealed record RatingSummary(double Average, int Count);
