using Interlink.Core.Accounts;

namespace Interlink.Core.Mail;

/// <summary>The mails that there are. Each name stands for a text in every language of the interface (<c>Texts/&lt;language&gt;/&lt;name&gt;.txt</c>).</summary>
public static class MailTemplates
{
    /// <summary>Asks whether an address is the reader's. Values: <c>name</c>, <c>link</c>.</summary>
    public const string AddressVerification = "address-verification";

    /// <summary>Lets a password be chosen anew. Values: <c>name</c>, <c>link</c>.</summary>
    public const string PasswordReset = "password-reset";

    /// <summary>Tells that something about how one signs in changed. Values: <c>name</c>, <c>what</c> (<c>password</c>, <c>email</c>, <c>second-factor</c>, <c>second-factor-reset</c> by an administrator, <c>passkey</c>).</summary>
    public const string SecurityNotice = "security-notice";

    /// <summary>Invites somebody. Values: <c>inviter</c>, <c>organization</c>, <c>team</c> (both may be absent), <c>message</c> (may be absent), <c>link</c>, <c>expires</c> (a date, ISO 8601).</summary>
    public const string Invitation = "invitation";

    /// <summary>Tells an administrator of a team that somebody applied. Values: <c>applicant</c>, <c>team</c>, <c>link</c>.</summary>
    public const string ApplicationReceived = "application-received";

    /// <summary>Tells an applicant of being accepted. Values: <c>name</c>, <c>team</c>, <c>link</c>.</summary>
    public const string ApplicationAccepted = "application-accepted";

    /// <summary>Tells an applicant of being rejected. Values: <c>name</c>, <c>team</c>, <c>reason</c>.</summary>
    public const string ApplicationRejected = "application-rejected";

    /// <summary>Tells a person that the export of their data can be fetched. Values: <c>name</c>, <c>link</c>, <c>expires</c>.</summary>
    public const string ExportReady = "export-ready";

    /// <summary>Tells a person that the account is going to be erased, and until when that can be taken back. Values: <c>name</c>, <c>due</c> (a date, ISO 8601), <c>link</c>, <c>by</c> (who asked for it: <c>person</c> or <c>administrator</c>, who alone can take that back).</summary>
    public const string ErasureRequested = "erasure-requested";

    /// <summary>Tells a person, for the last time, that the account is gone. Values: <c>name</c>, <c>certificate</c> (a link; may be absent).</summary>
    public const string AccountErased = "account-erased";

    /// <summary>Tells whoever looks after a webhook endpoint that it is disabled. Values: <c>endpoint</c> (what it is called, or its host), <c>reason</c> (<c>gone</c>, <c>failing</c>).</summary>
    public const string EndpointDisabled = "endpoint-disabled";

    /// <summary>Shows an administrator that mails arrive. Values: <c>name</c>.</summary>
    public const string Test = "test";

    /// <summary>What is known of each, by name.</summary>
    public static IReadOnlyDictionary<string, MailTemplate> All { get; } = new MailTemplate[]
    {
        new(AddressVerification, ["name", "link"]) { Urgency = MailUrgency.Urgent, LinkIsKey = true },
        new(PasswordReset, ["name", "link"]) { Urgency = MailUrgency.Urgent, LinkIsKey = true },
        new(SecurityNotice, ["name", "what"]) { Urgency = MailUrgency.Urgent },
        new(Invitation, ["inviter", "link", "expires"]) { Optional = ["organization", "team", "message"], Category = NotificationCategory.Invitations, LinkIsKey = true },
        new(ApplicationReceived, ["applicant", "team", "link"]) { Category = NotificationCategory.Teams },
        new(ApplicationAccepted, ["name", "team", "link"]) { Category = NotificationCategory.Invitations },
        new(ApplicationRejected, ["name", "team", "reason"]) { Category = NotificationCategory.Invitations },
        new(ExportReady, ["name", "link", "expires"]) { Urgency = MailUrgency.Urgent },
        new(ErasureRequested, ["name", "due", "link", "by"]) { Urgency = MailUrgency.Urgent },
        new(EndpointDisabled, ["endpoint", "reason"]),
        new(Test, ["name"]) { Urgency = MailUrgency.Urgent },
        new(AccountErased, ["name"]) { Optional = ["certificate"], Urgency = MailUrgency.Urgent },
    }.ToDictionary(template => template.Name, StringComparer.Ordinal);
}

/// <summary>What is known of a mail before it is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The values that each such mail has.</param>
public sealed record MailTemplate(string Name, IReadOnlyList<string> Values)
{
    /// <summary>The values that such a mail may have.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>What goes first.</summary>
    public MailUrgency Urgency { get; init; } = MailUrgency.Ordinary;

    /// <summary>Whether the link is a key: who opens it signs in as somebody, or shows that an address is theirs. Only the reader may see it.</summary>
    public bool LinkIsKey { get; init; }

    /// <summary>Which choice of a person lets such mails come or not, one of <see cref="NotificationCategory"/>; null for what everybody must get.</summary>
    public string? Category { get; init; }
}

/// <summary>What goes first. The value is the lane of the outbox, and the first character of its ids.</summary>
public enum MailUrgency
{
    /// <summary>Somebody waits for it: a link to sign in with, a notice about security.</summary>
    Urgent = 1,

    /// <summary>Everything else.</summary>
    Ordinary = 2,
}
