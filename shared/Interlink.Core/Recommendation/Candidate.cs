using Interlink.Core.Catalogue;

namespace Interlink.Core.Recommendation;

/// <summary>An entry that may be recommended, with what is known of its use.</summary>
/// <param name="Entry">The catalogue entry; anything but a published one is passed over.</param>
/// <param name="FinishedUses">In how many finished processes of the tenant it was used.</param>
public sealed record Candidate(Interlinker Entry, int FinishedUses = 0);
