using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;

namespace Interlink.Functions.Webhooks;

/// <summary>How a webhook endpoint is to be.</summary>
/// <param name="Url">Where messages are posted: https, a public address.</param>
/// <param name="Events">The event types it wants: <c>process.created</c>, <c>process.*</c>, or <c>*</c> for all that are not about the sending itself.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Contact">E-mail address of whoever is told when it is disabled.</param>
/// <param name="Processes">Ids of the processes it wants to hear of; none for all.</param>
/// <param name="Headers">Headers to send with every message. In a change, <c>(not shown)</c> leaves a value as it is, as long as messages go to the same server.</param>
/// <param name="Framing">How messages are written.</param>
/// <param name="RateLimit">Most messages a second; as many as it takes when absent.</param>
public sealed record WebhookEndpointRequest(
    [Required, StringLength(2000)] string Url,
    IReadOnlyList<string>? Events = null,
    string? Description = null,
    string? Contact = null,
    IReadOnlyList<string>? Processes = null,
    [Example("""{ "X-Department": "parks" }""")] IReadOnlyDictionary<string, string>? Headers = null,
    WebhookFraming Framing = WebhookFraming.Standard,
    int? RateLimit = null)
{
    internal EndpointDraft Draft => new(Url, Events ?? ["*"])
    {
        Description = Description ?? "",
        Contact = string.IsNullOrWhiteSpace(Contact) ? null : Contact.Trim(),
        Processes = Processes ?? [],
        Headers = Headers ?? new Dictionary<string, string>(),
        Framing = Framing,
        RateLimit = RateLimit,
    };
}

/// <summary>Which webhook endpoints to list.</summary>
public sealed record ListWebhookEndpointsQuery : PagedQuery
{
    /// <summary>Those that were removed and whose log is kept for a time, in the place of those that are there.</summary>
    public bool Removed { get; init; }
}

/// <summary>A new webhook endpoint.</summary>
/// <param name="Endpoint">How it is to be.</param>
/// <param name="Signing">How its messages are signed.</param>
public sealed record CreateWebhookEndpointRequest(WebhookEndpointRequest Endpoint, SigningKind Signing = SigningKind.Hmac);

/// <summary>A webhook endpoint.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Url">Where messages are posted.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Contact">E-mail address of whoever is told when it is disabled.</param>
/// <param name="Events">The event types it wants.</param>
/// <param name="Processes">The processes it wants to hear of; none for all.</param>
/// <param name="Headers">Headers sent with every message, with <c>(not shown)</c> in the place of their values.</param>
/// <param name="Framing">How messages are written.</param>
/// <param name="RateLimit">Most messages a second, as an administrator says.</param>
/// <param name="GrantedPerMinute">Most messages a minute, as the endpoint said when it last proved that it wants messages (CloudEvents); the lesser of the two holds.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why it is disabled.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="VerifiedAt">When it last proved that it wants messages, UTC.</param>
/// <param name="Keys">What its messages are signed with, the latest first; without what is secret.</param>
/// <param name="LastTakenAt">When it last took a message, UTC, about; in lists only.</param>
/// <param name="FailingSince">When the first of the failures was since which it has taken nothing, UTC; in lists only.</param>
public sealed record WebhookEndpointView(
    string Id, string Url, string Description, string? Contact, IReadOnlyList<string> Events, IReadOnlyList<string> Processes,
    [Example("""{ "X-Department": "parks" }""")] IReadOnlyDictionary<string, string> Headers, WebhookFraming Framing, int? RateLimit, int? GrantedPerMinute, EndpointState State,
    DisabledReason? Reason,
    DateTimeOffset CreatedAt, DateTimeOffset? VerifiedAt, IReadOnlyList<SigningKey> Keys, DateTimeOffset? LastTakenAt = null, DateTimeOffset? FailingSince = null)
{
    /// <summary>As everybody sees it: what stands in its headers, such as keys of a gateway, is revealed by <c>RevealWebhookSecret</c> only.</summary>
    internal static WebhookEndpointView Of(WebhookEndpoint endpoint) => new(
        endpoint.Id, endpoint.Url, endpoint.Description, endpoint.Contact, endpoint.Events, endpoint.Processes,
        endpoint.Headers.ToDictionary(h => h.Key, _ => WebhookHeaders.NotShown), endpoint.Framing,
        endpoint.RateLimit, endpoint.GrantedPerMinute, endpoint.State, endpoint.Reason, endpoint.CreatedAt, endpoint.VerifiedAt, endpoint.Keys);

    /// <summary>As a list shows it: with how it went lately.</summary>
    internal static WebhookEndpointView Of(WebhookEndpoint endpoint, EndpointHealth? health) =>
        Of(endpoint) with { LastTakenAt = health?.LastSuccessAt, FailingSince = health?.FirstFailureAt };

    /// <summary>As a partner's engineer sees it: without its contact.</summary>
    internal static WebhookEndpointView ForPartner(WebhookEndpoint endpoint) => Of(endpoint with { Contact = null });

    internal static Reply<WebhookEndpointView> Tagged(Document<WebhookEndpoint> document) => Reply.Ok(Of(document.Body)).Tagged(document.Revision);
}

/// <summary>A webhook endpoint with a secret that is shown now.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Secret">Its latest secret.</param>
public sealed record WebhookEndpointSecretView(WebhookEndpointView Endpoint, RevealedSecret Secret)
{
    internal static WebhookEndpointSecretView Of(EndpointWithSecret made) => new(WebhookEndpointView.Of(made.Endpoint.Body), made.Secret);
}

/// <summary>The secrets of a webhook endpoint that are in use.</summary>
/// <param name="Secrets">The latest first.</param>
/// <param name="Headers">The headers sent with every message.</param>
public sealed record WebhookSecretsView(
    IReadOnlyList<RevealedSecret> Secrets, [Example("""{ "X-Department": "parks" }""")] IReadOnlyDictionary<string, string> Headers);

/// <summary>The wish to see the secrets of a webhook endpoint.</summary>
/// <param name="Password">Where the host signs people in itself, the password; elsewhere nothing, but a sign-in that is at most ten minutes old.</param>
public sealed record RevealWebhookSecretRequest([StringLength(500)] string? Password = null);

/// <summary>A new secret for a webhook endpoint.</summary>
/// <param name="Signing">How it signs; as the present one does when absent.</param>
/// <param name="OverlapHours">How many hours the old secrets go on being used.</param>
public sealed record RotateWebhookSecretRequest(SigningKind? Signing = null, [Range(0, 168)] int OverlapHours = 24);

/// <summary>What to try.</summary>
/// <param name="Type">The event type of which an example is sent.</param>
public sealed record TestWebhookEndpointRequest([Required, StringLength(128)] string Type);

/// <summary>What a link for partners leads to.</summary>
/// <param name="Endpoint">Id of the webhook endpoint.</param>
/// <param name="Rights">What may be done with the link.</param>
/// <param name="ExpiresAt">Until when it works, UTC.</param>
public sealed record PartnerAccessView(string Endpoint, PartnerRights Rights, DateTimeOffset ExpiresAt);
