using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Interlink.Storage.Tests.Azure;

/// <summary>A credential whose tokens are formed like those of Microsoft Entra ID; nobody has signed them.</summary>
internal sealed class TestCredential(TimeSpan? expires = null) : TokenCredential
{
    private const string Directory = "00000000-0000-0000-0000-00000000d1d1";

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        var until = now + (expires ?? TimeSpan.FromHours(1));
        var audience = requestContext.Scopes[0].Replace("/.default", "", StringComparison.Ordinal);
        var claims = new
        {
            aud = audience,
            iss = $"https://sts.windows.net/{Directory}/",
            tid = Directory,
            oid = Directory,
            iat = now.AddHours(-2).ToUnixTimeSeconds(),
            nbf = now.AddHours(-2).ToUnixTimeSeconds(),
            exp = until.ToUnixTimeSeconds(),
        };
        var token = string.Join('.', Part(new { typ = "JWT", alg = "RS256" }), Part(claims), "c2lnbmF0dXJl");
        // The client is told that the token lives on, so that it is the service who refuses it.
        return new AccessToken(token, now.AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));

    private static string Part<T>(T value) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value)));
}
