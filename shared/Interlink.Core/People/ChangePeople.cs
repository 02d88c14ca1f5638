using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.People;

/// <summary>What administrators of a tenant do about its people. Everything counts from the person's next request on.</summary>
public sealed class ChangePeople(AccountStore accounts, SessionStore sessions, TenantAdministrators administrators, IIds ids, TimeProvider clock)
{
    private const int Attempts = 20;
    private readonly PeopleEvents _events = new(ids, clock);

    /// <summary>Gives a person a role, in the place of the one held before.</summary>
    /// <returns>The account; <see cref="PersonNotFound"/> or <see cref="LastAdministrator"/>.</returns>
    public Task<Outcome<Account>> SetRole(Caller caller, string subject, TenantRole role, CancellationToken cancellation) =>
        Change(
            caller,
            subject,
            before => before.Roles() is [var only] && only == role ? before : before with { Scopes = Account.ScopesOf(role.ToScope()) },
            (before, after) => _events.RoleChanged(caller, before, after),
            cancellation);

    /// <summary>Keeps a person out until <see cref="Reactivate"/>; the sessions that the person has are over.</summary>
    /// <returns>The account; <see cref="PersonNotFound"/> or <see cref="LastAdministrator"/>.</returns>
    public async Task<Outcome<Account>> Suspend(Caller caller, string subject, CancellationToken cancellation)
    {
        var suspended = await Change(
            caller,
            subject,
            before => before.Active ? before with { State = AccountState.Suspended, Stamp = ids.New() } : before,
            (_, after) => _events.Suspended(caller, after),
            cancellation);
        if (suspended.Succeeded)
        {
            // The stamp has made them worthless. They go, too, so that none is shown as open once the person is let in again; should this break off, repeating mends it.
            await sessions.EndAll(caller.Tenant, subject, null, "credentials-changed", cancellation);
        }

        return suspended;
    }

    /// <summary>Lets a suspended person in again.</summary>
    /// <returns>The account, or <see cref="PersonNotFound"/>.</returns>
    public Task<Outcome<Account>> Reactivate(Caller caller, string subject, CancellationToken cancellation) =>
        Change(
            caller,
            subject,
            before => before.State is AccountState.Suspended ? before with { State = AccountState.Active } : before,
            (_, after) => _events.Reactivated(caller, after),
            cancellation);

    private async Task<Outcome<Account>> Change(
        Caller caller, string subject, Func<Account, Account> change, Func<Account, Account, DomainEvent> tell, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await accounts.Find(caller.Tenant, subject, cancellation) is not { } read || read.Body.Standing() is null)
            {
                return new PersonNotFound(subject);
            }

            var after = change(read.Body);
            if (ReferenceEquals(after, read.Body))
            {
                return after;
            }

            var batch = new Batch().Emit(tell(read.Body, after));
            var kept = await administrators.Keep(caller.Tenant, read.Body, after, batch, cancellation);
            var saved = kept.Succeeded ? await accounts.Edit(caller.Tenant, read, after, batch, cancellation) : kept.Error;
            if (saved.Error is not StaleRevision)
            {
                return saved;
            }
        }

        throw new TransientException("The account keeps changing.");
    }
}
