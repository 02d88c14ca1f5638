using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Mail;

/// <summary><c>mail.retried</c>, <c>mail.dropped</c>, <c>mail.tested</c> and <c>mail.read</c>: an administrator had a mail sent again, or not sent, or had one sent to see
/// whether it arrives, or saw a link in one that signs its reader in.</summary>
/// <param name="Mail">Id of the mail.</param>
/// <param name="Template">Which mail it is.</param>
public sealed record MailDecided(string Mail, string Template);

/// <summary><c>mail.unsubscribed</c>: somebody does not want certain mails any more.</summary>
/// <param name="Category">Which mails.</param>
/// <param name="HasAccount">Whether it was a person's choice that changed; otherwise an address without an account is not invited again.</param>
public sealed record MailUnsubscribed(string Category, bool HasAccount);

/// <summary>Makes events: who, when, about what.</summary>
internal sealed class MailEvents(IIds ids, TimeProvider clock)
{
    public DomainEvent Retried(Caller caller, Document<MailRecord> mail) =>
        Make(caller.Subject, "mail.retried", mail.Id, new MailDecided(mail.Id, mail.Body.Template)) with { Changes = [new FieldChange("state", "failed", "waiting")] };

    public DomainEvent Dropped(Caller caller, Document<MailRecord> mail) =>
        Make(caller.Subject, "mail.dropped", mail.Id, new MailDecided(mail.Id, mail.Body.Template))
            with
        { Changes = [new FieldChange("state", mail.Body.State is MailState.Failed ? "failed" : "waiting", "dropped")] };

    public DomainEvent Tested(Caller caller, string mail) => Make(caller.Subject, "mail.tested", mail, new MailDecided(mail, MailTemplates.Test));

    public DomainEvent Read(Caller caller, Document<MailRecord> mail) =>
        Make(caller.Subject, "mail.read", mail.Id, new MailDecided(mail.Id, mail.Body.Template)) with { AuditOnly = true };

    public DomainEvent Unsubscribed(string? subject, string category) =>
        Make(subject ?? "recipient", "mail.unsubscribed", subject ?? "recipient", new MailUnsubscribed(category, subject is not null))
            with
        { Changes = [new FieldChange($"notifications.{category}", "true", "false")] };

    public DomainEvent Make(string actor, string type, string subject, object data) => new(ids.New(), type, clock.GetUtcNow(), actor, subject, data);
}
