using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Processes;

/// <summary><c>process.created</c>: a process was made.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Language">Code of the language that it speaks.</param>
public sealed record ProcessCreated(string Process, string Language);

/// <summary><c>process.schema_applied</c>: a process got its tree from a schema.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Schema">Id of the co-production schema in the catalogue.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="Tasks">How many tasks the process got by it.</param>
public sealed record ProcessSchemaApplied(string Process, string Schema, int Version, int Tasks);

/// <summary><c>task.status_changed</c>: a task was set, by hand or by its first asset.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Task">Id of the task.</param>
/// <param name="From">Its status before.</param>
/// <param name="To">Its status from now on.</param>
/// <param name="Cause">What changed it.</param>
public sealed record TaskStatusChanged(string Process, string Task, ItemStatus From, [Example("in_progress")] ItemStatus To, TaskStatusCause Cause);

/// <summary><c>process.administrator_erased</c>: somebody who administered the process is no longer in the tenant.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Erased">Subject of the administrator who is gone.</param>
/// <param name="Administrator">Subject of whoever took the place, where nobody else was left; null where others were.</param>
public sealed record ProcessAdministratorErased(string Process, string Erased, string? Administrator);

/// <summary><c>process.edited</c>: the description of a process was changed.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Fields">Which parts of it.</param>
public sealed record ProcessEdited(string Process, IReadOnlyList<string> Fields);

/// <summary>Why the status of a task changed.</summary>
public enum TaskStatusCause
{
    ByHand,
    FirstAsset,
}

/// <summary>Makes events: who, when, about what.</summary>
internal sealed class ProcessEvents(IIds ids, TimeProvider clock)
{
    public DomainEvent Created(Caller caller, Process process) =>
        Make(caller, "process.created", process.Id, new ProcessCreated(process.Id, process.Language));

    public DomainEvent Edited(Caller caller, Process before, Process after)
    {
        // Of the long texts only that they changed is told.
        IReadOnlyList<FieldChange> changes =
        [
            .. before.Name == after.Name ? [] : new[] { new FieldChange("name", before.Name, after.Name) },
            .. before.Aim == after.Aim ? [] : new[] { new FieldChange("aim") },
            .. before.Idea == after.Idea ? [] : new[] { new FieldChange("idea") },
            .. before.Challenges == after.Challenges ? [] : new[] { new FieldChange("challenges") },
        ];
        return Make(caller, "process.edited", after.Id, new ProcessEdited(after.Id, [.. changes.Select(c => c.Field)])) with { Changes = changes };
    }

    public DomainEvent SchemaApplied(Caller caller, Process process, AppliedSchema schema) =>
        Make(
            caller,
            "process.schema_applied",
            process.Id,
            new ProcessSchemaApplied(process.Id, schema.Id, schema.Version, process.Progress.Tasks));

    public DomainEvent StatusChanged(Caller caller, Process process, TreeItem before, ItemStatus to, TaskStatusCause cause) =>
        Make(caller, "task.status_changed", before.Id, new TaskStatusChanged(process.Id, before.Id, before.Status, to, cause));

    public DomainEvent AdministratorErased(string process, string erased, string? heir) =>
        new DomainEvent(ids.New(), "process.administrator_erased", clock.GetUtcNow(), erased, process, new ProcessAdministratorErased(process, erased, heir));

    public DomainEvent Make(Caller caller, string type, string subject, object data) =>
        new(ids.New(), type, clock.GetUtcNow(), caller.Subject, subject, data);
}
