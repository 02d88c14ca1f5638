using Interlink.Core.Kernel;
using Interlink.Core.Permissions;

namespace Interlink.Core.Processes;

/// <summary>Says by hand how far a task is; for those who may create assets on it.</summary>
public sealed class SetTaskStatus(ProcessStore processes, IIds ids, TimeProvider clock)
{
    private readonly ProcessEvents _events = new(ids, clock);

    /// <summary>Sets the task to the status, from the state of the item that the caller read. Work on other tasks meanwhile does no harm.</summary>
    public Task<Outcome<LoadedItem>> Run(
        Caller caller, string processId, string taskId, ItemStatus status, Revision read, CancellationToken cancellation) =>
        processes.Change<LoadedItem>(
            caller,
            processId,
            loaded => Task.FromResult(loaded.Item(taskId).Then(found => found.For(AssetRight.Create)).Then(found => Decide(caller, found, status, read))),
            cancellation);

    private Outcome<Decision<LoadedItem>> Decide(Caller caller, LoadedItem found, ItemStatus status, Revision read)
    {
        if (found.Item.Type is TreeItemType.Task && found.Item.Revision() != read)
        {
            return new StaleRevision();
        }

        return found.Tree.SetStatus(found.Item.Id, status).Map(tree => tree == found.Tree
            ? new Decision<LoadedItem>(found, null)
            : Changed(_events.StatusChanged(caller, found.Process, found.Item, status, TaskStatusCause.ByHand), tree));

        Decision<LoadedItem> Changed(Storage.DomainEvent changed, ProcessTree tree)
        {
            var process = found.Process.After(tree, clock.GetUtcNow());
            return new(found with { Process = process, Tree = tree, Item = tree.Find(found.Item.Id)! }, new ProcessChange(process, tree, changed));
        }
    }
}
