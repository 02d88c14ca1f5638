using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Functions.Edge;

/// <summary>Reads the principal that Static Web Apps, or the embedded host in its place, sends along: JSON in base 64.</summary>
internal static class ClientPrincipal
{
    /// <summary>The header it comes in.</summary>
    public const string Header = "x-ms-client-principal";

    private const int MaxLength = 16 * 1024;
    private const string SignedInRole = "authenticated";

    /// <summary>Who the principal says is calling.</summary>
    /// <param name="defaultTenant">The tenant when no claim names one; null for none.</param>
    /// <returns>Null for anything that is not a whole, well-formed, signed-in principal with a tenant.</returns>
    public static Caller? Read(string header, string? defaultTenant) => Read(header, principal => CallerOf(principal, defaultTenant));

    /// <summary>Who the principal says has signed in, and with which provider; whatever else it says is passed over.</summary>
    /// <returns>Null for anything that is not a whole, well-formed, signed-in principal.</returns>
    public static SignInIdentity? ReadIdentity(string header) => Read(header, principal =>
        SubjectOf(principal) is { } subject && RolesOf(principal).Contains(SignedInRole)
            && Text(principal, "identityProvider") is { Length: > 0 and <= 64 } provider && provider.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new SignInIdentity(provider, subject)
            : null);

    /// <summary>Whether the principal is of somebody signed in with this provider who holds the role of who runs the platform.</summary>
    public static bool RunsPlatform(string header, string provider) => Read(header, principal =>
        RolesOf(principal) is var roles && roles.Contains(SignedInRole) && roles.Contains(Scope.PlatformAdministrator) && Text(principal, "identityProvider") == provider
            ? provider
            : null) is not null;

    /// <summary>When the session began, as the platform in front states it; null when it states nothing.</summary>
    public static DateTimeOffset? ReadSignedInAt(string header) =>
        Read(header, principal => SignInTime.Read(RolesOf(principal), ClaimsOf(principal)) is { } at ? Tuple.Create(at) : null)?.Item1;

    private static T? Read<T>(string header, Func<JsonElement, T?> read)
        where T : class
    {
        if (header.Length is 0 or > MaxLength || !Base64.IsValid(header))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(header), new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.ValueKind is JsonValueKind.Object ? read(document.RootElement) : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Caller? CallerOf(JsonElement principal, string? defaultTenant)
    {
        if (SubjectOf(principal) is not { } subject)
        {
            return null;
        }

        var roles = RolesOf(principal);
        roles.Remove(Scope.PlatformAdministrator); // Never a matter of a tenant's people.
        var signedIn = roles.Remove(SignedInRole);
        roles.Remove("anonymous");
        return signedIn && TenantId.TryParse(Claim(principal, "tenant") ?? defaultTenant, out var tenant) && tenant != TenantDirectory.Platform
            ? new Caller(tenant, subject, NameOf(principal) ?? subject, roles.Where(IsScope).ToHashSet(StringComparer.Ordinal))
            : null;
    }

    private static string? SubjectOf(JsonElement principal) => Text(principal, "userId") is { } subject && IsSubject(subject) ? subject : null;

    private static HashSet<string> RolesOf(JsonElement principal) =>
        Items(principal, "userRoles").Where(r => r.ValueKind is JsonValueKind.String).Select(r => r.GetString()!).ToHashSet(StringComparer.Ordinal);

    private static string? NameOf(JsonElement principal) =>
        Claim(principal, "name")?.Trim() is { Length: > 0 } name
            ? string.Concat(name.EnumerateRunes().Where(r => !Rune.IsControl(r)).Take(200))
            : null;

    private static string? Claim(JsonElement principal, string type) => ClaimsOf(principal).Where(claim => claim.Type == type).Select(claim => claim.Value).FirstOrDefault();

    private static IEnumerable<(string Type, string Value)> ClaimsOf(JsonElement principal) =>
        from claim in Items(principal, "claims")
        where claim.ValueKind is JsonValueKind.Object
        let type = Text(claim, "typ")
        let value = Text(claim, "val")
        where type is not null && value is not null
        select (type, value);

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static bool IsSubject(string text) => text.Length is > 0 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || "-_.:@|".Contains(c, StringComparison.Ordinal));

    private static bool IsScope(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || "-_.:".Contains(c, StringComparison.Ordinal));
}
