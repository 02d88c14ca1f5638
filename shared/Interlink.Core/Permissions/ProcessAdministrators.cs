using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Core.Processes;

namespace Interlink.Core.Permissions;

/// <summary>Who administers a process: added and removed by its administrators, never to the last.</summary>
public sealed class ProcessAdministrators(ProcessStore processes, AccountStore accounts, IIds ids, TimeProvider clock)
{
    /// <summary>Most administrators of one process.</summary>
    public const int Most = 50;

    private readonly PermissionEvents _events = new(ids, clock);

    /// <summary>Makes a person of the tenant an administrator of the process; nothing happens when the person is one already.</summary>
    public Task<Outcome<LoadedProcess>> Add(Caller caller, string processId, string subject, CancellationToken cancellation) =>
        processes.Change<LoadedProcess>(
            caller,
            processId,
            async loaded => loaded.ForAdministrators() is { Succeeded: false } refused ? refused.Error
                : loaded.Process.IsAdministeredBy(subject) ? new Decision<LoadedProcess>(loaded, null)
                : loaded.Process.Administrators.Count >= Most ? new TooManyProcessAdministrators()
                : await accounts.Find(caller.Tenant, subject, cancellation) is { Body: { Active: true } person }
                    ? Changed(loaded, [.. loaded.Process.Administrators, new PersonReference(subject, person.Name)], _events.AdministratorAdded(caller, loaded.Process, subject))
                    : new PersonNotFound(subject),
            cancellation);

    /// <summary>Takes the process's administration from a person, who may be the caller.</summary>
    /// <returns>The process afterwards; <see cref="LastProcessAdministrator"/>, or <see cref="PersonNotFound"/> for somebody who does not administer it.</returns>
    public Task<Outcome<LoadedProcess>> Remove(Caller caller, string processId, string subject, CancellationToken cancellation) =>
        processes.Change<LoadedProcess>(
            caller,
            processId,
            loaded => Task.FromResult(loaded.ForAdministrators().Then(process =>
            {
                var rest = process.Process.Administrators.Where(a => a.Subject != subject).ToList();
                return rest.Count == process.Process.Administrators.Count ? new PersonNotFound(subject)
                    : rest.Count == 0 ? (Outcome<Decision<LoadedProcess>>)new LastProcessAdministrator()
                    : Changed(process, rest, _events.AdministratorRemoved(caller, process.Process, subject));
            })),
            cancellation);

    private Decision<LoadedProcess> Changed(LoadedProcess loaded, IReadOnlyList<PersonReference> administrators, Storage.DomainEvent happened)
    {
        var process = loaded.Process with { Administrators = administrators, Edition = loaded.Process.Edition + 1, UpdatedAt = clock.GetUtcNow() };
        return new(loaded.With(process, loaded.Tree), new ProcessChange(process, loaded.Tree, happened));
    }
}
