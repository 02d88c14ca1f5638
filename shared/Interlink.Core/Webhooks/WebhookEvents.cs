using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary><c>endpoint.created</c>: a webhook endpoint was made.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Events">The event types it wants.</param>
public sealed record EndpointCreated(string Endpoint, IReadOnlyList<string> Events);

/// <summary><c>endpoint.verified</c>: an endpoint proved that it wants messages.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record EndpointVerified(string Endpoint);

/// <summary><c>endpoint.updated</c>: an endpoint was changed.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Fields">What of it was changed.</param>
public sealed record EndpointUpdated(string Endpoint, IReadOnlyList<string> Fields);

/// <summary><c>endpoint.paused</c>: messages for an endpoint are kept from now on.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record EndpointPaused(string Endpoint);

/// <summary><c>endpoint.resumed</c>: an endpoint gets messages again.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record EndpointResumed(string Endpoint);

/// <summary><c>endpoint.disabled</c>: an endpoint gets nothing any more.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Reason">Why.</param>
public sealed record EndpointDisabled(string Endpoint, DisabledReason Reason);

/// <summary><c>endpoint.deleted</c>: an endpoint was removed.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record EndpointDeleted(string Endpoint);

/// <summary><c>endpoint.secret_rotated</c>: an endpoint got a new signing secret.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Kind">How the new one signs.</param>
/// <param name="OldUntil">Until when the old ones go on being used, UTC.</param>
public sealed record EndpointSecretRotated(string Endpoint, SigningKind Kind, DateTimeOffset OldUntil);

/// <summary><c>endpoint.secret_revealed</c>: somebody looked at the signing secrets of an endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record EndpointSecretRevealed(string Endpoint);

/// <summary><c>endpoint.tested</c>: an administrator had an example sent to an endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Event">The type of which an example was sent.</param>
public sealed record EndpointTested(string Endpoint, string Event);

/// <summary><c>endpoint.link_made</c>: an administrator made a link by which a partner sees an endpoint.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Link">The link; who acts by it is called <c>link-</c> and this.</param>
/// <param name="Rights">What may be done with it.</param>
/// <param name="ExpiresAt">Until when, UTC.</param>
public sealed record EndpointLinkMade(string Endpoint, string Link, PartnerRights Rights, DateTimeOffset ExpiresAt);

/// <summary><c>endpoint.links_ended</c>: the links for partners that there were to an endpoint work no more.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record EndpointLinksEnded(string Endpoint);

/// <summary><c>message.attempt_failing</c>: several attempts of a message have failed; there will be more.</summary>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Message">The message.</param>
/// <param name="Event">The type of its event.</param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="Status">The last HTTP status; absent when there was none.</param>
public sealed record MessageAttemptFailing(string Endpoint, string Message, string Event, int Attempts, int? Status);

/// <summary><c>message.attempt_exhausted</c>: there is no further attempt of a message that was not taken.</summary>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Message">The message.</param>
/// <param name="Event">The type of its event.</param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="Status">The last HTTP status; absent when there was none.</param>
public sealed record MessageAttemptExhausted(string Endpoint, string Message, string Event, int Attempts, int? Status);

/// <summary><c>message.attempt_recovered</c>: a message that was reported as failing was taken after all.</summary>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Message">The message.</param>
/// <param name="Event">The type of its event.</param>
/// <param name="Attempts">How many attempts it took.</param>
public sealed record MessageAttemptRecovered(string Endpoint, string Message, string Event, int Attempts);

/// <summary><c>message.replayed</c>: somebody had a message sent once more.</summary>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Message">The message.</param>
public sealed record MessageReplayed(string Endpoint, string Message);

/// <summary><c>message.expunged</c>: the particulars of a message were removed.</summary>
/// <param name="Endpoint">Where it went.</param>
/// <param name="Message">The message.</param>
public sealed record MessageExpungedFact(string Endpoint, string Message);

/// <summary>Makes events: who, when, about what.</summary>
internal sealed class WebhookEvents(IIds ids, TimeProvider clock)
{
    /// <summary>Who acts when nobody does: the sending itself.</summary>
    public static string Sender => "webhooks";

    /// <summary>A message is reported as failing after so many attempts of a series.</summary>
    public const int FailingAfter = 4;

    public DomainEvent Created(Caller caller, WebhookEndpoint endpoint) =>
        Make(caller.Subject, "endpoint.created", endpoint.Id, new EndpointCreated(endpoint.Id, endpoint.Events));

    public DomainEvent Verified(Caller caller, WebhookEndpoint endpoint) => Make(caller.Subject, "endpoint.verified", endpoint.Id, new EndpointVerified(endpoint.Id));

    public DomainEvent Updated(Caller caller, WebhookEndpoint endpoint, IReadOnlyList<FieldChange> changes) =>
        Make(caller.Subject, "endpoint.updated", endpoint.Id, new EndpointUpdated(endpoint.Id, [.. changes.Select(c => c.Field)])) with { Changes = changes };

    public DomainEvent Paused(Caller caller, WebhookEndpoint endpoint) => Make(caller.Subject, "endpoint.paused", endpoint.Id, new EndpointPaused(endpoint.Id));

    public DomainEvent Resumed(Caller caller, WebhookEndpoint endpoint) => Make(caller.Subject, "endpoint.resumed", endpoint.Id, new EndpointResumed(endpoint.Id));

    public DomainEvent Disabled(WebhookEndpoint endpoint, DisabledReason reason) =>
        Make(Sender, "endpoint.disabled", endpoint.Id, new EndpointDisabled(endpoint.Id, reason));

    public DomainEvent Deleted(Caller caller, WebhookEndpoint endpoint) => Make(caller.Subject, "endpoint.deleted", endpoint.Id, new EndpointDeleted(endpoint.Id));

    public DomainEvent Rotated(Caller caller, WebhookEndpoint endpoint, SigningKind kind, DateTimeOffset oldUntil) =>
        Make(caller.Subject, "endpoint.secret_rotated", endpoint.Id, new EndpointSecretRotated(endpoint.Id, kind, oldUntil));

    public DomainEvent Revealed(Caller caller, WebhookEndpoint endpoint) =>
        Make(caller.Subject, "endpoint.secret_revealed", endpoint.Id, new EndpointSecretRevealed(endpoint.Id));

    public DomainEvent Tested(Caller caller, WebhookMessage message) =>
        Make(caller.Subject, "endpoint.tested", message.Endpoint, new EndpointTested(message.Endpoint, message.Type));

    public DomainEvent LinkMade(Caller caller, string endpoint, string link, PartnerRights rights, DateTimeOffset expires) =>
        Make(caller.Subject, "endpoint.link_made", endpoint, new EndpointLinkMade(endpoint, link, rights, expires));

    public DomainEvent LinksEnded(Caller caller, WebhookEndpoint endpoint) => Make(caller.Subject, "endpoint.links_ended", endpoint.Id, new EndpointLinksEnded(endpoint.Id));

    /// <summary>The contact was a person who was erased.</summary>
    public DomainEvent ContactErased(WebhookEndpoint endpoint) =>
        Make(Sender, "endpoint.updated", endpoint.Id, new EndpointUpdated(endpoint.Id, ["contact"])) with { Changes = [new FieldChange("contact")] };

    public DomainEvent Replayed(Caller caller, WebhookMessage message) => Make(caller.Subject, "message.replayed", message.Id, new MessageReplayed(message.Endpoint, message.Id));

    public DomainEvent Expunged(Caller caller, WebhookMessage message) =>
        Make(caller.Subject, "message.expunged", message.Id, new MessageExpungedFact(message.Endpoint, message.Id));

    /// <summary>What operators want to hear about a message after an attempt; null when there is nothing to say. Messages about sending say nothing about themselves.</summary>
    public DomainEvent? About(WebhookMessage message)
    {
        if (EventCatalogue.IsOperational(message.Type) || message.Attempts is not [.., var last])
        {
            return null;
        }

        var (endpoint, id, type, made) = (message.Endpoint, message.Id, message.Type, message.InRun);
        return message.State switch
        {
            MessageState.Failed => Make(Sender, "message.attempt_exhausted", id, new MessageAttemptExhausted(endpoint, id, type, made, last.Status)),
            MessageState.Succeeded when made > FailingAfter => Make(Sender, "message.attempt_recovered", id, new MessageAttemptRecovered(endpoint, id, type, made)),
            MessageState.Pending when made == FailingAfter => Make(Sender, "message.attempt_failing", id, new MessageAttemptFailing(endpoint, id, type, made, last.Status)),
            _ => null,
        };
    }

    private DomainEvent Make(string actor, string type, string subject, object data) => new(ids.New(), type, clock.GetUtcNow(), actor, subject, data);
}
