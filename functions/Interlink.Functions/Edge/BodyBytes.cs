using Interlink.Core.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Interlink.Functions.Edge;

/// <summary>Receives whole bodies, bounded, once per request however many ask.</summary>
internal static class BodyBytes
{
    private static readonly object Key = new();

    /// <summary>Receives the body.</summary>
    /// <returns>The bytes, or <see cref="BodyTooLarge"/>.</returns>
    /// <exception cref="BadHttpRequestException">What arrives is not a body as HTTP has it.</exception>
    public static async Task<Outcome<ReadOnlyMemory<byte>>> Read(HttpRequest request, long maxBytes, CancellationToken cancellation)
    {
        if (request.HttpContext.Items[Key] is ReadOnlyMemory<byte> known)
        {
            return known.Length <= maxBytes ? known : new BodyTooLarge(maxBytes);
        }

        if (request.ContentLength > maxBytes)
        {
            return new BodyTooLarge(maxBytes);
        }

        var received = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await Some(request.Body, buffer, cancellation)) > 0)
        {
            if (received.Length + count > maxBytes)
            {
                return new BodyTooLarge(maxBytes);
            }

            received.Write(buffer, 0, count);
        }

        ReadOnlyMemory<byte> bytes = received.GetBuffer().AsMemory(0, (int)received.Length);
        request.HttpContext.Items[Key] = bytes;
        return bytes;
    }

    private static async Task<int> Some(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body cannot be read.", broken); // The server says so itself of most, not of every malformed chunk.
        }
    }

    /// <summary>What keeps the body from being read as JSON in UTF-8; null when nothing does.</summary>
    public static UnsupportedBody? NotJson(HttpRequest request)
    {
        if (!StringValuesEmpty(request.Headers.ContentEncoding))
        {
            return new UnsupportedBody("compressed");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return new UnsupportedBody(string.IsNullOrEmpty(request.ContentType) ? "of an unstated type" : "what the Content-Type says");
        }

        var json = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
        var utf8 = !type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return json && utf8 ? null : new UnsupportedBody(type.ToString());
    }

    private static bool StringValuesEmpty(Microsoft.Extensions.Primitives.StringValues values) =>
        values.All(v => string.IsNullOrWhiteSpace(v) || v.Equals("identity", StringComparison.OrdinalIgnoreCase));
}
