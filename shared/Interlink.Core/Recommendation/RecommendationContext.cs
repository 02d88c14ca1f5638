using Interlink.Core.Processes;

namespace Interlink.Core.Recommendation;

/// <summary>What help is wanted for: the problems around one tree item, and the languages in which it has to be understood.</summary>
public sealed record RecommendationContext
{
    /// <summary>Problem profiles that the task itself names; empty when it names none, or when the item is no task.</summary>
    public IReadOnlyList<string> TaskProblems { get; init; } = [];

    /// <summary>Problem profiles of the objective: of the task's, or of the item when it is an objective itself.</summary>
    public IReadOnlyList<string> ObjectiveProblems { get; init; } = [];

    /// <summary>Every problem profile named anywhere in the phase; a faint hint at what people are busy with.</summary>
    public IReadOnlyList<string> PhaseProblems { get; init; } = [];

    /// <summary>The reader's language.</summary>
    public required string Language { get; init; }

    /// <summary>The language in which the process is held.</summary>
    public required string ProcessLanguage { get; init; }

    /// <summary>What an item of a process asks for. Items that take no part name no problems.</summary>
    /// <param name="language">The reader's language.</param>
    public static RecommendationContext For(LoadedItem found, string language)
    {
        var (process, tree, item) = (found.Process, found.Tree, found.Item);
        IReadOnlyList<TreeItem> path = [.. tree.Path(item), item];
        return new RecommendationContext
        {
            TaskProblems = item.Type is TreeItemType.Task ? item.ProblemProfiles : [],
            ObjectiveProblems = path.FirstOrDefault(above => above.Type is TreeItemType.Objective)?.ProblemProfiles ?? [],
            PhaseProblems = [.. tree.Items
                .Where(i => tree.TakesPart(i) && tree.Path(i) is [var phase, ..] && phase.Id == path[0].Id)
                .SelectMany(i => i.ProblemProfiles).Distinct()],
            Language = language,
            ProcessLanguage = process.Language,
        };
    }
}
