using Interlink.Core.Kernel;

namespace Interlink.Core.Processes;

/// <summary>Changes the description of a process; for its administrators.</summary>
public sealed class EditProcess(ProcessStore processes, IIds ids, TimeProvider clock)
{
    private readonly ProcessEvents _events = new(ids, clock);

    /// <summary>Makes the changes to the state that the caller read.</summary>
    public Task<Outcome<LoadedProcess>> Run(
        Caller caller, string processId, ProcessEdit edit, Revision read, CancellationToken cancellation) =>
        processes.Change<LoadedProcess>(caller, processId, loaded => Task.FromResult(loaded.ForAdministrators().Then(process => Decide(caller, process, edit, read))), cancellation);

    private Outcome<Decision<LoadedProcess>> Decide(Caller caller, LoadedProcess loaded, ProcessEdit edit, Revision read)
    {
        var (before, fields) = (loaded.Process, new Fields());
        var after = before with
        {
            Name = edit.Name is null ? before.Name : fields.Line("name", edit.Name, ProcessLimits.Name),
            Aim = edit.Aim is null ? before.Aim : fields.Text("aim", edit.Aim, ProcessLimits.Aim),
            Idea = edit.Idea is null ? before.Idea : fields.Text("idea", edit.Idea, ProcessLimits.Text),
            Challenges = edit.Challenges is null ? before.Challenges : fields.Text("challenges", edit.Challenges, ProcessLimits.Text),
        };
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        if (read != before.Revision())
        {
            return new StaleRevision();
        }

        if (after == before)
        {
            return new Decision<LoadedProcess>(loaded, null);
        }

        after = after with { Edition = before.Edition + 1, UpdatedAt = clock.GetUtcNow() };
        return new Decision<LoadedProcess>(loaded.With(after, loaded.Tree), new ProcessChange(after, loaded.Tree, _events.Edited(caller, before, after)));
    }
}

/// <summary>What to change, unchecked: null leaves a text as it is, a blank one removes it (the name cannot be removed).</summary>
public sealed record ProcessEdit(string? Name, string? Aim, string? Idea, string? Challenges);
