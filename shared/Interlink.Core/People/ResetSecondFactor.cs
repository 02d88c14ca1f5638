using System.Globalization;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;

namespace Interlink.Core.People;

/// <summary>Lets somebody in again who lost the authenticator app and the recovery codes: codes are no longer asked for, every session ends, and the person hears of it by
/// mail. Passkeys and the password stay: whoever asks for this in another's name gains nothing without one of them.</summary>
public sealed class ResetSecondFactor(
    AccountStore accounts, SignInMethodStore methods, SessionStore sessions, MailOutbox mails, AccountEvents events)
{
    private const int Attempts = 20;

    /// <summary>Resets it for somebody else, as an administrator.</summary>
    /// <returns>Nothing; <see cref="OwnSecondFactor"/>, <see cref="PersonNotFound"/> or <see cref="NoSecondFactor"/>.</returns>
    public async Task<Outcome<Unit>> Run(Caller caller, string subject, CancellationToken cancellation) =>
        subject == caller.Subject ? new OwnSecondFactor() : await Run(caller.Tenant, caller.Subject, subject, cancellation);

    /// <summary>Resets it, whoever asks.</summary>
    /// <param name="actor">Who, for the audit.</param>
    /// <returns>Nothing; <see cref="PersonNotFound"/> or <see cref="NoSecondFactor"/>.</returns>
    /// <exception cref="TransientException">Others kept changing it.</exception>
    public async Task<Outcome<Unit>> Run(TenantId tenant, string actor, string subject, CancellationToken cancellation)
    {
        if (await accounts.Find(tenant, subject, cancellation) is not { Body: var account } || account.Standing() is null)
        {
            return new PersonNotFound(subject);
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (known, revision) = await methods.Read(tenant, subject, cancellation);
            if (known.Authenticator is null)
            {
                return new NoSecondFactor();
            }

            // Sessions end and the mail is on its way first: should the last step never happen, repeating does all of it, and the mail comes once.
            await sessions.EndAll(tenant, subject, null, "credentials-changed", cancellation);
            await Tell(tenant, account, known.Authenticator, cancellation);
            var off = known with { Authenticator = null, PendingSecret = null, RecoveryCodes = [] };
            if ((await methods.Save(tenant, subject, off, revision, events.SecondFactorReset(actor, subject), cancellation)).Succeeded)
            {
                return Unit.Value;
            }
        }

        throw new TransientException("The ways to sign in keep changing.");
    }

    private async Task Tell(TenantId tenant, Account account, Authenticator lost, CancellationToken cancellation)
    {
        if (EmailAddress.TryParse(account.Email, out var address))
        {
            var values = new Dictionary<string, string> { ["name"] = account.Name, ["what"] = "second-factor-reset" };
            var draft = new MailDraft(MailTemplates.SecurityNotice, address, values) { Language = account.Language, Subject = account.Subject };
            await mails.Enqueue(tenant, string.Create(CultureInfo.InvariantCulture, $"second-factor-reset-{account.Subject}-{lost.Since.ToUnixTimeMilliseconds()}"), draft, cancellation);
        }
    }
}
