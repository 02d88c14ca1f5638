using Interlink.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Interlink.Functions.Edge;

/// <summary>A file to be sent, whole or in the ranges that the client asks for. The stream is disposed when it was sent.</summary>
/// <param name="Content">The bytes; seekable, or ranges are not offered.</param>
/// <param name="ContentType">The media type; anything malformed is sent as <c>application/octet-stream</c>.</param>
/// <param name="FileName">The name under which a browser saves it, in any script (RFC 6266); null for none.</param>
public sealed record FileDownload(Stream Content, string ContentType, string? FileName)
{
    /// <summary>What any file is unless known better.</summary>
    public const string AnyType = "application/octet-stream";

    /// <summary>Whether the browser may show it in place of saving it. Only for content that cannot run script.</summary>
    public bool Inline { get; init; }

    /// <summary>Names the bytes, for <c>ETag</c>, <c>If-None-Match</c> and <c>If-Range</c>; letters, digits and hyphens.</summary>
    public string? Tag { get; init; }

    /// <summary>Value of <c>Cache-Control</c>; files are not stored by anybody unless this says so.</summary>
    public string CacheControl { get; init; } = "no-store";

    /// <summary>Value of <c>Content-Security-Policy</c>; by default the file, opened on its own, can do nothing.</summary>
    public string ContentSecurityPolicy { get; init; } = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <summary>Sends a stored blob; its hash is the tag.</summary>
    public static FileDownload Of(BlobContent blob, string? fileName) =>
        new(blob.Stream, blob.Info.ContentType, fileName) { Tag = blob.Info.Sha256 };

    internal Task Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = CacheControl;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        var disposition = new ContentDispositionHeaderValue(Inline ? "inline" : "attachment");
        if (!string.IsNullOrWhiteSpace(FileName))
        {
            disposition.SetHttpFileName(FileName);
        }

        headers.ContentDisposition = disposition.ToString();
        var type = MediaTypeHeaderValue.TryParse(ContentType, out var parsed) ? parsed.ToString() : AnyType;
        var tag = Tag is null ? null : new EntityTagHeaderValue($"\"{Tag}\"");
        return TypedResults.Stream(Content, type, fileDownloadName: null, lastModified: null, tag, enableRangeProcessing: Content.CanSeek)
            .ExecuteAsync(context);
    }
}
