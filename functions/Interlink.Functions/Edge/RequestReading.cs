using System.Globalization;
using Interlink.Core.Accounts;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Interlink.Functions.Edge;

/// <summary>What functions ask of a request.</summary>
public static class RequestReading
{
    internal static readonly object CallerKey = new();
    internal static readonly object IdentityKey = new();
    internal static readonly object IdempotencyItem = new();
    internal static readonly object TenantKey = new();
    internal static readonly object RefusalKey = new();
    internal static readonly object ApplicationKey = new();
    internal static readonly object PlatformSessionKey = new();

    /// <summary>Reads the JSON body. Fields that the record does not have are refused, so that a misspelt one is not lost in silence.</summary>
    /// <returns>The record; or 400 with every field at fault, 413 or 415.</returns>
    public static async Task<Outcome<T>> ReadBody<T>(this HttpRequest request, CancellationToken cancellation)
    {
        var options = request.HttpContext.RequestServices.GetRequiredService<IOptions<EdgeOptions>>().Value;
        var received = await BodyBytes.Read(request, options.MaxBodyBytes, cancellation);
        if (!received.Succeeded)
        {
            return received.Error;
        }

        return !received.Value.IsEmpty && BodyBytes.NotJson(request) is { } refusal ? refusal : InputReader.Json<T>(received.Value);
    }

    /// <summary>Reads the query string. Names are those of the record in camelCase; a parameter stated more than once is a list; one that is blank
    /// counts as absent; one that the record does not have is refused (but <c>language</c>, which every function knows).</summary>
    /// <returns>The record, or 400 with every parameter at fault.</returns>
    public static Outcome<T> ReadQuery<T>(this HttpRequest request) => InputReader.Query<T>(request.Query);

    /// <summary>Who asks.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the function allows anonymous calls and must use <see cref="CallerOrNull"/>.</exception>
    public static Caller Caller(this HttpRequest request) =>
        request.CallerOrNull() ?? throw new InvalidOperationException("Nobody is signed in; a function that allows anonymous calls asks CallerOrNull.");

    /// <summary>Who asks; null when nobody is signed in.</summary>
    public static Caller? CallerOrNull(this HttpRequest request) => request.HttpContext.Items[CallerKey] as Caller;

    /// <summary>The application that asks, with what its credential says; null when a person asks, or nobody.</summary>
    public static CallingApplication? ApplicationOrNull(this HttpRequest request) => request.HttpContext.Items[ApplicationKey] as CallingApplication;

    /// <summary>Whether a person asks whose session carries the right to run the platform, whatever is asked for.</summary>
    public static bool RunsPlatform(this HttpRequest request) => request.PlatformSessionOrNull() is not null;

    /// <summary>The session that carries the right to run the platform; null when it does not, and for tokens.</summary>
    internal static PlatformSession? PlatformSessionOrNull(this HttpRequest request) => request.HttpContext.Items[PlatformSessionKey] as PlatformSession;

    /// <summary>Who has signed in, whether or not there is an account; null when nobody has, or where the host in front knows accounts itself.</summary>
    public static SignInIdentity? IdentityOrNull(this HttpRequest request) => request.HttpContext.Items[IdentityKey] as SignInIdentity;

    /// <summary>What the request brings along to prove once more who asks.</summary>
    public static ProofAgain Proof(this HttpRequest request, string? password, string? code = null) => new(
        password, code, request.HttpContext.NetworkOf(),
        request.IdentityOrNull() is null ? null : ClientPrincipal.ReadSignedInAt(request.Headers[ClientPrincipal.Header].ToString()));

    /// <summary>The tenant that the address names, by its path or host name, whoever asks; null when it names none.</summary>
    public static TenantId? AddressedTenant(this HttpRequest request) => (request.HttpContext.Items[TenantKey] as AddressedTenant)?.Tenant;

    /// <summary>Whether the host name of the request is one that a tenant was given.</summary>
    internal static bool IsTenantsHost(this HttpRequest request) => request.HttpContext.Items[TenantKey] is AddressedTenant { ByHost: true };

    /// <summary>Why whoever is signed in is nobody at this address; null when there is no reason.</summary>
    internal static Error? RefusalOrNull(this HttpRequest request) => request.HttpContext.Items[RefusalKey] as Error;

    /// <summary>Reads a body of raw bytes.</summary>
    /// <param name="maxBytes">Most bytes.</param>
    /// <returns>The bytes, or 413.</returns>
    public static Task<Outcome<ReadOnlyMemory<byte>>> ReadBytes(this HttpRequest request, int maxBytes, CancellationToken cancellation) =>
        BodyBytes.Read(request, maxBytes, cancellation);

    /// <summary>The revision that the caller says it read (header <c>If-Match</c>). That it is still the current one is for the use case to check.</summary>
    /// <returns>The revision; 428 when the header is missing, 400 when it is not one quoted revision.</returns>
    public static Outcome<Revision> IfMatch(this HttpRequest request)
    {
        var stated = request.Headers.IfMatch.ToString().Trim();
        if (stated.Length == 0)
        {
            return new MissingRevision();
        }

        // Proxies that compress weaken the tag; a revision names the state, not its bytes.
        var text = stated.StartsWith("W/", StringComparison.Ordinal) ? stated[2..] : stated;
        var valid = text.Length is > 2 and <= 202 && text[0] == '"' && text[^1] == '"'
            && text[1..^1].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
        return valid ? new Revision(text[1..^1]) : new InvalidInput("If-Match", "malformed", "This must be one revision in quotes, as it stood in ETag.");
    }

    /// <summary>The language the answer should be in: <c>?language=</c>, else what the browser prefers, else English. Anything malformed is passed over.</summary>
    public static string Language(this HttpRequest request)
    {
        var asked = request.Query[InputReader.LanguageParameter].ToString();
        if (Core.Kernel.Language.IsCode(asked))
        {
            return asked;
        }

        var preferred = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var list) ? list : [];
        return preferred.Where(l => l.Quality is null or > 0).OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.ToString().Split('-')[0].ToLower(CultureInfo.InvariantCulture))
            .FirstOrDefault(Core.Kernel.Language.IsCode) ?? Core.Kernel.Language.Fallback;
    }

    /// <summary>What to derive new ids from (<see cref="Ulids.Derive"/>), so that a request repeated after a crash makes nothing twice.</summary>
    /// <returns>A text that is the same for repetitions of one request and for no other; null when the caller sent no <c>Idempotency-Key</c>.</returns>
    public static string? IdempotencyKey(this HttpRequest request) => request.HttpContext.Items[IdempotencyItem] as string;
}
