using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.People;

/// <summary><c>person.invited</c>, <c>person.invitation_sent</c>, <c>person.invitation_revoked</c>, <c>person.role_changed</c>, <c>person.suspended</c>,
/// <c>person.reactivated</c>: what an administrator did about somebody.</summary>
/// <param name="Person">Subject of the person.</param>
/// <param name="Roles">What the person is afterwards.</param>
public sealed record PersonFact(string Person, IReadOnlyList<TenantRole> Roles);

/// <summary>Makes the events of the slice.</summary>
internal sealed class PeopleEvents(IIds ids, TimeProvider clock)
{
    public DomainEvent Invited(Caller caller, Account account) => Make(caller, "person.invited", account);

    public DomainEvent InvitationSent(Caller caller, Account account) => Make(caller, "person.invitation_sent", account);

    public DomainEvent InvitationRevoked(Caller caller, Account account) => Make(caller, "person.invitation_revoked", account);

    public DomainEvent RoleChanged(Caller caller, Account before, Account after) =>
        Make(caller, "person.role_changed", after) with { Changes = [new FieldChange("role", Words(before), Words(after))] };

    public DomainEvent Suspended(Caller caller, Account account) => Make(caller, "person.suspended", account);

    public DomainEvent Reactivated(Caller caller, Account account) => Make(caller, "person.reactivated", account);

    private static string Words(Account account) => string.Join(' ', account.Roles().Select(role => role.ToScope()));

    private DomainEvent Make(Caller caller, string type, Account account) =>
        new(ids.New(), type, clock.GetUtcNow(), caller.Subject, account.Subject, new PersonFact(account.Subject, account.Roles()));
}
