using System.Text.Json.Nodes;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;

namespace Interlink.Functions.OpenApi;

/// <summary>Who may call, in the words of OpenAPI: people by their session, applications by a key or a token, operators of the platform by either.</summary>
internal static class ApiSecurity
{
    /// <summary>The scheme of people.</summary>
    public const string Session = "session";

    /// <summary>The scheme of applications with a key.</summary>
    public const string Key = "apiKey";

    /// <summary>The scheme of applications and operators with a token.</summary>
    public const string Token = "token";

    /// <summary>What the operation asks for: one of these is enough; empty when anybody may call.</summary>
    public static JsonArray Of(ApiOperation operation)
    {
        if (operation.Scope is not { } scope)
        {
            return [];
        }

        var ways = new JsonArray(Way(Session, scope));
        if (scope == Scope.PlatformAdministrator)
        {
            ways.Add((JsonNode)Way(Token, scope));
        }

        foreach (var scheme in operation.ApplicationScopes is null ? [] : new[] { Key, Token })
        {
            foreach (var word in operation.ApplicationScopes!.Select(s => (string?)s.Word()).DefaultIfEmpty())
            {
                ways.Add((JsonNode)Way(scheme, word));
            }
        }

        return ways;
    }

    /// <summary>How callers say who they are.</summary>
    public static JsonObject Schemes() => new()
    {
        [Session] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "cookie",
            ["name"] = "StaticWebAppsAuthCookie",
            ["description"] = "The session that `/.auth/login` begins; the embedded edition calls its cookie `interlink`. The word after it is the scope that the caller must hold.",
        },
        [Key] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["bearerFormat"] = "ilk_{tenant}_{application}_{secret}",
            ["description"] = "A key that an administrator of the tenant made for an application, as `Authorization: Bearer ilk_…`, or in the header "
                + $"`{BearerTokens.Header}` where a front uses `Authorization` for itself. The word after it is the scope that the key must have.",
        },
        [Token] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["bearerFormat"] = "JWT",
            ["description"] = "A token of the OpenID Connect issuer that the platform is set up with, got by client credentials. The tenant in which the client is registered "
                + $"stands in the header `{TenantAddress.Header}`. The word after it is the scope that the application must have, or the role of an operator.",
        },
    };

    private static JsonObject Way(string scheme, string? scope) => new() { [scheme] = scope is null ? [] : new JsonArray(scope) };
}
