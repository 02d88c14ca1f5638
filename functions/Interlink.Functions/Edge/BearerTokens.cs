using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Interlink.Functions.Edge;

/// <summary>Reads bearer tokens of the configured issuer: signature, issuer, audience and time are checked, keys are fetched from the issuer and kept.</summary>
public sealed partial class BearerTokens
{
    /// <summary>The header for a token where something in front uses <c>Authorization</c> for itself, as Static Web Apps does.</summary>
    public const string Header = "X-Interlink-Authorization";

    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private readonly BearerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<BearerTokens> _log;
    private readonly JsonWebTokenHandler? _handler;
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _issuer;

    /// <summary>Reads tokens as the options say; the issuer is asked when the first token comes.</summary>
    public BearerTokens(IOptions<BearerOptions> options, TimeProvider clock, ILogger<BearerTokens> log)
    {
        (_options, _clock, _log) = (options.Value, clock, log);
        if (_options.Authority is { } authority)
        {
            _handler = new JsonWebTokenHandler { MapInboundClaims = false };
            _issuer = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{authority.ToString().TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = !authority.IsLoopback });
        }
    }

    /// <summary>The token of a request; null when it has none that is meant for us.</summary>
    /// <param name="behindProxy">Whether <c>Authorization</c> belongs to what stands in front.</param>
    public string? Of(HttpRequest request, bool behindProxy)
    {
        var stated = request.Headers[Header];
        if (stated.Count == 0 && !behindProxy)
        {
            stated = request.Headers.Authorization;
        }

        return _issuer is not null && stated.Count == 1 && stated.ToString().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? stated.ToString()[Scheme.Length..].Trim()
            : null;
    }

    /// <summary>Who bears the token.</summary>
    /// <returns>The bearer, or <see cref="TokenRefused"/>.</returns>
    /// <exception cref="TransientException">The issuer does not answer.</exception>
    public async Task<Outcome<TokenBearer>> Read(string token, CancellationToken cancellation)
    {
        var checkedToken = await Validate(token, await Keys(cancellation));
        if (checkedToken.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            _issuer!.RequestRefresh(); // It may have changed its keys since they were fetched; fetched anew beside this request, and not too often.
        }

        if (!checkedToken.IsValid)
        {
            TokenWasRefused(_log, checkedToken.Exception);
            return new TokenRefused(checkedToken.Exception is SecurityTokenInvalidLifetimeException ? "It has expired, or is not valid yet." : "It is not one that is accepted here.");
        }

        return BearerOf((JsonWebToken)checkedToken.SecurityToken);
    }

    private async Task<OpenIdConnectConfiguration> Keys(CancellationToken cancellation)
    {
        try
        {
            return await _issuer!.GetConfigurationAsync(cancellation);
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or HttpRequestException)
        {
            throw new TransientException("The issuer of tokens does not answer.", fault) { RetryAfter = TimeSpan.FromSeconds(10) };
        }
    }

    private Task<TokenValidationResult> Validate(string token, OpenIdConnectConfiguration issuer) => _handler!.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = issuer.Issuer,
        IssuerSigningKeys = issuer.SigningKeys,
        ValidAudiences = _options.Audiences,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => IsCurrent(from, until),
    });

    private bool IsCurrent(DateTime? from, DateTime? until)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return until is { } end && now <= end + Skew && (from is null || from <= now + Skew);
    }

    private TokenBearer BearerOf(JsonWebToken token)
    {
        var subject = Claim(token, "oid") ?? token.Subject;
        var administers = !string.IsNullOrEmpty(subject)
            && (_options.PlatformAdministrators.Contains(subject, StringComparer.OrdinalIgnoreCase)
                || token.Claims.Any(c => c.Type == "roles" && c.Value == _options.PlatformRole));
        return new TokenBearer(
            administers
                ? new Caller(TenantDirectory.Platform, subject!, Claim(token, "name") ?? Claim(token, "azp") ?? subject!, new HashSet<string> { Scope.PlatformAdministrator })
                : null,
            ClientOf(token));
    }

    /// <summary>The client that got the token for itself (OAuth 2.0 client credentials); null when it got it for a person, or the token does not show for whom. RFC 9068
    /// names the client as subject then; Entra ID says <c>idtyp</c>, or has one object id as subject and no delegated scope.</summary>
    private static string? ClientOf(JsonWebToken token)
    {
        var client = Claim(token, "azp") ?? Claim(token, "appid") ?? Claim(token, "client_id");
        var itself = Claim(token, "idtyp") is { } type
            ? type == "app"
            : token.Subject == client || (token.Subject is { Length: > 0 } subject && subject == Claim(token, "oid") && Claim(token, "scp") is null);
        return itself ? client : null;
    }

    private static string? Claim(JsonWebToken token, string type) =>
        token.TryGetPayloadValue<string>(type, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "A bearer token was refused.")]
    private static partial void TokenWasRefused(ILogger log, Exception reason);
}

/// <summary>Who bears a good token.</summary>
/// <param name="Operator">The caller who administers the platform; null for anybody else.</param>
/// <param name="Client">The client that got the token for itself; null when it got it for a person.</param>
public sealed record TokenBearer(Caller? Operator, string? Client);
