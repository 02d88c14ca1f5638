using Interlink.Core.Kernel;

namespace Interlink.Core.ApiAccess;

/// <summary>An application that calls.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="Credential">Id of the key, or of the application where it came with a bearer token: what its requests are counted by.</param>
/// <param name="RequestsPerMinute">How many requests a minute the credential may make in the long run.</param>
/// <param name="ExpiresAt">Until when the key is good, UTC; null for a bearer token, which says so itself.</param>
public sealed record CallingApplication(Caller Caller, string Credential, int RequestsPerMinute, DateTimeOffset? ExpiresAt);

/// <summary>Finds out which application a credential is: reads it as it is now, at each request, so that what was taken away is gone at the next one, on every host.</summary>
public sealed class ResolveApplication(ApplicationStore applications, TimeProvider clock)
{
    private static readonly ApiKeyRefused Unknown = new("It is not one that is accepted here.");

    /// <summary>The application of a key.</summary>
    /// <returns>The application, or <see cref="ApiKeyRefused"/>. Only to whoever has the very key it says why.</returns>
    public async Task<Outcome<CallingApplication>> OfKey(string text, CancellationToken cancellation)
    {
        if (ApiKeyText.Read(text) is not { } key || await applications.Find(key.Tenant, key.Application, cancellation) is not { Body: var application })
        {
            return Unknown;
        }

        var found = application.Keys.Where(key.Is).FirstOrDefault();
        return found?.StateAt(clock.GetUtcNow()) switch
        {
            null => Unknown,
            ApiKeyState.Revoked => new ApiKeyRefused("It was revoked."),
            ApiKeyState.Expired => new ApiKeyRefused("It has expired."),
            _ => new CallingApplication(CallerOf(key.Tenant, application, found.Scopes.Intersect(application.Scopes)), found.Id, application.RequestsPerMinute, found.ExpiresAt),
        };
    }

    /// <summary>The application that a client of the OpenID Connect issuer is in a tenant; null when it is none there.</summary>
    /// <param name="client">The client id, from a token that was checked and that the client got for itself, not for a person.</param>
    public async Task<CallingApplication?> OfClient(TenantId tenant, string client, CancellationToken cancellation) =>
        await applications.FindByClient(tenant, client, cancellation) is { Body: var application }
            ? new CallingApplication(CallerOf(tenant, application, application.Scopes), application.Id, application.RequestsPerMinute, null)
            : null;

    private static Caller CallerOf(TenantId tenant, ApiApplication application, IEnumerable<ApiScope> scopes) =>
        new(tenant, application.Id, application.Name, scopes.Select(s => s.Word()).ToHashSet(StringComparer.Ordinal)) { IsApplication = true };
}
