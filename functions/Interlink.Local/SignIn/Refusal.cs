using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Interlink.Core.Kernel;
using Microsoft.AspNetCore.WebUtilities;

namespace Interlink.Local.SignIn;

/// <summary>Answers a refusal of the sign-in pages as problem+json, in the form that the functions use.</summary>
internal static class Refusal
{
    /// <summary>Writes the refusal.</summary>
    public static async Task Write(HttpContext context, Error error)
    {
        var status = StatusOf(error.Kind);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (error.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var problem = new Problem(
            $"/problems/{error.Type}", ReasonPhrases.GetReasonPhrase(status), status, error.Detail, context.Request.Path,
            Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier, error.Fields.Count == 0 ? null : error.Fields);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, Json.Options), context.RequestAborted);
    }

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.UnsupportedMedia => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status409Conflict,
    };

    private sealed record Problem(
        string Type, string Title, int Status, string Detail, string? Instance, string TraceId, IReadOnlyList<FieldError>? Errors);
}
