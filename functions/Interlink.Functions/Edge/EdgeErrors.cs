using Interlink.Core.Kernel;

namespace Interlink.Functions.Edge;

/// <summary>Nobody is signed in, or not any more.</summary>
public sealed record NotSignedIn() : Error(ErrorKind.Unauthenticated, "not-signed-in", "Sign in, then repeat the request.");

/// <summary>The bearer token is not accepted.</summary>
public sealed record TokenRefused(string Why) : Error(ErrorKind.Unauthenticated, "token-refused", $"The bearer token is refused. {Why}");

/// <summary>The bearer token is good, but its bearer neither administers the platform nor is an application of the tenant.</summary>
public sealed record NoPlatformRight()
    : Error(ErrorKind.Forbidden, "no-platform-right",
        "The token is good, but its bearer may nothing here. An application: name the tenant in X-Interlink-Tenant, where an administrator registered this client id. "
        + "An operator: add the bearer's object id to Interlink:Identity:PlatformAdministrators, or give it the role.");

/// <summary>The caller is known but lacks the scope.</summary>
public sealed record ScopeMissing(string Scope) : Error(ErrorKind.Forbidden, "scope-missing", $"This needs the scope '{Scope}'.");

/// <summary>The function is for people, and an application called it.</summary>
public sealed record NotForApplications() : Error(ErrorKind.Forbidden, "not-for-applications", "This is for people who have signed in, not for applications.");

/// <summary>The first answer held a secret that is shown once.</summary>
public sealed record AnsweredOnce()
    : Error(ErrorKind.Conflict, "answered-once", "This was done and answered before. The answer held a secret, which is shown once and not kept: if it was lost, make a new one.");

/// <summary>A change that the web app did not send: another site may have made the browser send it. Asked for by the embedded edition, of whoever has a session.</summary>
public sealed record CrossSiteRequest()
    : Error(ErrorKind.Forbidden, "cross-site-request",
        "Changes need the header 'X-Requested-With: interlink', or JSON from this host's own pages.");

/// <summary>The function does not say who may call it.</summary>
public sealed record NobodyAllowed() : Error(ErrorKind.Forbidden, "nobody-allowed", "Nobody is allowed to call this.");

/// <summary>The body is not in a form that is read here.</summary>
public sealed record UnsupportedBody(string Found)
    : Error(ErrorKind.UnsupportedMedia, "unsupported-body", $"The body must be application/json in UTF-8, not {Found}.");

/// <summary>The body has more bytes than allowed.</summary>
public sealed record BodyTooLarge(long MaxBytes) : Error(ErrorKind.TooLarge, "too-large", $"The body is larger than {MaxBytes} bytes.");

/// <summary>The request changes something and must say which revision it saw.</summary>
public sealed record MissingRevision()
    : Error(ErrorKind.RevisionRequired, "revision-required", "State the revision that you read, in the header If-Match.");

/// <summary>Too many requests in a short time.</summary>
public sealed record TooManyRequests : Error
{
    public TooManyRequests(TimeSpan retryAfter)
        : base(ErrorKind.TooMany, "too-many-requests", "Too many requests in a short time. Wait, then repeat the request.") => RetryAfter = retryAfter;
}

/// <summary>The idempotency key was used for another request.</summary>
public sealed record KeyReused()
    : Error(ErrorKind.Contradictory, "idempotency-key-reused", "This Idempotency-Key was used for a different request. Use a new one.");

/// <summary>The first request with this idempotency key is still being worked on.</summary>
public sealed record KeyInUse : Error
{
    public KeyInUse()
        : base(ErrorKind.Conflict, "idempotency-key-in-use", "The first request with this Idempotency-Key is still being worked on. Wait, then repeat the request.") =>
        RetryAfter = TimeSpan.FromSeconds(1);
}

/// <summary>Something that is needed does not answer at the moment.</summary>
public sealed record TemporarilyUnavailable : Error
{
    public TemporarilyUnavailable(TimeSpan retryAfter)
        : base(ErrorKind.Unavailable, "temporarily-unavailable", "This cannot be done at the moment. Wait, then repeat the request.") => RetryAfter = retryAfter;
}

/// <summary>The request is not well-formed HTTP.</summary>
public sealed record BadRequest() : Error(ErrorKind.Invalid, "bad-request", "The request is not well formed.");

/// <summary>A bug of ours; the trace id finds it in the logs.</summary>
internal sealed record UnexpectedFault() : Error(ErrorKind.Unavailable, "unexpected", "Something went wrong on our side. The trace id names it in our logs.");
