using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>A person's session that carries the right to run the platform.</summary>
/// <param name="Operator">Who calls functions of the platform: it acts in no tenant.</param>
/// <param name="Person">Who calls all others: the person in the own tenant, with nothing more than before; null for somebody without an account.</param>
internal sealed record PlatformSession(Caller Operator, Caller? Person);

/// <summary>Finds out whether a session carries the right to run the platform, and keeps it away from everything that is a tenant's.</summary>
public sealed class PlatformSessions(IOptions<PlatformOptions> options, FunctionDirectory functions)
{
    // Directories write the role in either way into what they state of a person.
    private static readonly HashSet<string> s_claims = new(["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"], StringComparer.Ordinal);

    /// <summary>Whether a provider's claims of somebody who signs in give the role.</summary>
    public bool Grants(string provider, IEnumerable<(string Type, string Value)> claims) =>
        provider == options.Value.IdentityProvider && claims.Any(claim => s_claims.Contains(claim.Type) && claim.Value == Scope.PlatformAdministrator);

    /// <summary>The scopes of an account that may stand in a session: never the platform's, however it got there.</summary>
    public static IEnumerable<string> OfTenant(IEnumerable<string> scopes) => scopes.Where(scope => scope != Scope.PlatformAdministrator);

    /// <summary>Who calls, where a principal that is believed stands behind the request: the operator at functions of the platform, the person at all others.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="person">Who the person is in a tenant; null when there is no account.</param>
    internal Caller? CallerOf(FunctionContext context, HttpContext http, string principal, Caller? person)
    {
        if (SubjectOf(http, person) is not { } subject || options.Value.IdentityProvider is not { } provider || !ClientPrincipal.RunsPlatform(principal, provider))
        {
            return person;
        }

        var session = new PlatformSession(
            new Caller(TenantDirectory.Platform, subject, person?.Name ?? subject, new HashSet<string>(StringComparer.Ordinal) { Scope.PlatformAdministrator }), person);
        http.Items[RequestReading.PlatformSessionKey] = session;
        return functions.Of(context.FunctionDefinition).Scope == Scope.PlatformAdministrator ? session.Operator : person;
    }

    // Whoever is refused at the address is nobody there. Who has signed in somewhere else is known by that, whichever account it leads to.
    private static string? SubjectOf(HttpContext http, Caller? person) =>
        http.Request.RefusalOrNull() is null ? http.Request.IdentityOrNull()?.Id ?? person?.Subject : null;
}
