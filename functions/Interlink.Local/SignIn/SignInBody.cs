using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Local.SignIn;

/// <summary>Reads what the sign-in pages send: small JSON, or the fields of a form.</summary>
internal static class SignInBody
{
    private const int MaxBytes = 16 * 1024;

    /// <summary>Reads JSON into a record.</summary>
    /// <returns>The record; 400 when it is not JSON of that shape, 413 when it is large, 415 when it is something else.</returns>
    public static async Task<Outcome<T>> Read<T>(HttpRequest request) where T : class
    {
        if (!request.HasJsonContentType())
        {
            return new UnsupportedBody();
        }

        var buffer = await ReadBytes(request);
        if (buffer is null)
        {
            return new LargeBody();
        }

        try
        {
            return JsonSerializer.Deserialize<T>(buffer, Json.Options) is { } body ? body : NotTheShape();
        }
        catch (JsonException)
        {
            return NotTheShape();
        }
    }

    /// <summary>Reads a form's fields.</summary>
    public static async Task<Outcome<IFormCollection>> ReadForm(HttpRequest request)
    {
        if (request.ContentLength is null or > MaxBytes)
        {
            return new LargeBody();
        }

        try
        {
            return Outcome<IFormCollection>.Of(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return new InvalidInput("body", "malformed", "The form cannot be read.");
        }
    }

    private static async Task<byte[]?> ReadBytes(HttpRequest request)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length > MaxBytes ? null : buffer[..length];
    }

    private static InvalidInput NotTheShape() => new("body", "malformed", "The body is not the JSON object expected here.");

    private sealed record UnsupportedBody() : Error(ErrorKind.UnsupportedMedia, "unsupported-media-type", "Send JSON (or, to sign in, a form).");

    private sealed record LargeBody() : Error(ErrorKind.TooLarge, "too-large", $"The body is larger than {MaxBytes} bytes or does not say its length.");
}
