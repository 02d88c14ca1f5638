using Interlink.Core.Kernel;

namespace Interlink.Local.Accounts;

/// <summary>Address and password do not belong together; which of the two is wrong is not said.</summary>
public sealed record WrongCredentials()
    : Error(ErrorKind.Unauthenticated, "wrong-credentials", "The e-mail address or the password is wrong.");

/// <summary>Too many failed attempts from this address or for this account.</summary>
public sealed record TooManyAttempts : Error
{
    public TooManyAttempts(TimeSpan wait)
        : base(ErrorKind.TooMany, "too-many-attempts", "There were too many failed attempts. Wait a while, then try again.") =>
        RetryAfter = wait;
}

/// <summary>There is no such way to sign in.</summary>
public sealed record UnknownProvider()
    : Error(ErrorKind.NotFound, "unknown-provider", "This host signs people in with local accounts only: the provider is 'local'.");

/// <summary>A change that the web app of this host did not send.</summary>
public sealed record CrossSiteRequest()
    : Error(ErrorKind.Forbidden, "cross-site-request",
        "Changes need the header 'X-Requested-With: interlink', or JSON from this host's own pages.");
