namespace Interlink.Core.Recommendation;

/// <summary>The problems asked about, with their rarity; each counts once, at the nearest level that names it.</summary>
internal sealed class AskedProblems
{
    private readonly CatalogueStatistics _statistics;
    private readonly List<Problem> _task;
    private readonly List<Problem> _objective;
    private readonly List<Problem> _phase;
    private readonly HashSet<string> _asked;

    public AskedProblems(RecommendationContext context, CatalogueStatistics statistics)
    {
        _statistics = statistics;
        _task = Weigh(context.TaskProblems);
        _objective = Weigh(context.ObjectiveProblems.Except(context.TaskProblems));
        _phase = Weigh(context.PhaseProblems.Except(context.TaskProblems).Except(context.ObjectiveProblems));
        _asked = [.. _task.Concat(_objective).Concat(_phase).Select(p => p.Profile)];
    }

    /// <summary>Holds an entry against the problems.</summary>
    /// <returns>Null when it answers none of them.</returns>
    public ProblemMatch? Match(Candidate candidate)
    {
        if (!candidate.Entry.ProblemProfiles.Any(_asked.Contains))
            return null;
        var carried = candidate.Entry.ProblemProfiles.ToHashSet(StringComparer.Ordinal);
        var task = _task.Where(p => carried.Contains(p.Profile)).ToList();
        var objective = _objective.Where(p => carried.Contains(p.Profile)).ToList();
        var phase = _phase.Where(p => carried.Contains(p.Profile)).ToList();
        var beside = carried.Count - task.Count - objective.Count;
        return new ProblemMatch(candidate, task, objective, phase)
        {
            Breadth = carried.Count,
            Generic = _statistics.IsGeneric(_task.Count + _objective.Count, beside),
            Focus = _statistics.Focus(beside),
            PhaseCoverage = Share(phase, _phase),
        };
    }

    /// <summary>Whether the entry answers the problems that count first: the task's own, or its objective's where the task names none.</summary>
    public bool AnswersDirectly(ProblemMatch match) => (_task.Count > 0 ? match.Task : match.Objective).Count > 0;

    /// <summary>How well the entry answers what is asked, by rarity, from 0 to 1. Where the task names problems of its own, answering any
    /// of them weighs more than answering all of the objective's.</summary>
    public double Answered(ProblemMatch match)
    {
        var objective = Share(match.Objective, _objective);
        return (_task.Count, match.Task.Count) switch
        {
            (0, _) => objective,
            (_, 0) => 0.3 * objective,
            _ => 0.35 + (0.5 * Share(match.Task, _task)) + (0.15 * (_objective.Count == 0 ? 1 : objective)),
        };
    }

    /// <summary>What the match says in the entry's favour, and whether it says little.</summary>
    public IEnumerable<Reason> Reasons(ProblemMatch match)
    {
        if (match.Task.Count > 0)
            yield return new MatchesTaskProblems(Profiles(match.Task), _task.Count);
        if (match.Objective.Count > 0)
            yield return new MatchesObjectiveProblems(Profiles(match.Objective), _objective.Count);
        if (!match.Near)
            yield return new MatchesPhaseProblems(Profiles(match.Phase), _phase.Count);
        if (match.Generic)
            yield return new IsGeneric(match.Breadth);
    }

    private List<Problem> Weigh(IEnumerable<string> profiles) =>
        [.. profiles.Distinct(StringComparer.Ordinal).Select(p => new Problem(p, _statistics.Rarity(p)))
            .OrderByDescending(p => p.Rarity).ThenBy(p => p.Profile, StringComparer.Ordinal)];

    private static double Share(List<Problem> matched, List<Problem> all) =>
        all.Count == 0 ? 0 : matched.Sum(p => p.Rarity) / all.Sum(p => p.Rarity);

    private static List<string> Profiles(List<Problem> problems) => [.. problems.Select(p => p.Profile)];
}

/// <summary>A problem profile with how much it tells.</summary>
internal readonly record struct Problem(string Profile, double Rarity);

/// <summary>An entry held against the problems asked about.</summary>
internal sealed record ProblemMatch(Candidate Candidate, List<Problem> Task, List<Problem> Objective, List<Problem> Phase)
{
    /// <summary>Whether it answers a problem of the task or of the objective.</summary>
    public bool Near => Task.Count > 0 || Objective.Count > 0;

    /// <summary>How many profiles it carries in all.</summary>
    public required int Breadth { get; init; }

    public required bool Generic { get; init; }

    public required double Focus { get; init; }

    public required double PhaseCoverage { get; init; }
}
