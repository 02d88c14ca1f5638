using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Local.Accounts;

/// <summary>Lets people who forgot a password choose another one by a link in a mail.</summary>
/// <remarks>Whoever asks gets the same answer at the same time, whether or not there is such an account: it is given before anybody looks.</remarks>
public sealed class PasswordReset(
    AccountStore accounts, OneTimeLinks links, SignInDesk desk, AccountMail mail, SignInThrottle throttle, AccountEvents events, AfterTheAnswer later)
{
    /// <summary>Asks for a link.</summary>
    /// <param name="network">The network of the caller, for counting.</param>
    /// <returns>Nothing, whether or not there is such an account; <see cref="TooManyAttempts"/>, likewise.</returns>
    public async Task<Outcome<Unit>> Ask(TenantId tenant, string email, string network, CancellationToken cancellation)
    {
        var known = EmailAddress.TryParse(email, out var parsed);
        if (await throttle.Enter(Attempt.Inside($"reset {tenant}/{(known ? parsed.Key : "")}", network), cancellation) is { } wait)
        {
            return new TooManyAttempts(wait);
        }

        if (known)
        {
            later.Do(end => Send(tenant, parsed, end));
        }

        return Unit.Value;
    }

    /// <summary>Chooses a password, against the link. Nobody is signed in by it, and every session of the person ends.</summary>
    /// <returns>The account; <see cref="LinkUnknown"/>, <see cref="InvalidInput"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Account>> Choose(NewPasswordRequest request, CancellationToken cancellation)
    {
        if (await links.Find(request.Token, LinkPurpose.ResetPassword, cancellation) is not var (tenant, link)
            || await accounts.Find(tenant, link.Body.Subject, cancellation) is not { Body: { Active: true, Email: { } email } } read)
        {
            return new LinkUnknown();
        }

        return PasswordPolicy.Judge(request.Password, EmailAddress.Parse(email)) is { } fault
            ? new InvalidInput([fault])
            : await desk.Replace(tenant, read, request.Password, OneTimeLinks.UseUp(new Batch(), link), "reset", cancellation);
    }

    // Only to an address that its person has shown to be the own: one with a slip of the pen in it belongs to a stranger.
    private async Task Send(TenantId tenant, EmailAddress email, CancellationToken cancellation)
    {
        if (await accounts.FindByEmail(tenant, email, cancellation) is { Body: { Active: true, PasswordHash: not null, EmailVerifiedAt: not null } account })
        {
            var token = await links.Issue(tenant, LinkPurpose.ResetPassword, account.Subject, null, events.ResetRequested(account.Subject), cancellation);
            await mail.Reset(tenant, account, token, cancellation);
        }
    }
}
