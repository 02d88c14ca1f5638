using Interlink.Core.Kernel;

namespace Interlink.Local.Accounts;

/// <summary>Whoever signs in did not prove to be the person; at which step, and whether there is such an account, is not said.</summary>
public sealed record WrongCredentials()
    : Error(ErrorKind.Unauthenticated, "wrong-credentials", "The e-mail address or the password is wrong.");

/// <summary>The code beside the password is wrong, was used before, or came too late.</summary>
public sealed record WrongCode()
    : Error(ErrorKind.Forbidden, "wrong-code", "The code is wrong, or it was used before. Wait for the next one and try again.");

/// <summary>A person who is signed in gave a wrong password for a change that needs it.</summary>
public sealed record WrongPassword() : Error(ErrorKind.Forbidden, "wrong-password", "This is not your current password.");

/// <summary>There is no such way to sign in.</summary>
public sealed record UnknownProvider()
    : Error(ErrorKind.NotFound, "unknown-provider", "This host signs people in with local accounts only: the provider is 'local'.");

/// <summary>There is no such session, or it is over.</summary>
public sealed record SessionNotFound() : Error(ErrorKind.NotFound, "session-not-found", "This session is over already.");

/// <summary>The authenticator app is set up already, or its setting up was never begun.</summary>
public sealed record SecondFactorState()
    : Error(ErrorKind.Conflict, "second-factor-state", "Codes are asked for already, or setting them up was not begun. Load the page again.");

/// <summary>What the browser sent is no passkey that can be used here.</summary>
public sealed record PasskeyRefused()
    : Error(ErrorKind.Forbidden, "passkey-refused", "The passkey was not accepted, or it took too long. Try again.");

/// <summary>There is no such passkey.</summary>
public sealed record PasskeyNotFound() : Error(ErrorKind.NotFound, "passkey-not-found", "There is no such passkey.");

/// <summary>A person has as many passkeys as anybody may have.</summary>
public sealed record TooManyPasskeys(int Most)
    : Error(ErrorKind.Conflict, "too-many-passkeys", $"You have {Most} passkeys, which is the most. Remove one first.");
