using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary><c>account.link_issued</c>: a one-time link was made with which an account can be taken up; for the audit alone.</summary>
public sealed record AccountLinkIssued(string Account, DateTimeOffset GoodUntil);

/// <summary><c>account.invitation_accepted</c>: an identity took up an account.</summary>
/// <param name="Account">Subject of the account.</param>
/// <param name="Provider">With which provider of identities.</param>
public sealed record AccountInvitationAccepted(string Account, string Provider);

/// <summary>Makes events of invitations.</summary>
internal static class InvitationEvents
{
    /// <summary>Its actor is whoever runs the platform, or the machine.</summary>
    public static DomainEvent LinkIssued(string id, DateTimeOffset at, AccountLinkIssued issued) =>
        new DomainEvent(id, "account.link_issued", at, "platform", issued.Account, issued) { AuditOnly = true };

    public static DomainEvent Accepted(IIds ids, DateTimeOffset at, AccountInvitationAccepted accepted) =>
        new DomainEvent(ids.New(), "account.invitation_accepted", at, accepted.Account, accepted.Account, accepted);
}
