using System.Text;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.OpenApi;

/// <summary>The API's description over HTTP, for programs and for people.</summary>
public sealed class OpenApiFunctions
{
    /// <summary>The description of this API, OpenAPI 3.1.</summary>
    [Function("GetOpenApi"), AllowAnonymous, Answers(StatusCodes.Status200OK, MediaType = "application/json")]
    public static Reply<FileDownload> GetOpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Reply.File(new FileDownload(Bytes(ApiDocument.Current.Text), "application/json; charset=utf-8", null) { Inline = true, CacheControl = "no-cache" });

    /// <summary>The description of this API as a page to read.</summary>
    [Function("GetReference"), AllowAnonymous, Answers(StatusCodes.Status200OK, MediaType = "text/html")]
    public static Reply<FileDownload> GetReference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reference")] HttpRequest request) =>
        Reply.File(new FileDownload(Bytes(ReferencePage.Current.Html), "text/html; charset=utf-8", null)
        {
            Inline = true,
            CacheControl = "no-cache",
            ContentSecurityPolicy = ReferencePage.Current.ContentSecurityPolicy,
        });

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text), writable: false);
}
