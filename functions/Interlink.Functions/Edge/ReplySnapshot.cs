using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Interlink.Functions.Edge;

/// <summary>A reply as it goes over the wire: what an idempotency record keeps and repeats.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Headers that belong to this answer, the content type among them.</param>
/// <param name="Body">The bytes of the body; null for none.</param>
public sealed record ReplySnapshot(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body) : IResult
{
    /// <summary>Makes a JSON answer.</summary>
    /// <param name="value">The value; null for an answer without a body.</param>
    public static ReplySnapshot Json(
        int status, IEnumerable<KeyValuePair<string, string>> headers, object? value, Type type, string mediaType = "application/json; charset=utf-8") =>
        value is null
            ? new ReplySnapshot(status, [.. headers], null)
            : new ReplySnapshot(
                status,
                [.. headers, new("Content-Type", mediaType)],
                JsonSerializer.SerializeToUtf8Bytes(value, type, Core.Kernel.Json.Options));

    /// <summary>Writes the answer.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        WriteHeaders(httpContext.Response, Headers);
        if (Body is null)
        {
            return;
        }

        httpContext.Response.ContentLength = Body.Length;
        await httpContext.Response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }

    internal static void WriteHeaders(HttpResponse response, IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
        {
            response.Headers[name] = HeaderText.Safe(value);
        }
    }
}
