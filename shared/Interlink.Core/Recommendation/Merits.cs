using Interlink.Core.Assets;
using Interlink.Core.Catalogue;

namespace Interlink.Core.Recommendation;

/// <summary>What speaks for an entry apart from the problems it answers: language, past use, rating, and that it can be taken up at all.</summary>
/// <param name="Value">From 0 to 1.</param>
/// <param name="Reasons">What to tell people of it.</param>
internal sealed record Merits(double Value, IReadOnlyList<Reason> Reasons)
{
    private const double PriorRating = 3.5;
    private const int PriorRaters = 5;
    private const double GoodRating = 3.8;
    private const int UsesForHalf = 3;

    public static Merits Of(Candidate candidate, RecommendationContext context)
    {
        var reasons = new List<Reason>();
        var value = (0.35 * Language(candidate.Entry, context, reasons))
            + (0.25 * Availability(candidate.Entry, context, reasons))
            + (0.22 * Use(candidate.FinishedUses, reasons))
            + (0.18 * Rating(candidate.Entry.Rating, reasons));
        return new Merits(value, [.. reasons.OrderBy(r => r is NotAvailable)]);
    }

    private static double Language(Interlinker entry, RecommendationContext context, List<Reason> reasons)
    {
        if (entry.Languages.Contains(context.Language))
        {
            reasons.Add(new InYourLanguage(context.Language));
            return 1;
        }

        if (entry.Languages.Count == 0)
            return 0;
        var inProcessLanguage = entry.Languages.Contains(context.ProcessLanguage);
        reasons.Add(new InOtherLanguage(
            inProcessLanguage ? context.ProcessLanguage
            : entry.Languages.Contains(Kernel.Language.Fallback) ? Kernel.Language.Fallback
            : entry.Languages.Min(StringComparer.Ordinal)!));
        return inProcessLanguage ? 0.6 : 0.2;
    }

    private static double Availability(Interlinker entry, RecommendationContext context, List<Reason> reasons)
    {
        if (AssetPlan.For(entry, context.ProcessLanguage, context.Language).Succeeded)
            return 1;
        reasons.Add(new NotAvailable(entry.Nature switch
        {
            InterlinkerNature.Knowledge => "no_template",
            InterlinkerNature.Software => "not_connected",
            _ => "no_address",
        }));
        return 0;
    }

    /// <summary>Each further process adds less: half at three.</summary>
    private static double Use(int finishedUses, List<Reason> reasons)
    {
        if (finishedUses <= 0)
            return 0;
        reasons.Add(new UsedInFinishedProcesses(finishedUses));
        return (double)finishedUses / (finishedUses + UsesForHalf);
    }

    /// <summary>A few ratings move an entry little: as if five people had already called it middling.</summary>
    private static double Rating(RatingSummary? rating, List<Reason> reasons)
    {
        var (average, count) = rating is { Count: > 0 } ? (Math.Clamp(rating.Average, 1, 5), rating.Count) : (PriorRating, 0);
        var smoothed = ((PriorRating * PriorRaters) + (average * count)) / (PriorRaters + count);
        if (smoothed >= GoodRating)
            reasons.Add(new WellRated(Math.Round(average, 1)));
        return (smoothed - 1) / 4;
    }
}
