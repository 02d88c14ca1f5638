using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Edge;

/// <summary>Knows applications by what they send: an API key, or the client id of a bearer token that was checked. Both are looked up at each request.</summary>
public sealed partial class ApplicationCredentials(ResolveApplication applications, CredentialUse use, ILogger<ApplicationCredentials> log)
{
    private const string Scheme = "Bearer ";

    /// <summary>The API key of a request: <c>Authorization: Bearer ilk_…</c>, or the same in <see cref="BearerTokens.Header"/> where something in front uses
    /// <c>Authorization</c> for itself.</summary>
    /// <returns>Null when there is nothing that begins as keys do.</returns>
    public static string? KeyOf(HttpRequest request)
    {
        foreach (var stated in new[] { request.Headers[BearerTokens.Header], request.Headers.Authorization })
        {
            if (stated.Count == 1 && stated.ToString() is var text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                && text[Scheme.Length..].Trim() is var key && key.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal))
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>Makes the application of a key the caller; otherwise nobody calls, and it is known why.</summary>
    internal async Task OfKey(HttpContext http, string key, AddressedTenant addressed)
    {
        var found = await applications.OfKey(key, http.RequestAborted);
        if (!found.Succeeded || !addressed.IsOf(found.Value.Caller.Tenant))
        {
            http.Items[RequestReading.RefusalKey] = found.Error ?? new OtherTenantsAddress();
            return;
        }

        http.Items[RequestReading.CallerKey] = await Welcome(http, found.Value);
    }

    /// <summary>The application that a client of the issuer is in a tenant; null when it is none there.</summary>
    internal async Task<Caller?> OfClient(HttpContext http, TenantId tenant, string client) =>
        await applications.OfClient(tenant, client, http.RequestAborted) is { } found ? await Welcome(http, found) : null;

    private async Task<Caller> Welcome(HttpContext http, CallingApplication found)
    {
        http.Items[RequestReading.ApplicationKey] = found;
        try
        {
            await use.Note(found.Caller.Tenant, found.Credential, CancellationToken.None);
        }
        catch (Exception fault)
        {
            NotNoted(log, found.Credential, fault); // Nobody is refused because it could not be written down.
        }

        return found.Caller;
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "That the credential {Credential} was used could not be written down.")]
    private static partial void NotNoted(ILogger log, string credential, Exception fault);
}
