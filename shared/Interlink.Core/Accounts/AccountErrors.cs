using Interlink.Core.Kernel;

namespace Interlink.Core.Accounts;

/// <summary>The one-time link cannot be used.</summary>
public sealed record WelcomeLinkUnknown()
    : Error(ErrorKind.NotFound, "welcome-link-unknown", "This link was used already, has expired, or was replaced by a newer one.");

/// <summary>Another account of the tenant has the address.</summary>
public sealed record EmailTaken() : Error(ErrorKind.Conflict, "email-taken", "Another account uses this e-mail address.");

/// <summary>Who is signed in has another account in the tenant already.</summary>
public sealed record AlreadyMember()
    : Error(ErrorKind.Conflict, "already-member", "You are signed in as somebody who is in this organization already. The link is for another person.");

/// <summary>Who is signed in has no account in the tenant.</summary>
public sealed record NoAccount()
    : Error(ErrorKind.Forbidden, "no-account", "You are signed in, but nobody has invited you here yet. Open the link of your invitation.");

/// <summary>The one-time link or code cannot be used.</summary>
public sealed record LinkUnknown()
    : Error(ErrorKind.NotFound, "link-unknown", "This link was used already, has expired, or is for somebody else. Ask for a new one.");

/// <summary>There is no such account, or not any more.</summary>
public sealed record AccountNotFound() : Error(ErrorKind.NotFound, "account-not-found", "There is no such account here.");

/// <summary>There is no picture, or not for this caller.</summary>
public sealed record PictureNotFound() : Error(ErrorKind.NotFound, "picture-not-found", "This person has no picture, or there is no such person here.");

/// <summary>The only identity of an account cannot be unlinked: nobody could sign in any more.</summary>
public sealed record LastIdentity()
    : Error(ErrorKind.Conflict, "last-identity", "This is the only way to sign in to the account. Link another one first.");

/// <summary>The identity is not one of the account's.</summary>
public sealed record IdentityNotFound() : Error(ErrorKind.NotFound, "identity-not-found", "This way to sign in does not belong to the account.");

/// <summary>Too many failed attempts from this address or for this account.</summary>
public sealed record TooManyAttempts : Error
{
    public TooManyAttempts(TimeSpan wait)
        : base(ErrorKind.TooMany, "too-many-attempts", "There were too many failed attempts. Wait a while, then try again.") =>
        RetryAfter = wait;
}
