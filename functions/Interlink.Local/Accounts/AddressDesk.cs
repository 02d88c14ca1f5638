using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Local.Accounts;

/// <summary>Finds out whether mail to an address reaches the person, before anything depends on it.</summary>
public sealed class AddressDesk(
    AccountStore accounts, OneTimeLinks links, AccountMail mail, SignInThrottle throttle, AccountEvents events, AfterTheAnswer later, TimeProvider clock)
{
    /// <summary>Sends a link to the account's address again; a link sent before stops working.</summary>
    /// <returns>Nothing; <see cref="TooManyAttempts"/> when it was asked for too often.</returns>
    public async Task<Outcome<Unit>> VerifyAgain(TenantId tenant, Account account, string network, CancellationToken cancellation)
    {
        if (await throttle.Enter(Attempt.Inside($"verify {tenant}/{account.Subject}", network), cancellation) is { } wait)
        {
            return new TooManyAttempts(wait);
        }

        await SendVerification(tenant, account, cancellation);
        return Unit.Value;
    }

    /// <summary>Sends a link to an address that is to become the account's. Until it is followed by the person, everything stays as it is.
    /// Whether somebody else has the address is not said, nor to be measured: the answer is given before anybody looks, and then nothing is sent.</summary>
    /// <returns>Nothing; <see cref="InvalidInput"/> or <see cref="TooManyAttempts"/>.</returns>
    public async Task<Outcome<Unit>> Change(TenantId tenant, Account account, string email, string network, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(email, out var next))
        {
            return new InvalidInput("email", "not_an_email", "Give an e-mail address such as name@example.org.");
        }

        if (await throttle.Enter(Attempt.Inside($"verify {tenant}/{account.Subject}", network), cancellation) is { } wait)
        {
            return new TooManyAttempts(wait);
        }

        later.Do(end => SendChange(tenant, account, next, end));
        return Unit.Value;
    }

    /// <summary>Follows a link of either kind. Only its own person can, signed in: a link that went to a stranger by a slip of the pen is worth nothing there.</summary>
    /// <returns>The account; <see cref="LinkUnknown"/>, <see cref="EmailTaken"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Account>> Confirm(TenantId tenant, string subject, string token, CancellationToken cancellation)
    {
        var found = await links.Find(token, LinkPurpose.VerifyAddress, cancellation) ?? await links.Find(token, LinkPurpose.ChangeAddress, cancellation);
        if (found is not var (of, link) || of != tenant || link.Body.Subject != subject
            || await accounts.Find(tenant, subject, cancellation) is not { } read)
        {
            return new LinkUnknown();
        }

        var next = link.Body.Value ?? read.Body.Email;
        var changed = next != read.Body.Email;
        var batch = OneTimeLinks.UseUp(new Batch(), link).Emit(changed ? events.AddressChanged(subject) : events.AddressVerified(subject));
        if (changed)
        {
            OneTimeLinks.Withdraw(OneTimeLinks.Withdraw(batch, LinkPurpose.ResetPassword, subject), LinkPurpose.VerifyAddress, subject);
        }

        var account = read.Body with { Email = next, EmailVerifiedAt = clock.GetUtcNow() };
        var saved = await accounts.Save(tenant, read, account, batch, cancellation);
        if (saved.Succeeded && changed)
        {
            await mail.Notice(tenant, account, read.Body.Email, "email", cancellation);
        }

        return saved;
    }

    private async Task SendChange(TenantId tenant, Account account, EmailAddress next, CancellationToken cancellation)
    {
        if (await accounts.FindByEmail(tenant, next, cancellation) is null)
        {
            var token = await links.Issue(tenant, LinkPurpose.ChangeAddress, account.Subject, next.Value, null, cancellation);
            await mail.Verify(tenant, account, next, token, cancellation);
        }
    }

    internal async Task SendVerification(TenantId tenant, Account account, CancellationToken cancellation)
    {
        if (EmailAddress.TryParse(account.Email, out var email))
        {
            var token = await links.Issue(tenant, LinkPurpose.VerifyAddress, account.Subject, email.Value, null, cancellation);
            await mail.Verify(tenant, account, email, token, cancellation);
        }
    }
}
