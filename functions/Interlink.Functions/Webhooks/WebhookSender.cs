using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Outbound;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Webhooks;

/// <summary>Signs messages and posts them.</summary>
public sealed partial class WebhookSender(
    IOutbound outbound, ISecrets secrets, IEd25519 ed25519, IOptions<WebhookOptions> options, IIds ids, TimeProvider clock, ILogger<WebhookSender> log)
{
    /// <summary>The type of the message that asks an endpoint whether it wants messages; no event.</summary>
    public const string VerificationType = "endpoint.verification";

    private const string AllowedOrigin = "webhook-allowed-origin", AllowedRate = "webhook-allowed-rate";
    private const string UserAgent = "Interlink-Webhooks/1";
    private const int MostRemembered = 5_000;

    // A version of a secret never changes, so it can be remembered for as long as the process lives.
    private readonly ConcurrentDictionary<(TenantId, string, string), SigningSecret> _secrets = new();

    private TimeSpan Timeout => TimeSpan.FromSeconds(options.Value.TimeoutSeconds);

    /// <summary>Makes one attempt.</summary>
    /// <param name="at">When it begins; what the message says as its timestamp.</param>
    public async Task<SentMessage> Post(TenantId tenant, WebhookEndpoint endpoint, WebhookMessage message, DateTimeOffset at, CancellationToken cancellation)
    {
        var body = WebhookBody.Write(message, endpoint.Framing, WebhookBody.SourceOf(tenant));
        var found = await SecretsOf(tenant, endpoint, at, cancellation);
        KeyValuePair<string, string>[] own = [.. Signature.Headers(message.Id, at, body, found, ed25519), new("user-agent", UserAgent)];
        var answer = await outbound.Send(
            new OutboundCall(HttpMethod.Post, endpoint.Url, Timeout)
            {
                Headers = [.. endpoint.Headers, .. own],
                Body = body,
                ContentType = WebhookBody.ContentType(endpoint.Framing),
                Keep = AttemptVerdict.Headers,
            },
            cancellation);

        // The partner's own headers may be keys of its gateway: that they were sent is all that is told.
        var shown = own.Append(new("content-type", WebhookBody.ContentType(endpoint.Framing))).Concat(endpoint.Headers.Select(h => KeyValuePair.Create(h.Key, WebhookHeaders.NotShown)));
        return new SentMessage(answer, new Dictionary<string, string>(shown, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Asks an endpoint whether it wants messages: with a signed message, whose challenge it must repeat, or the CloudEvents way. A status alone is no consent.</summary>
    public async Task<Outcome<EndpointConsent>> Ask(TenantId tenant, WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        if (endpoint.Framing is WebhookFraming.Cloudevents)
        {
            return ConsentOf(await outbound.Send(
                new OutboundCall(HttpMethod.Options, endpoint.Url, Timeout)
                {
                    Headers = [.. endpoint.Headers, new("WebHook-Request-Origin", options.Value.Origin!), new("user-agent", UserAgent)],
                    Keep = [AllowedOrigin, AllowedRate],
                },
                cancellation));
        }

        var (now, challenge) = (clock.GetUtcNow(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        var data = JsonSerializer.SerializeToElement(new { endpoint = endpoint.Id, challenge }, Json.Options);
        var (answer, _) = await Post(tenant, endpoint, WebhookMessage.Test(ids.New(), endpoint, VerificationType, data, now), now, cancellation);
        return !answer.IsSuccess ? Refused(answer)
            : !answer.Body.Contains(challenge, StringComparison.Ordinal) ? new EndpointNotVerified("it did not repeat the challenge in its answer")
            : new EndpointConsent(null);
    }

    /// <summary>An answer in few words.</summary>
    public static string Told(OutboundAnswer answer) =>
        answer.Fault is { } fault ? $"{fault}{(answer.Detail is { } detail && detail != fault ? $" ({detail})" : "")}"
        : string.Create(CultureInfo.InvariantCulture, $"it answered {answer.Status}");

    private static EndpointNotVerified Refused(OutboundAnswer answer) => new(Told(answer), AttemptVerdict.Of(answer, default).Outcome is AttemptOutcome.Gone);

    private Outcome<EndpointConsent> ConsentOf(OutboundAnswer answer)
    {
        var origin = answer.Headers.GetValueOrDefault(AllowedOrigin)?.Trim();
        if (!answer.IsSuccess || (origin != "*" && !string.Equals(origin, options.Value.Origin, StringComparison.OrdinalIgnoreCase)))
        {
            return answer.IsSuccess ? new EndpointNotVerified("it did not allow this origin") : Refused(answer);
        }

        return int.TryParse(answer.Headers.GetValueOrDefault(AllowedRate), NumberStyles.None, CultureInfo.InvariantCulture, out var rate)
            ? new EndpointConsent(Math.Max(rate, 1))
            : new EndpointConsent(null);
    }

    // While secrets overlap one of them is enough for a receiver; without any there is nothing to sign with.
    private async Task<IReadOnlyList<SigningSecret>> SecretsOf(TenantId tenant, WebhookEndpoint endpoint, DateTimeOffset at, CancellationToken cancellation)
    {
        var found = new List<SigningSecret>();
        foreach (var key in endpoint.ActiveKeys(at))
        {
            var remembered = _secrets.GetValueOrDefault((tenant, endpoint.Id, key.Version));
            if ((remembered ?? await Load(tenant, endpoint.Id, key.Version, cancellation)) is { } secret)
            {
                found.Add(secret);
            }
            else
            {
                LogMissing(log, key.Version, endpoint.Id, tenant.Value);
            }
        }

        return found.Count > 0 ? found : throw new TransientException($"No secret of the endpoint '{endpoint.Id}' is there.");
    }

    private async Task<SigningSecret?> Load(TenantId tenant, string endpoint, string version, CancellationToken cancellation)
    {
        var kept = await secrets.Get(EndpointDesk.SecretOf(tenant, endpoint), version, cancellation);
        if (!SigningSecret.TryParse(kept?.Value ?? "", out var secret))
        {
            return null;
        }

        if (_secrets.Count > MostRemembered)
        {
            _secrets.Clear();
        }

        return _secrets[(tenant, endpoint, version)] = secret;
    }

    [LoggerMessage(LogLevel.Error, "The secret {Version} of the webhook endpoint {Endpoint} of the tenant {Tenant} is not there; its messages are signed without it. Rotate it")]
    private static partial void LogMissing(ILogger log, string version, string endpoint, string tenant);
}

/// <summary>That an endpoint wants messages.</summary>
/// <param name="PerMinute">How many a minute at the most; null when it did not say.</param>
public sealed record EndpointConsent(int? PerMinute);

/// <summary>An attempt that was made.</summary>
/// <param name="Answer">What came of it.</param>
/// <param name="Headers">The headers that were sent, with nothing in them that is not to be shown.</param>
public sealed record SentMessage(OutboundAnswer Answer, IReadOnlyDictionary<string, string> Headers);
