using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.Permissions;

/// <summary>What administrators of a process do with its permissions. Each change is one commit with its event and with what lists find the process by.</summary>
public sealed class GrantPermissions(ProcessStore processes, TeamStore teams, IDocuments documents, IIds ids, TimeProvider clock)
{
    private readonly PermissionEvents _events = new(ids, clock);

    /// <summary>Lists the permissions of a process; for its administrators.</summary>
    public async Task<Outcome<GrantedPermissions>> List(Caller caller, string processId, CancellationToken cancellation)
    {
        var loaded = (await processes.Load(caller, processId, cancellation)).Then(process => process.ForAdministrators());
        if (!loaded.Succeeded)
        {
            return loaded.Error;
        }

        var permissions = (await Read(caller, processId, cancellation))?.Body ?? ProcessPermissions.None;
        return new GrantedPermissions(loaded.Value, permissions, await teams.FindMany(caller.Tenant, permissions.Teams, cancellation));
    }

    /// <summary>Gives a team rights in the process, or in an item of its tree.</summary>
    /// <param name="item">Id of the item; null for the whole process.</param>
    /// <param name="team">Id of a team that exists for the caller.</param>
    /// <returns>The permission; the refusals of an administrator's work, <see cref="TeamNotFound"/>, <see cref="ItemNotFound"/>, <see cref="PermissionExists"/> or
    /// <see cref="TooManyPermissions"/>.</returns>
    public async Task<Outcome<GrantedPermission>> Grant(
        Caller caller, string processId, string team, string? item, AssetRights rights, CancellationToken cancellation)
    {
        var admitted = (await processes.Load(caller, processId, cancellation)).Then(process => process.ForAdministrators());
        var found = await admitted.Then(_ => teams.Load(caller, team, cancellation));
        return (await found.Then(_ => Add(caller, processId, team, item, rights, cancellation)))
            .Map(permission => new GrantedPermission(permission, found.Value.Team));
    }

    private Task<Outcome<Permission>> Add(
        Caller caller, string processId, string team, string? item, AssetRights rights, CancellationToken cancellation) =>
        Change(caller, processId, (loaded, known) =>
        {
            var id = Ulids.Derive("permission", processId, team, item ?? "");
            if (item is not null && loaded.Tree?.Find(item) is null)
            {
                return new ItemNotFound(item);
            }

            if (known.Find(id) is { } present)
            {
                // A repeated request, or two people of one mind.
                return present.Rights == rights ? new Step(present, known, null) : new PermissionExists(id);
            }

            var granted = new Permission { Id = id, Team = team, Item = item, Rights = rights, ChangedAt = clock.GetUtcNow() };
            return known.Permissions.Length >= ProcessPermissions.Most
                ? new TooManyPermissions()
                : new Step(granted, known.With(granted), _events.Granted(caller, loaded.Process, granted));
        }, cancellation);

    /// <summary>Changes what a permission says, from the state that the caller read.</summary>
    public async Task<Outcome<GrantedPermission>> Change(
        Caller caller, string processId, string permissionId, AssetRights rights, Revision read, CancellationToken cancellation)
    {
        var changed = await Change(caller, processId, (loaded, known) => Known(known, permissionId, read).Map(before =>
        {
            var after = before with { Rights = rights, Edition = before.Edition + 1, ChangedAt = clock.GetUtcNow() };
            return before.Rights == rights
                ? new Step(before, known, null)
                : new Step(after, known.With(after), _events.Changed(caller, loaded.Process, before, after));
        }), cancellation);
        return changed.Succeeded
            ? new GrantedPermission(changed.Value, (await teams.FindMany(caller.Tenant, [changed.Value.Team], cancellation)).Values.FirstOrDefault())
            : changed.Error;
    }

    /// <summary>Takes a permission away, from the state that the caller read. It counts no more from the next request on.</summary>
    public Task<Outcome<Permission>> Revoke(Caller caller, string processId, string permissionId, Revision read, CancellationToken cancellation) =>
        Change(caller, processId, (loaded, known) => Known(known, permissionId, read).Map(before =>
            new Step(before, known.Without(before.Id), _events.Revoked(caller, loaded.Process, before))), cancellation);

    private static Outcome<Permission> Known(ProcessPermissions known, string id, Revision read) =>
        known.Find(id) is not { } found ? new PermissionNotFound(id) : found.Revision() != read ? new StaleRevision() : found;

    private Task<Outcome<Permission>> Change(
        Caller caller, string processId, Func<LoadedProcess, ProcessPermissions, Outcome<Step>> decide, CancellationToken cancellation) =>
        processes.Change<Permission>(
            caller,
            processId,
            async loaded =>
            {
                var allowed = loaded.ForAdministrators();
                var stored = allowed.Succeeded ? await Read(caller, processId, cancellation) : null;
                return allowed.Then(process => decide(process, stored?.Body ?? ProcessPermissions.None)).Map(step => Decision(loaded, stored, step));
            },
            cancellation);

    private Task<Document<ProcessPermissions>?> Read(Caller caller, string processId, CancellationToken cancellation) =>
        documents.Find<ProcessPermissions>(ProcessStore.PartitionOf(caller.Tenant, processId), ProcessPermissions.Kind, processId, cancellation);

    private Decision<Permission> Decision(LoadedProcess loaded, Document<ProcessPermissions>? stored, Step step)
    {
        if (step.Event is not { } happened)
        {
            return new Decision<Permission>(step.Result, null);
        }

        var (id, after) = (loaded.Process.Id, step.After);
        var process = loaded.Process with { ReaderTeams = after.Teams, UpdatedAt = clock.GetUtcNow() };
        return new Decision<Permission>(step.Result, new ProcessChange(process, loaded.Tree, happened)
        {
            Also = batch => _ = stored is null
                ? batch.Create(ProcessPermissions.Kind, id, after)
                : batch.Replace(ProcessPermissions.Kind, id, after, stored.Revision),
        });
    }

    /// <summary>What was decided; nothing happened when the event is null.</summary>
    private sealed record Step(Permission Result, ProcessPermissions After, DomainEvent? Event);
}

/// <summary>A permission with its team.</summary>
/// <param name="Team">Null when the team is gone.</param>
public sealed record GrantedPermission(Permission Permission, Team? Team);

/// <summary>The permissions of a process with what they are about.</summary>
/// <param name="Loaded">The process.</param>
/// <param name="Permissions">All of them.</param>
/// <param name="Teams">Their teams by id; one that is gone is left out.</param>
public sealed record GrantedPermissions(LoadedProcess Loaded, ProcessPermissions Permissions, IReadOnlyDictionary<string, Team> Teams);
