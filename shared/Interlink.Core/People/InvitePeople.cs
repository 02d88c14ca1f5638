using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.People;

/// <summary>Invites people to a tenant by e-mail, with a role: makes an account that waits for its person, and sends the link that takes it up.</summary>
public sealed class InvitePeople(AccountStore accounts, WelcomeLinks links, ForgetWaiting forget, InvitationQuota quota, MailOutbox mails, IIds ids, TimeProvider clock)
{
    /// <summary>How long an invitation is good; sent again it is good for as long again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly PeopleEvents _events = new(ids, clock);

    /// <summary>Invites somebody who is not here yet.</summary>
    /// <param name="pages">Where the tenant's pages begin, for the link; ends with a slash.</param>
    /// <returns>The account; <see cref="InvalidInput"/>, <see cref="EmailTaken"/> for somebody who is here or invited, or <see cref="InvitationQuotaReached"/>.</returns>
    public async Task<Outcome<Account>> Invite(Caller caller, PersonInvitation invitation, Uri pages, CancellationToken cancellation)
    {
        var fields = new Fields();
        var name = OneLine.Of(invitation.Name).Length == 0 ? null : fields.Line("name", invitation.Name, PersonName.MaxLength);
        var message = fields.Text("message", invitation.Message, 1000);
        if (!EmailAddress.TryParse(invitation.Email, out var email))
        {
            return new InvalidInput([.. fields.Refusal?.Fields ?? [], new FieldError("email", "not_an_email", "Give an e-mail address such as name@example.org.")]);
        }

        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        var account = new Account
        {
            Subject = ids.New(),
            Name = name ?? email.LocalPart,
            Email = email.Value,
            Scopes = Account.ScopesOf(invitation.Role.ToScope()),
            Stamp = ids.New(),
            CreatedAt = clock.GetUtcNow(),
        };
        var allowed = await quota.Take(caller, 1, cancellation);
        var made = await allowed.Then(_ => accounts.Create(caller.Tenant, account, new Batch().Emit(_events.Invited(caller, account)), cancellation));
        if (made.Succeeded)
        {
            await Send(caller, account, email, message, pages, cancellation);
        }

        return made;
    }

    /// <summary>Sends the invitation again; the link of the earlier mail stops working.</summary>
    /// <returns>The account; <see cref="PersonNotFound"/>, <see cref="InvitationTakenUp"/>, <see cref="NoAddress"/> or <see cref="InvitationQuotaReached"/>.</returns>
    public async Task<Outcome<Account>> SendAgain(Caller caller, string subject, Uri pages, CancellationToken cancellation)
    {
        var invited = await Invited(caller.Tenant, subject, cancellation);
        if (!invited.Succeeded)
        {
            return invited.Error;
        }

        if (!EmailAddress.TryParse(invited.Value.Body.Email, out var email))
        {
            return new NoAddress();
        }

        var told = new Batch().Emit(_events.InvitationSent(caller, invited.Value.Body));
        var sent = await (await quota.Take(caller, 1, cancellation)).Then(_ => accounts.Edit(caller.Tenant, invited.Value, invited.Value.Body, told, cancellation));
        if (sent.Succeeded)
        {
            await Send(caller, sent.Value, email, null, pages, cancellation);
        }

        return sent;
    }

    /// <summary>Takes an invitation back: its link stops working, nothing of the person is left, and the address can be invited anew.</summary>
    /// <returns>Nothing; <see cref="PersonNotFound"/> or <see cref="InvitationTakenUp"/>.</returns>
    public async Task<Outcome<Unit>> Revoke(Caller caller, string subject, CancellationToken cancellation)
    {
        var invited = await Invited(caller.Tenant, subject, cancellation);
        return await invited.Then(read => forget.Run(caller.Tenant, read, _events.InvitationRevoked(caller, read.Body), cancellation));
    }

    private async Task<Outcome<Document<Account>>> Invited(TenantId tenant, string subject, CancellationToken cancellation) =>
        await accounts.Find(tenant, subject, cancellation) is not { } read || read.Body.Standing() is not { } standing ? new PersonNotFound(subject)
        : standing is PersonState.Invited ? read
        : new InvitationTakenUp();

    private async Task Send(Caller caller, Account account, EmailAddress email, string? message, Uri pages, CancellationToken cancellation)
    {
        var token = await links.Issue(caller.Tenant, account.Subject, cancellation, Lifetime);
        var values = new Dictionary<string, string>
        {
            ["inviter"] = caller.Name,
            // The address stands behind the hash sign, which browsers keep to themselves.
            ["link"] = new Uri(pages, $"welcome?token={token}#email={Uri.EscapeDataString(email.Value)}").AbsoluteUri,
            ["expires"] = (clock.GetUtcNow() + Lifetime).UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (message is not null)
        {
            values["message"] = message;
        }

        var draft = new MailDraft(MailTemplates.Invitation, email, values) { Language = account.Language, Subject = account.Subject, Author = caller.Subject };
        await mails.Enqueue(caller.Tenant, $"invitation-{ids.New()}", draft, cancellation);
    }
}

/// <summary>Whom to invite, unchecked.</summary>
/// <param name="Email">The address.</param>
/// <param name="Role">What the person is to be.</param>
/// <param name="Name">How the person is called; null for what stands before the at sign.</param>
/// <param name="Message">Some words of the inviter's; null for none.</param>
public sealed record PersonInvitation(string? Email, TenantRole Role, string? Name, string? Message);
