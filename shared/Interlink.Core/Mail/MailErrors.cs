using Interlink.Core.Kernel;

namespace Interlink.Core.Mail;

/// <summary>There is no such mail in the tenant's outbox.</summary>
public sealed record MailNotFound(string Id) : Error(ErrorKind.NotFound, "mail-not-found", $"There is no mail '{Id}'.");

/// <summary>Only a mail that failed, and whose content is still kept, can be sent again.</summary>
public sealed record MailNotRetryable(string Id)
    : Error(ErrorKind.Conflict, "mail-not-retryable", $"The mail '{Id}' did not fail, or what it said is no longer kept: it cannot be sent again.");

/// <summary>Only a mail that waits or failed can be dropped.</summary>
public sealed record MailNotDroppable(string Id)
    : Error(ErrorKind.Conflict, "mail-not-droppable", $"The mail '{Id}' is being sent, was sent, or was dropped already.");

/// <summary>Nobody here has made this link.</summary>
public sealed record UnsubscribeLinkUnknown()
    : Error(ErrorKind.NotFound, "unsubscribe-link-unknown", "This link is not whole, or not from us. Open it again from the mail.");
