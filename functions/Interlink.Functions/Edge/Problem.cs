using System.Globalization;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Microsoft.AspNetCore.Http;

namespace Interlink.Functions.Edge;

/// <summary>A refusal on the wire (RFC 9457).</summary>
/// <param name="Type">Stable reference of the kind of problem, such as <c>/problems/invalid-input</c>; compare it, do not parse it.</param>
/// <param name="Title">The type in words.</param>
/// <param name="Status">The HTTP status again.</param>
/// <param name="Detail">One sentence for the person who has to mend it.</param>
/// <param name="Instance">Path of the request.</param>
/// <param name="TraceId">Names this request in the logs.</param>
/// <param name="Errors">Every field at fault, when the problem is about input.</param>
public sealed record ProblemView(
    string Type, string Title, int Status, string Detail, string Instance, string TraceId, IReadOnlyList<FieldError>? Errors = null);

/// <summary>The one place that turns refusals into HTTP.</summary>
public static class Problem
{
    /// <summary>Media type of every refusal.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The HTTP status of a family of refusals.</summary>
    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.UnsupportedMedia => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.Contradictory => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.RevisionRequired => StatusCodes.Status428PreconditionRequired,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No HTTP status is known for this family of refusals."),
    };

    /// <summary>The refusal as an answer to the request.</summary>
    public static ReplySnapshot Of(HttpContext context, Error error) => Of(context, StatusOf(error.Kind), error);

    internal static ReplySnapshot Of(HttpContext context, int status, Error error)
    {
        var headers = new List<KeyValuePair<string, string>> { new("Cache-Control", "no-store") };
        if (error.RetryAfter is { } wait)
        {
            headers.Add(new("Retry-After", Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture)));
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            headers.Add(new("WWW-Authenticate", error is ApiKeyRefused or TokenRefused ? "Bearer realm=\"interlink\", error=\"invalid_token\"" : "Session realm=\"interlink\""));
        }

        return ReplySnapshot.Json(status, headers, View(error, status, context.Request.Path, RequestTrace.Of(context).TraceId), typeof(ProblemView), MediaType);
    }

    /// <summary>The refusal as it is written.</summary>
    internal static ProblemView View(Error error, int status, string instance, string traceId) => new(
        $"/problems/{error.Type}", TitleOf(error.Type), status, error.Detail, instance, traceId, error.Fields.Count > 0 ? error.Fields : null);

    private static string TitleOf(string type) => char.ToUpperInvariant(type[0]) + type[1..].Replace('-', ' ');
}
