using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Recommendation;

namespace Interlink.Functions.Recommendation;

/// <summary>What is recommended for a tree item.</summary>
/// <param name="Basis">Whether these are real matches, come near, or do not exist.</param>
/// <param name="Items">The best, best first; every specific entry above every generic one.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record RecommendationsView(RecommendationBasis Basis, IReadOnlyList<RecommendationView> Items, int Total)
{
    internal static RecommendationsView Of(ItemRecommendations found, string language, IReadOnlyDictionary<string, ProblemProfile> profiles) => new(
        found.Basis, [.. found.Items.Select(item => RecommendationView.Of(item, language, profiles))], found.Total);
}

/// <summary>One recommended interlinker.</summary>
/// <param name="Interlinker">The entry.</param>
/// <param name="Score">From 0 to 1.</param>
/// <param name="Generic">Whether it answers so many other problems that its answering these says little.</param>
/// <param name="Reasons">Why it stands where it stands.</param>
public sealed record RecommendationView(InterlinkerSummary Interlinker, double Score, bool Generic, IReadOnlyList<ReasonView> Reasons)
{
    internal static RecommendationView Of(
        Core.Recommendation.Recommendation item, string language, IReadOnlyDictionary<string, ProblemProfile> profiles) => new(
        InterlinkerSummary.Of(item.Entry, language, profiles),
        item.Score,
        item.Generic,
        [.. item.Reasons.Select(reason => ReasonView.From(reason, ids => [.. ids.Select(id => Named(id, language, profiles))]))]);

    private static ProblemProfileReference Named(string id, string language, IReadOnlyDictionary<string, ProblemProfile> profiles) =>
        new(id, profiles.GetValueOrDefault(id)?.Name.In(language) ?? new Localized(id, Language.Fallback, language != Language.Fallback));
}

/// <summary>One reason; which particulars it has depends on its code.</summary>
public sealed record ReasonView
{
    /// <summary>Which reason.</summary>
    public required ReasonCode Code { get; init; }

    /// <summary>The problems that it answers, rarest first.</summary>
    public IReadOnlyList<ProblemProfileReference>? Matched { get; init; }

    /// <summary>Of how many.</summary>
    public int? Of { get; init; }

    /// <summary>The language it can be used in.</summary>
    public string? Language { get; init; }

    /// <summary>How many finished processes used it.</summary>
    public int? Count { get; init; }

    /// <summary>Mean of its ratings, 1 to 5.</summary>
    public double? Average { get; init; }

    /// <summary>How many problem profiles it carries in all.</summary>
    public int? Profiles { get; init; }

    /// <summary>Why no resource can be made from it: <c>no_template</c>, <c>no_address</c> or <c>not_connected</c>.</summary>
    public string? Why { get; init; }

    internal static ReasonView From(Reason reason, Func<IReadOnlyList<string>, IReadOnlyList<ProblemProfileReference>> named) => reason switch
    {
        MatchesTaskProblems r => new() { Code = ReasonCode.MatchesTaskProblems, Matched = named(r.Matched), Of = r.Of },
        MatchesObjectiveProblems r => new() { Code = ReasonCode.MatchesObjectiveProblems, Matched = named(r.Matched), Of = r.Of },
        MatchesPhaseProblems r => new() { Code = ReasonCode.MatchesPhaseProblems, Matched = named(r.Matched), Of = r.Of },
        InYourLanguage r => new() { Code = ReasonCode.InYourLanguage, Language = r.Language },
        InOtherLanguage r => new() { Code = ReasonCode.OtherLanguage, Language = r.Language },
        UsedInFinishedProcesses r => new() { Code = ReasonCode.UsedInFinishedProcesses, Count = r.Count },
        WellRated r => new() { Code = ReasonCode.WellRated, Average = r.Average },
        IsGeneric r => new() { Code = ReasonCode.Generic, Profiles = r.Profiles },
        NotAvailable r => new() { Code = ReasonCode.NotAvailable, Why = r.Why },
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason has no view."),
    };
}

/// <summary>The reasons there are.</summary>
public enum ReasonCode
{
    /// <summary>It answers problems that the task itself names.</summary>
    MatchesTaskProblems,

    /// <summary>It answers problems of the objective that the task does not name itself.</summary>
    MatchesObjectiveProblems,

    /// <summary>It answers only problems met elsewhere in the same phase.</summary>
    MatchesPhaseProblems,

    /// <summary>It can be used in the reader's language.</summary>
    InYourLanguage,

    /// <summary>It can only be used in another language.</summary>
    OtherLanguage,

    /// <summary>It was used in processes that came to their end.</summary>
    UsedInFinishedProcesses,

    /// <summary>People rated it well.</summary>
    WellRated,

    /// <summary>It answers so many other problems that its answering these says little.</summary>
    Generic,

    /// <summary>No resource can be made from it here.</summary>
    NotAvailable,
}
