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

/// <summary>The account has no address that a mail could go to.</summary>
public sealed record NoAddress()
    : Error(ErrorKind.Conflict, "no-address", "This account has no e-mail address yet, so nothing can be sent. Its link is printed where the program is started, while nobody has used it.");

/// <summary>Signing in takes no code: there is nothing to reset.</summary>
public sealed record NoSecondFactor()
    : Error(ErrorKind.Conflict, "no-second-factor", "This person signs in without a code: there is nothing to reset.");

/// <summary>Nobody resets the own codes as an administrator.</summary>
public sealed record OwnSecondFactor()
    : Error(ErrorKind.Conflict, "own-second-factor", "Switch your own codes off on the security page of your account.");
