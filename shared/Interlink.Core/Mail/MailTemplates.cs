namespace Interlink.Core.Mail;

/// <summary>The mails that there are. Each name stands for a text in every language of the interface.</summary>
public static class MailTemplates
{
    /// <summary>Asks whether an address is the reader's. Values: <c>name</c>, <c>link</c>.</summary>
    public const string AddressVerification = "address-verification";

    /// <summary>Lets a password be chosen anew. Values: <c>name</c>, <c>link</c>.</summary>
    public const string PasswordReset = "password-reset";

    /// <summary>Tells that something about how one signs in changed. Values: <c>name</c>, <c>what</c> (<c>password</c>, <c>email</c>, <c>second-factor</c>, <c>passkey</c>).</summary>
    public const string SecurityNotice = "security-notice";

    /// <summary>Invites somebody. Values: <c>inviter</c>, <c>organization</c>, <c>team</c> (both may be absent), <c>message</c> (may be absent), <c>link</c>, <c>expires</c> (a date, ISO 8601).</summary>
    public const string Invitation = "invitation";

    /// <summary>Tells an administrator of a team that somebody applied. Values: <c>applicant</c>, <c>team</c>, <c>link</c>.</summary>
    public const string ApplicationReceived = "application-received";

    /// <summary>Tells an applicant of being accepted. Values: <c>name</c>, <c>team</c>, <c>link</c>.</summary>
    public const string ApplicationAccepted = "application-accepted";

    /// <summary>Tells an applicant of being rejected. Values: <c>name</c>, <c>team</c>, <c>reason</c>.</summary>
    public const string ApplicationRejected = "application-rejected";

    /// <summary>Tells a person of having been added to a team. Values: <c>name</c>, <c>team</c>, <c>link</c>.</summary>
    public const string AddedToTeam = "added-to-team";

    /// <summary>Tells a person that the export of their data can be fetched. Values: <c>name</c>, <c>link</c>, <c>expires</c>.</summary>
    public const string ExportReady = "export-ready";

    /// <summary>Tells a person, for the last time, that the account is gone. Values: <c>name</c>, <c>certificate</c>.</summary>
    public const string AccountErased = "account-erased";
}
