using Interlink.Core.Catalogue;

namespace Interlink.Core.Recommendation;

/// <summary>Ranks catalogue entries for a tree item, and says why. Pure: the same arguments in any order give the same ranking.</summary>
/// <remarks>The formula and its grounds are in <c>docs/adr/0007-recommendation.md</c>.</remarks>
public static class Recommender
{
    /// <summary>The least score of a specific entry that answers a problem of task or objective.</summary>
    public const double SpecificFloor = 0.4;

    /// <summary>The least score of a specific entry that answers only problems met elsewhere in the phase.</summary>
    public const double PhaseFloor = 0.2;

    /// <summary>The greatest score of a generic entry.</summary>
    public const double GenericCeiling = 0.19;

    private const double ProblemShare = 0.8;

    /// <summary>Ranks the candidates.</summary>
    /// <param name="candidates">Published entries; others, and those that match nothing, are passed over.</param>
    /// <param name="statistics">Of the whole catalogue, not of the candidates.</param>
    public static Ranking Rank(RecommendationContext context, IEnumerable<Candidate> candidates, CatalogueStatistics statistics)
    {
        var problems = new AskedProblems(context, statistics);
        var matches = candidates
            .Where(c => c.Entry.State == PublicationState.Published)
            .Select(problems.Match)
            .OfType<ProblemMatch>()
            .Where(m => m.Near || !m.Generic)
            .ToList();
        if (matches.Count == 0)
            return Ranking.None;

        var basis = matches.Any(m => !m.Generic && problems.AnswersDirectly(m)) ? RecommendationBasis.Match : RecommendationBasis.Fallback;
        var phaseHelps = !matches.Any(m => m.Near && !m.Generic);
        return new Ranking(basis, [.. matches
            .Where(m => m.Near || phaseHelps)
            .Select(m => Judge(m, problems, context))
            .OrderByDescending(r => r.Score)
            .ThenBy(r => r.Entry.Id, StringComparer.Ordinal)]);
    }

    private static Recommendation Judge(ProblemMatch match, AskedProblems problems, RecommendationContext context)
    {
        var merits = Merits.Of(match.Candidate, context);
        var answered = match.Near ? problems.Answered(match) : match.PhaseCoverage;
        var quality = (ProblemShare * answered * match.Focus) + ((1 - ProblemShare) * ((0.9 * merits.Value) + (0.1 * match.PhaseCoverage)));
        var score = (match.Generic, match.Near) switch
        {
            (true, _) => GenericCeiling * quality,
            (false, true) => SpecificFloor + ((1 - SpecificFloor) * quality),
            (false, false) => PhaseFloor + ((SpecificFloor - PhaseFloor - 0.01) * quality),
        };
        return new Recommendation(match.Candidate.Entry, Math.Round(score, 6), match.Generic, [.. problems.Reasons(match), .. merits.Reasons]);
    }
}
