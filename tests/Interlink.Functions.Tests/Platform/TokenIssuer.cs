using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Interlink.Functions.Tests.Platform;

/// <summary>An OpenID Connect issuer on this machine: discovery, keys and tokens, without people.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private RsaSecurityKey _key = NewKey();

    private TokenIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Address,
            ["jwks_uri"] = $"{Address}/keys",
            ["authorization_endpoint"] = $"{Address}/authorize",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        _app.MapGet("/keys", () =>
        {
            KeyRequests++;
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(_key);
            return Results.Json(new { keys = new[] { new { kty = key.Kty, kid = key.Kid, n = key.N, e = key.E, use = "sig", alg = "RS256" } } });
        });
    }

    public string Address { get; private set; } = "";

    public int KeyRequests { get; private set; }

    public static async Task<TokenIssuer> Start()
    {
        var issuer = new TokenIssuer();
        await issuer._app.StartAsync();
        issuer.Address = issuer._app.Urls.First();
        return issuer;
    }

    /// <summary>Signs with a new key from now on, as issuers do every few weeks.</summary>
    public void ChangeKey() => _key = NewKey();

    /// <summary>Makes a token; what is not said is as the platform wants it.</summary>
    public string Token(
        DateTimeOffset now, string subject = "operator-one", string audience = "api://interlink", string? issuer = null, TimeSpan? life = null,
        SecurityKey? key = null, string algorithm = SecurityAlgorithms.RsaSha256, params string[] roles) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address,
            Audience = audience,
            NotBefore = now.UtcDateTime,
            Expires = (now + (life ?? TimeSpan.FromHours(1))).UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = "opaque", ["oid"] = subject, ["name"] = "An operator", ["roles"] = roles },
            SigningCredentials = new SigningCredentials(key ?? _key, algorithm),
        });

    /// <summary>Makes a token that a client got for itself, as RFC 9068 describes it, unless the claims say otherwise.</summary>
    public string ClientToken(DateTimeOffset now, string client, Dictionary<string, object>? claims = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = "api://interlink",
            NotBefore = now.UtcDateTime,
            Expires = (now + TimeSpan.FromHours(1)).UtcDateTime,
            Claims = claims ?? new Dictionary<string, object> { ["sub"] = client, ["client_id"] = client },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Convert.ToHexString(RandomNumberGenerator.GetBytes(8)) };
}
