using System.ComponentModel.DataAnnotations;

namespace Interlink.Functions.Edge;

/// <summary>Settings of the edge; section <c>Interlink:Edge</c>.</summary>
public sealed class EdgeOptions
{
    /// <summary>Whether the header <c>x-ms-client-principal</c> is believed: only when something in front removes it from what clients send.</summary>
    public bool TrustPrincipalHeader { get; set; }

    /// <summary>Whether the principal only says who signed in, so that tenant and scopes are looked up at each request. False where the host in front, having
    /// looked itself, states them in the principal.</summary>
    public bool LinkedIdentities { get; set; }

    /// <summary>Where people reach the platform, such as <c>https://coproduction.example.org</c>, for links that leave it; null to take it from the request.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Tenant of callers whose credential names none; null to treat them as not signed in.</summary>
    [RegularExpression("[a-z0-9][a-z0-9-]{0,61}[a-z0-9]")]
    public string? DefaultTenant { get; set; }

    /// <summary>The header in which something in front says under which host name people reach the platform; null where that is the request's own. Only for a header
    /// that the front writes itself, whatever clients send.</summary>
    [RegularExpression("[A-Za-z][A-Za-z0-9-]{0,63}")]
    public string? HostHeader { get; set; }

    /// <summary>How many proxies in front append to <c>X-Forwarded-For</c>; 0 to believe only the connection.</summary>
    [Range(0, 10)]
    public int ForwardedHops { get; set; }

    /// <summary>Most bytes of a JSON body.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Origins of other sites whose scripts may call the API, such as <c>https://example.org</c>; none by default.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>How long the first answer to an <c>Idempotency-Key</c> is kept.</summary>
    public TimeSpan KeepAnswers { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After this time a request that has not answered is taken to have died, and its <c>Idempotency-Key</c> can be tried again.</summary>
    public TimeSpan PresumedDead { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Requests that one caller may make at once.</summary>
    [Range(1, 100_000)]
    public int CallerBurst { get; set; } = 400;

    /// <summary>Requests per second that one caller may make in the long run.</summary>
    [Range(0.01, 100_000)]
    public double CallerRate { get; set; } = 40;

    /// <summary>Requests that one address may make at once without being signed in.</summary>
    [Range(1, 100_000)]
    public int AnonymousBurst { get; set; } = 200;

    /// <summary>Requests per second that one address may make in the long run without being signed in.</summary>
    [Range(0.01, 100_000)]
    public double AnonymousRate { get; set; } = 10;
}
