namespace Interlink.Core.Kernel;

/// <summary>A refusal, as data. Each slice declares its own as one-line records in its <c>…Errors.cs</c>.</summary>
/// <param name="Kind">Which family it belongs to; decides the HTTP status.</param>
/// <param name="Type">Stable kebab-case name of this refusal; becomes the last segment of the problem type URI and never changes.</param>
/// <param name="Detail">One sentence in English for the person who has to mend it; names the offender.</param>
public abstract record Error(ErrorKind Kind, string Type, string Detail)
{
    /// <summary>Every field at fault, when the refusal is about input; empty otherwise.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>How long to wait before the same request can succeed; only for <see cref="ErrorKind.TooMany"/> and <see cref="ErrorKind.Unavailable"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>One field at fault.</summary>
/// <param name="Field">Path of the field as the caller wrote it: a JSON path such as <c>phases[0].name</c>, a query parameter or a header.</param>
/// <param name="Code">Stable word for the fault: <c>required</c>, <c>too_long</c>, <c>not_a_language</c> …; the page translates it.</param>
/// <param name="Message">The same in an English sentence.</param>
public sealed record FieldError(string Field, string Code, string Message);

/// <summary>The families of refusals.</summary>
public enum ErrorKind
{
    /// <summary>400: the request itself is wrong.</summary>
    Invalid,

    /// <summary>401: nobody, or nobody any more, is signed in.</summary>
    Unauthenticated,

    /// <summary>403: known, but not allowed.</summary>
    Forbidden,

    /// <summary>404: not there, or not for this caller to know.</summary>
    NotFound,

    /// <summary>409: the state of the object does not allow it.</summary>
    Conflict,

    /// <summary>412: the object changed since the caller read it.</summary>
    Stale,

    /// <summary>413: more bytes than allowed.</summary>
    TooLarge,

    /// <summary>415: a body in a form that is not understood.</summary>
    UnsupportedMedia,

    /// <summary>422: a well-formed request that contradicts an earlier one (an idempotency key used for something else).</summary>
    Contradictory,

    /// <summary>428: a revision must be stated and was not.</summary>
    RevisionRequired,

    /// <summary>429: too fast.</summary>
    TooMany,

    /// <summary>503: cannot be done now; try again later.</summary>
    Unavailable,
}

/// <summary>The input is wrong; every field at fault is named.</summary>
public sealed record InvalidInput : Error
{
    public InvalidInput(IReadOnlyList<FieldError> fields)
        : base(ErrorKind.Invalid, "invalid-input", "Some of the input is missing or wrong.") => Fields = fields;

    public InvalidInput(string field, string code, string message)
        : this([new FieldError(field, code, message)])
    {
    }
}

/// <summary>The object changed since the caller read it.</summary>
public sealed record StaleRevision() : Error(ErrorKind.Stale, "stale-revision", "Somebody changed this since you read it. Read it again, then repeat your change.");
