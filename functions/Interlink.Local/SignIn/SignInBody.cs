using System.Text.Json.Serialization;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;

namespace Interlink.Local.SignIn;

/// <summary>What a person signs in with: JSON from the web app, or the fields of a form.</summary>
/// <param name="Tenant">Which tenant; the host's own when left out.</param>
/// <param name="PostLoginRedirectUri">Where a form goes afterwards; a path of this host.</param>
internal sealed record SignInBody(
    string Email,
    string Password,
    string? Tenant = null,
    [property: JsonPropertyName("post_login_redirect_uri")] string? PostLoginRedirectUri = null)
{
    private const int MaxFormBytes = 16 * 1024;

    /// <summary>Reads either.</summary>
    /// <returns>What was sent, or a refusal that names every field at fault.</returns>
    public static async Task<Outcome<SignInBody>> Read(HttpRequest request, CancellationToken cancellation) =>
        request.HasFormContentType ? await ReadForm(request, cancellation) : await request.ReadBody<SignInBody>(cancellation);

    private static async Task<Outcome<SignInBody>> ReadForm(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is null or > MaxFormBytes)
        {
            return new BodyTooLarge(MaxFormBytes);
        }

        try
        {
            var form = await request.ReadFormAsync(cancellation);
            var missing = Required.Where(f => string.IsNullOrEmpty(form[f]))
                .Select(f => new FieldError(f, "required", "This must be stated.")).ToArray();
            return missing.Length > 0
                ? new InvalidInput(missing)
                : new SignInBody(form["email"]!, form["password"]!, form["tenant"], form["post_login_redirect_uri"]);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return new InvalidInput("body", "malformed", "The form cannot be read.");
        }
    }

    private static readonly string[] Required = ["email", "password"];
}
