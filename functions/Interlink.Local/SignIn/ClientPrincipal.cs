using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;

namespace Interlink.Local.SignIn;

/// <summary>Who is signed in, as Static Web Apps tells it to pages (<c>/.auth/me</c>) and to functions (a header).</summary>
internal sealed record ClientPrincipal(
    string IdentityProvider, string UserId, string? UserDetails, IReadOnlyList<string> UserRoles, IReadOnlyList<ClientClaim> Claims)
{
    /// <summary>The header that functions read it from; every header that starts like it belongs to the host alone.</summary>
    public const string Header = "x-ms-client-principal";

    /// <summary>The principal of a session. What an account holds is of its tenant; only the settings say who runs the platform.</summary>
    public static ClientPrincipal Of(Session session, PlatformAdministrators platform) => new(
        PlatformAdministrators.Provider,
        session.Account.Subject,
        session.Account.Email,
        [
            "anonymous", "authenticated", .. PlatformSessions.OfTenant(session.Account.Scopes),
            .. platform.Include(session) ? [Scope.PlatformAdministrator] : Array.Empty<string>(),
        ],
        [new("tenant", session.Tenant.Value), new("name", session.Account.Name)]);

    /// <summary>Removes what a client claims about itself.</summary>
    public static Task Strip(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        foreach (var forged in headers.Keys.Where(k => k.StartsWith(Header, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            headers.Remove(forged);
        }

        return next(context);
    }

    /// <summary>Says to functions what the cookie proves.</summary>
    public static Task Write(HttpContext context, RequestDelegate next)
    {
        if (Session.Of(context) is { } session)
        {
            context.Request.Headers[Header] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(Of(session, context.Part<PlatformAdministrators>()), Json.Options));
        }

        return next(context);
    }
}

/// <summary>One thing known of the person.</summary>
internal sealed record ClientClaim(string Typ, string Val);
