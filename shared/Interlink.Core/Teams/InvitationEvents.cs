using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary><c>invitation.sent</c>, <c>invitation.accepted</c>, <c>invitation.declined</c>, <c>invitation.revoked</c>.</summary>
/// <param name="Invitation">Id of the invitation.</param>
/// <param name="Team">Id of the team.</param>
/// <param name="Role">What the person is to be in the team.</param>
public sealed record InvitationChanged(string Invitation, string Team, TeamRole Role);

/// <summary>Makes events: who, when, about what.</summary>
internal sealed class InvitationEvents(IIds ids, TimeProvider clock)
{
    public DomainEvent Sent(Caller caller, TeamInvitation invitation) => Make(caller, "invitation.sent", invitation);

    public DomainEvent Accepted(Caller caller, TeamInvitation invitation) => Make(caller, "invitation.accepted", invitation);

    public DomainEvent Declined(Caller caller, TeamInvitation invitation) => Make(caller, "invitation.declined", invitation);

    public DomainEvent Revoked(Caller caller, TeamInvitation invitation) => Make(caller, "invitation.revoked", invitation);

    private DomainEvent Make(Caller caller, string type, TeamInvitation told) => new(
        ids.New(), type, clock.GetUtcNow(), caller.Subject, told.Id, new InvitationChanged(told.Id, told.Team, told.Role));
}
