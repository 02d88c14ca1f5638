using Interlink.Core.Kernel;

namespace Interlink.Core.Processes;

/// <summary>There is no such process, or none that this caller may know of.</summary>
public sealed record ProcessNotFound(string Id) : Error(ErrorKind.NotFound, "process-not-found", $"There is no process '{Id}'.");

/// <summary>There is no such item in the tree of the process.</summary>
public sealed record ItemNotFound(string Id) : Error(ErrorKind.NotFound, "item-not-found", $"The process has no item '{Id}'.");

/// <summary>The process has a tree already; it would be lost.</summary>
public sealed record TreeExists()
    : Error(ErrorKind.Conflict, "tree-exists", "This process already has a tree. A schema can be applied to a process without one.");

/// <summary>The schema cannot become a tree.</summary>
public sealed record SchemaUnusable(string Id, string Why)
    : Error(ErrorKind.Conflict, "schema-unusable", $"The schema '{Id}' cannot be applied. {Why}");

/// <summary>Only tasks are set by hand.</summary>
public sealed record StatusIsDerived(string Name)
    : Error(ErrorKind.Conflict, "status-is-derived", $"The status of '{Name}' follows from what is below it. Change its tasks instead.");

/// <summary>The item, or one above it, is disabled.</summary>
public sealed record ItemDisabled(string Name)
    : Error(ErrorKind.Conflict, "item-disabled", $"'{Name}' is disabled and does not take part in the process.");

/// <summary>Too many people change the process at this very moment.</summary>
public sealed record ProcessBusy : Error
{
    public ProcessBusy()
        : base(ErrorKind.Unavailable, "process-busy", "Many people are changing this process right now. Try again in a moment.") =>
        RetryAfter = TimeSpan.FromSeconds(1);
}
