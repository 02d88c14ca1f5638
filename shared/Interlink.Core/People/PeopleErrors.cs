using Interlink.Core.Kernel;

namespace Interlink.Core.People;

/// <summary>The tenant has no such person, or none that can act.</summary>
public sealed record PersonNotFound(string Subject) : Error(ErrorKind.NotFound, "person-not-found", $"There is no person '{Subject}' here.");

/// <summary>Nobody would be left who administers the tenant.</summary>
public sealed record LastAdministrator()
    : Error(ErrorKind.Conflict, "last-administrator", "Somebody must administer the organization. Make another person an administrator first.");

/// <summary>There is no invitation that could be sent again or taken back.</summary>
public sealed record InvitationTakenUp()
    : Error(ErrorKind.Conflict, "invitation-taken-up", "This person has accepted the invitation already.");
