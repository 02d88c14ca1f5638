using Interlink.Core.Kernel;

namespace Interlink.Core.Processes;

/// <summary>Makes a process; its maker administers it.</summary>
public sealed class CreateProcess(ProcessStore processes, IIds ids, TimeProvider clock)
{
    /// <summary>Makes the process.</summary>
    /// <param name="key">A text that only repetitions of this request share: they make one process together. Null for none.</param>
    public async Task<Outcome<Process>> Run(Caller caller, ProcessDraft draft, string? key, CancellationToken cancellation)
    {
        var fields = new Fields();
        var now = clock.GetUtcNow();
        var process = new Process
        {
            Id = key is null ? ids.New() : Ulids.Derive("process", caller.Tenant.Value, caller.Subject, key),
            Name = fields.Line("name", draft.Name, ProcessLimits.Name),
            Language = fields.LanguageCode("language", draft.Language),
            Aim = fields.Text("aim", draft.Aim, ProcessLimits.Aim),
            Idea = fields.Text("idea", draft.Idea, ProcessLimits.Text),
            Challenges = fields.Text("challenges", draft.Challenges, ProcessLimits.Text),
            Administrators = [PersonReference.To(caller)],
            CreatedAt = now,
            UpdatedAt = now,
        };
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        var created = new ProcessEvents(ids, clock).Created(caller, process);
        return await processes.TryCreate(caller, process, created, cancellation)
            ? process
            : (await processes.Load(caller, process.Id, cancellation)).Map(earlier => earlier.Process);
    }
}

/// <summary>A process as asked for, unchecked.</summary>
public sealed record ProcessDraft(string? Name, string? Language, string? Aim, string? Idea, string? Challenges);

/// <summary>How long the texts of a process may be, in UTF-16 units.</summary>
public static class ProcessLimits
{
    public const int Name = 200;
    public const int Aim = 2000;
    public const int Text = 5000;
}
