using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.Processes;

/// <summary>Reads and writes processes with their trees, for those who see them: administrators of the process, and members of teams with a permission anywhere in
/// it. To everybody else a process does not exist. What is read carries the caller's rights, as they are at that moment.</summary>
public sealed class ProcessStore(IDocuments documents)
{
    private const int Attempts = 100;

    private readonly TeamMemberships _teams = new(documents);

    /// <summary>Changes of one process by this machine queue here, so that they do not keep overtaking each other; the revisions still decide.</summary>
    private readonly SemaphoreSlim[] _queues = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Where everything of one process lives.</summary>
    internal static Partition PartitionOf(TenantId tenant, string processId) => Partition.Of(tenant, $"process:{processId}");

    /// <summary>Reads a process and its tree.</summary>
    public async Task<Outcome<LoadedProcess>> Load(Caller caller, string processId, CancellationToken cancellation)
    {
        if (!Ulids.IsId(processId))
        {
            return new ProcessNotFound(processId);
        }

        var partition = PartitionOf(caller.Tenant, processId);
        var process = await documents.Find<Process>(partition, Process.Kind, processId, cancellation);
        var teams = process is null || process.Body.IsAdministeredBy(caller) ? [] : await _teams.TeamsOf(caller.Tenant, caller.Subject, cancellation);
        if (process is null || !(process.Body.IsAdministeredBy(caller) || process.Body.ReaderTeams.Intersect(teams).Any()))
        {
            return new ProcessNotFound(processId);
        }

        var tree = await Tree(caller.Tenant, process.Body, cancellation);
        var rights = await RightsOf(caller.Tenant, process.Body, tree?.Body, caller.Subject, teams, cancellation);
        return rights.SeesProcess ? new LoadedProcess(process, tree, rights) : new ProcessNotFound(processId);
    }

    /// <summary>Reads a process, its tree and one item of it.</summary>
    public async Task<Outcome<LoadedItem>> LoadItem(Caller caller, string processId, string itemId, CancellationToken cancellation) =>
        (await Load(caller, processId, cancellation)).Then(loaded => loaded.Item(itemId));

    /// <summary>Lists the processes that the caller sees. What the search finds is judged once more by the permissions as they are now.</summary>
    public async Task<Page<Process>> List(Caller caller, ProcessQuery query, CancellationToken cancellation)
    {
        var teams = await _teams.TeamsOf(caller.Tenant, caller.Subject, cancellation);
        var conditions = new Dictionary<string, IReadOnlyList<string>>
        {
            [ProcessFacets.Reader] = [ProcessFacets.Person(caller.Subject), .. teams.Select(ProcessFacets.Team)],
        };
        if (query.Status.Count > 0)
        {
            conditions[ProcessFacets.Status] = [.. query.Status.Select(ProcessFacets.Value)];
        }

        var search = new SearchQuery
        {
            Text = query.Text,
            Language = query.Language,
            AnyOf = conditions,
            Order = query.Sort is ProcessSort.Title ? SearchOrder.Title : SearchOrder.Number,
            OrderNumber = query.Sort is ProcessSort.Title ? null : ProcessFacets.UpdatedAt,
            Page = query.Page,
        };
        var found = (await documents.Search<Process>(caller.Tenant, Process.Kind, search, cancellation)).Page.Map(d => d.Body);
        var seen = new List<Process>(found.Items.Count);
        foreach (var process in found.Items)
        {
            if (await Sees(caller, process, teams, cancellation))
            {
                seen.Add(process);
            }
        }

        return found with { Items = seen, Total = found.Total - (found.Items.Count - seen.Count) };
    }

    /// <summary>What a person may do in a process.</summary>
    /// <param name="teams">The teams that the person is in.</param>
    internal async Task<PersonRights> RightsOf(
        TenantId tenant, Process process, ProcessTree? tree, string subject, IReadOnlyCollection<string> teams, CancellationToken cancellation)
    {
        var administers = process.IsAdministeredBy(subject);
        var stored = administers || teams.Count == 0
            ? null
            : await documents.Find<ProcessPermissions>(PartitionOf(tenant, process.Id), ProcessPermissions.Kind, process.Id, cancellation);
        return (stored?.Body ?? ProcessPermissions.None).For(tree, teams, administers);
    }

    /// <summary>Writes a new process.</summary>
    /// <returns>False when there is one of that id already; nothing was written then.</returns>
    internal async Task<bool> TryCreate(Caller caller, Process process, DomainEvent created, CancellationToken cancellation)
    {
        var batch = new Batch().Create(Process.Kind, process.Id, process, process.Entry()).Emit(created);
        return (await documents.Commit(PartitionOf(caller.Tenant, process.Id), batch, cancellation)).Committed;
    }

    /// <summary>Reads a process, lets a decision be taken about it, and commits that with everything that follows; when somebody else was
    /// faster, all over again on the new state. Every commit rewrites the process document, so that its revision guards the whole partition.</summary>
    /// <param name="decide">Takes no lasting action of its own: it may run several times.</param>
    internal async Task<Outcome<T>> Change<T>(
        Caller caller, string processId, Func<LoadedProcess, Task<Outcome<Decision<T>>>> decide, CancellationToken cancellation)
    {
        var queue = _queues[(uint)processId.GetHashCode(StringComparison.Ordinal) % _queues.Length];
        await queue.WaitAsync(cancellation);
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (await TryChange(caller, processId, decide, cancellation) is { } outcome)
                {
                    return outcome;
                }
            }

            return new ProcessBusy();
        }
        finally
        {
            queue.Release();
        }
    }

    private async Task<bool> Sees(Caller caller, Process process, IReadOnlyCollection<string> teams, CancellationToken cancellation) =>
        process.IsAdministeredBy(caller)
        || (await RightsOf(caller.Tenant, process, (await Tree(caller.Tenant, process, cancellation))?.Body, caller.Subject, teams, cancellation)).SeesProcess;

    private async Task<Document<ProcessTree>?> Tree(TenantId tenant, Process process, CancellationToken cancellation) => process.Schema is null
        ? null
        : await documents.Find<ProcessTree>(PartitionOf(tenant, process.Id), ProcessTree.Kind, process.Id, cancellation);

    /// <summary>One attempt; null when somebody else was faster.</summary>
    private async Task<Outcome<T>?> TryChange<T>(
        Caller caller, string processId, Func<LoadedProcess, Task<Outcome<Decision<T>>>> decide, CancellationToken cancellation)
    {
        var loaded = await Load(caller, processId, cancellation);
        var decided = await loaded.Then(decide);
        if (!decided.Succeeded)
        {
            return decided.Error;
        }

        var done = decided.Value.Change is not { } change || await TryCommit(caller, loaded.Value, change, cancellation);
        return done ? Outcome<T>.Of(decided.Value.Result) : (Outcome<T>?)null;
    }

    private async Task<bool> TryCommit(Caller caller, LoadedProcess before, ProcessChange change, CancellationToken cancellation)
    {
        var id = before.Process.Id;
        var batch = new Batch().Replace(Process.Kind, id, change.Process, before.Document.Revision, change.Process.Entry());
        if (change.Tree is { } tree && tree != before.Tree)
        {
            _ = before.TreeDocument is { } old
                ? batch.Replace(ProcessTree.Kind, id, tree, old.Revision)
                : batch.Create(ProcessTree.Kind, id, tree);
        }

        change.Also?.Invoke(batch);
        foreach (var fact in change.Events)
        {
            batch.Emit(fact);
        }

        return (await documents.Commit(PartitionOf(caller.Tenant, id), batch, cancellation)).Committed;
    }
}

/// <summary>A process as read.</summary>
/// <param name="Document">The process.</param>
/// <param name="TreeDocument">Its tree; null as long as it has none.</param>
/// <param name="Rights">What the caller who read it may do in it.</param>
public sealed record LoadedProcess(Document<Process> Document, Document<ProcessTree>? TreeDocument, PersonRights Rights)
{
    /// <summary>The process.</summary>
    public Process Process => Document.Body;

    /// <summary>Its tree; null as long as it has none.</summary>
    public ProcessTree? Tree => TreeDocument?.Body;

    /// <summary>The same, as it will be read once a change of it is written.</summary>
    internal LoadedProcess With(Process process, ProcessTree? tree) => new(
        Document with { Body = process },
        tree is null ? null : new Document<ProcessTree>(Document.Aggregate, process.Id, tree, TreeDocument?.Revision ?? default),
        Rights);

    /// <summary>One item of it.</summary>
    public Outcome<LoadedItem> Item(string id) =>
        Tree is { } tree && tree.Find(id) is { } item ? new LoadedItem(Process, tree, item, Rights.At(id)) : new ItemNotFound(id);

    /// <summary>The same for its administrators, to everybody else the refusal.</summary>
    public Outcome<LoadedProcess> ForAdministrators() => Rights.Administers ? this : new NotProcessAdministrator();
}

/// <summary>An item with all that it stands in.</summary>
/// <param name="Rights">What the caller who read it may do with its assets.</param>
public sealed record LoadedItem(Process Process, ProcessTree Tree, TreeItem Item, ItemRights Rights)
{
    /// <summary>The same for those who hold the right there, to everybody else the refusal.</summary>
    public Outcome<LoadedItem> For(AssetRight right) => Rights.Of(right).Granted ? this : new RightMissing(right);
}

/// <summary>Which processes to list.</summary>
public sealed record ProcessQuery
{
    /// <summary>Words in name, aim, idea or challenges; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>The reader's language.</summary>
    public string Language { get; init; } = Kernel.Language.Fallback;

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<ItemStatus> Status { get; init; } = [];

    /// <summary>The order.</summary>
    public ProcessSort Sort { get; init; }

    /// <summary>Which part.</summary>
    public PageRequest Page { get; init; } = new(PageRequest.DefaultLimit, null);
}

/// <summary>Orders of a list of processes.</summary>
public enum ProcessSort
{
    /// <summary>Latest change first.</summary>
    Newest,

    /// <summary>By name.</summary>
    Title,
}

/// <summary>What was decided: an answer, and what to write first; nothing to write when the change is null.</summary>
internal sealed record Decision<T>(T Result, ProcessChange? Change);

/// <summary>What to write in one commit.</summary>
/// <param name="Process">The process afterwards.</param>
/// <param name="Tree">Its tree afterwards; null without one.</param>
/// <param name="Events">What happened.</param>
internal sealed record ProcessChange(Process Process, ProcessTree? Tree, params IReadOnlyList<DomainEvent> Events)
{
    /// <summary>Adds further documents of the partition to the commit.</summary>
    public Action<Batch>? Also { get; init; }
}
