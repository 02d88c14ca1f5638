using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Permissions;

/// <summary><c>permission.granted</c>, <c>permission.changed</c>, <c>permission.revoked</c>: what a team may do in a process is another.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Permission">Id of the permission.</param>
/// <param name="Team">Id of the team.</param>
/// <param name="Item">Id of the tree item; null for the whole process.</param>
public sealed record PermissionFact(string Process, string Permission, string Team, string? Item);

/// <summary><c>process.administrator_added</c>, <c>process.administrator_removed</c>: who administers a process is another.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Person">Subject of the person.</param>
public sealed record ProcessAdministratorFact(string Process, string Person);

/// <summary>Makes the events of the slice.</summary>
internal sealed class PermissionEvents(IIds ids, TimeProvider clock)
{
    private readonly ProcessEvents _events = new(ids, clock);

    public DomainEvent Granted(Caller caller, Process process, Permission permission) =>
        _events.Make(caller, "permission.granted", permission.Id, Fact(process, permission)) with { Changes = Changes(null, permission) };

    public DomainEvent Changed(Caller caller, Process process, Permission before, Permission after) =>
        _events.Make(caller, "permission.changed", after.Id, Fact(process, after)) with { Changes = Changes(before, after) };

    public DomainEvent Revoked(Caller caller, Process process, Permission permission) =>
        _events.Make(caller, "permission.revoked", permission.Id, Fact(process, permission)) with { Changes = Changes(permission, null) };

    public DomainEvent AdministratorAdded(Caller caller, Process process, string person) =>
        _events.Make(caller, "process.administrator_added", process.Id, new ProcessAdministratorFact(process.Id, person));

    public DomainEvent AdministratorRemoved(Caller caller, Process process, string person) =>
        _events.Make(caller, "process.administrator_removed", process.Id, new ProcessAdministratorFact(process.Id, person));

    private static PermissionFact Fact(Process process, Permission permission) =>
        new(process.Id, permission.Id, permission.Team, permission.Item);

    private static IReadOnlyList<FieldChange> Changes(Permission? before, Permission? after) =>
    [
        .. new (string Field, AssetRight Right)[] { ("accessAssets", AssetRight.Access), ("createAssets", AssetRight.Create), ("deleteAssets", AssetRight.Delete) }
            .Select(f => new FieldChange(f.Field, Word(before, f.Right), Word(after, f.Right)))
            .Where(change => change.Before != change.After),
    ];

    private static string? Word(Permission? permission, AssetRight right) => permission is null ? null : permission.Rights.Has(right) ? "yes" : "no";
}
