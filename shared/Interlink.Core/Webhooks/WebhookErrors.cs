using Interlink.Core.Kernel;

namespace Interlink.Core.Webhooks;

/// <summary>There is no such endpoint.</summary>
public sealed record EndpointNotFound(string Id) : Error(ErrorKind.NotFound, "endpoint-not-found", $"There is no endpoint '{Id}'.");

/// <summary>There is no such message at this endpoint.</summary>
public sealed record MessageNotFound(string Id) : Error(ErrorKind.NotFound, "message-not-found", $"There is no message '{Id}' at this endpoint.");

/// <summary>The tenant has as many endpoints as it can have.</summary>
public sealed record TooManyEndpoints()
    : Error(ErrorKind.Conflict, "too-many-endpoints", $"There can be at most {WebhookEndpoint.MaxPerTenant} endpoints. Remove one that is no longer used.");

/// <summary>The endpoint's state does not allow it.</summary>
/// <param name="State">How it stands.</param>
public sealed record EndpointStateRefused(EndpointState State)
    : Error(ErrorKind.Conflict, "endpoint-state", $"The endpoint is {State.ToString().ToLowerInvariant()}; that cannot be done now.");

/// <summary>The endpoint did not prove that it wants messages.</summary>
/// <param name="What">What came of the question.</param>
/// <param name="IsGone">Whether it answered 410: it is gone for good.</param>
public sealed record EndpointNotVerified(string What, bool IsGone = false)
    : Error(ErrorKind.Conflict, "endpoint-not-verified", $"The endpoint did not say that it wants messages: {What}.");

/// <summary>There is nothing left of the message that could be sent or removed.</summary>
public sealed record MessageExpunged(string Id) : Error(ErrorKind.Conflict, "message-expunged", $"The particulars of the message '{Id}' were expunged; it cannot be sent again.");

/// <summary>The message is on its way.</summary>
public sealed record MessageUnderWay(string Id) : Error(ErrorKind.Conflict, "message-under-way", $"The message '{Id}' is being sent already; look at its attempts.");

/// <summary>There is no such event type.</summary>
public sealed record EventTypeNotFound(string Type) : Error(ErrorKind.NotFound, "event-type-not-found", $"There is no event type '{Type}'.");

/// <summary>The link for a partner cannot be used; why is not told, since whoever holds it may be a stranger.</summary>
public sealed record PartnerLinkUnknown() : Error(ErrorKind.NotFound, "partner-link-unknown",
    "This link has run out, was ended, or leads to an endpoint that is not there any more. Ask whoever sent it for another one.");

/// <summary>The link for a partner only shows.</summary>
public sealed record PartnerLinkReadOnly() : Error(ErrorKind.Forbidden, "partner-link-read-only", "With this link you can look, and send nothing. Ask whoever sent it for one that can.");
