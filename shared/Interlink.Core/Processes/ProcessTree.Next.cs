namespace Interlink.Core.Processes;

public sealed partial class ProcessTree
{
    /// <summary>The prerequisites of an item in which a task is still to be finished. They are shown, not enforced.</summary>
    public IReadOnlyList<string> BlockedBy(TreeItem item) =>
        [.. item.Prerequisites.Where(p => Find(p) is { } before && Progress.Of(before).Unfinished())];

    /// <summary>What to do next: tasks that are begun, then tasks with nothing left to wait for, each in order of the tree.</summary>
    /// <returns>Nothing only when every task is finished.</returns>
    public IReadOnlyList<NextStep> Next(int most)
    {
        var open = Items.Where(i => i.Type is TreeItemType.Task && i.Status is not ItemStatus.Finished && TakesPart(i)).ToList();
        var begun = open.Where(i => i.Status is ItemStatus.InProgress).Select(i => new NextStep(i.Id, NextReason.InProgress));
        var ready = open.Where(i => i.Status is ItemStatus.Awaiting && IsReady(i)).Select(i => new NextStep(i.Id, NextReason.Ready));
        List<NextStep> steps = [.. begun.Concat(ready).Take(most)];
        if (steps is [])
        {
            // Items wait for each other across levels; somebody has to begin.
            steps = [.. open.Take(1).Select(i => new NextStep(i.Id, NextReason.Ready))];
        }

        return Progress.Whole.Percent == 0 && steps is [var first, ..]
            ? [first with { Reason = NextReason.First }, .. steps.Skip(1)]
            : steps;
    }

    private bool IsReady(TreeItem item) => BlockedBy(item).Count == 0 && Path(item).All(above => BlockedBy(above).Count == 0);
}

/// <summary>A task to do next.</summary>
/// <param name="Item">Id of the task.</param>
/// <param name="Reason">Why it is proposed.</param>
public sealed record NextStep(string Item, NextReason Reason);

/// <summary>Why a task is proposed as next.</summary>
public enum NextReason
{
    /// <summary>It is begun.</summary>
    InProgress,

    /// <summary>Everything before it is finished.</summary>
    Ready,

    /// <summary>Nothing has been begun, and the process begins here.</summary>
    First,
}
