using Interlink.Core.Kernel;

namespace Interlink.Core.Teams;

/// <summary>There is no such invitation, or not for this caller.</summary>
public sealed record InvitationNotFound(string Id) : Error(ErrorKind.NotFound, "invitation-not-found", $"There is no invitation '{Id}'.");

/// <summary>The invitation was answered, revoked or has expired.</summary>
public sealed record InvitationOver()
    : Error(ErrorKind.Conflict, "invitation-over", "This invitation was answered, was taken back or has expired. Ask for a new one.");

/// <summary>An invitation to the address waits for an answer.</summary>
public sealed record AlreadyInvited()
    : Error(ErrorKind.Conflict, "already-invited", "This address is invited already. The invitation can be sent again from the list.");

/// <summary>The person is in the team.</summary>
public sealed record AlreadyInTeam() : Error(ErrorKind.Conflict, "already-in-team", "This person is in the team already.");

/// <summary>The invitation was mailed often enough.</summary>
public sealed record InvitationMailedOften(int Most)
    : Error(ErrorKind.Conflict, "invitation-mailed-often", $"This invitation was sent {Most} times. Ask the person another way, or revoke it.");

/// <summary>More people than one request may invite.</summary>
public sealed record TooManyInvitations(int Most)
    : Error(ErrorKind.TooLarge, "too-many-invitations", $"One request invites at most {Most} people. Split the list.");

/// <summary>There is no such list of invitations, or its report is no longer kept.</summary>
public sealed record InvitationReportNotFound(string Id)
    : Error(ErrorKind.NotFound, "invitation-report-not-found", $"There is no report '{Id}' of this team.");
