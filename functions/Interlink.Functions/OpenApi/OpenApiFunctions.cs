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
    public static Task<Reply<FileDownload>> GetOpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Page(ApiDocument.Current.Text, "application/json; charset=utf-8", "default-src 'none'; frame-ancestors 'none'");

    /// <summary>The description of this API as a page to read.</summary>
    [Function("GetReference"), AllowAnonymous, Answers(StatusCodes.Status200OK, MediaType = "text/html")]
    public static Task<Reply<FileDownload>> GetReference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reference")] HttpRequest request) =>
        Page(ReferencePage.Current.Html, "text/html; charset=utf-8", ReferencePage.Current.ContentSecurityPolicy);

    private static Task<Reply<FileDownload>> Page(string text, string type, string policy) =>
        Task.FromResult(Reply.File(new FileDownload(new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false), type, null)
        {
            Inline = true,
            CacheControl = "no-cache",
            ContentSecurityPolicy = policy,
        }));
}
