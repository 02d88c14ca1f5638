using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Identity;

namespace Interlink.Local.Accounts;

/// <summary>What came of address and password.</summary>
/// <param name="NeedsCode">Whether a code is needed too before a session begins.</param>
public sealed record PasswordAccepted(Account Account, bool NeedsCode);

/// <summary>Decides who may sign in, with what, and who may set which password.</summary>
public sealed class SignInDesk(
    AccountStore accounts, WelcomeLinks links, Passwords passwords, SecondFactor second, SignInThrottle throttle, AddressDesk addresses,
    AccountMail mail, SessionStore sessions, RefusedSignIns refused, AccountEvents events, IIds ids, TimeProvider clock)
{
    /// <summary>The first step of signing in: address and password.</summary>
    /// <param name="network">The network of the caller, for counting failures.</param>
    /// <returns>The account; <see cref="WrongCredentials"/> or <see cref="TooManyAttempts"/>.</returns>
    public async Task<Outcome<PasswordAccepted>> SignIn(
        TenantId tenant, string email, string password, string network, CancellationToken cancellation)
    {
        var known = EmailAddress.TryParse(email, out var parsed);
        var attempt = Attempt.ByAnybody($"sign-in {tenant}/{(known ? parsed.Key : "")}", network);
        if (await throttle.Enter(attempt, cancellation) is { } wait)
        {
            return new TooManyAttempts(wait);
        }

        var account = known ? await accounts.FindByEmail(tenant, parsed, cancellation) : null;
        var secret = password.Length <= PasswordPolicy.MaxLength ? password : "";
        var result = await passwords.Verify(account?.Body, secret, cancellation);
        if (account?.Body.Active is not true || result == PasswordVerificationResult.Failed)
        {
            var reason = account is null ? "unknown" : result == PasswordVerificationResult.Failed ? "password" : "suspended";
            await refused.Tell(tenant, account?.Body.Subject, reason, cancellation);
            return new WrongCredentials();
        }

        await throttle.Forgive(attempt, cancellation);
        var needsCode = await second.IsOn(tenant, account.Body.Subject, cancellation);
        var person = result == PasswordVerificationResult.SuccessRehashNeeded ? await Rehash(tenant, account, secret, cancellation) : account.Body;
        return new PasswordAccepted(person, needsCode);
    }

    /// <summary>The second step of signing in, where there is one: a code.</summary>
    /// <param name="stamp">The account's stamp at the first step: a password that was changed since makes it void.</param>
    /// <returns>The account and how it was proven; <see cref="WrongCredentials"/>, as at the first step, or
    /// <see cref="TooManyAttempts"/>.</returns>
    public async Task<Outcome<(Account Account, string Method)>> EnterCode(
        TenantId tenant, string subject, string stamp, string code, string network, CancellationToken cancellation)
    {
        if (await accounts.Find(tenant, subject, cancellation) is not { Body: { Active: true } account } || account.Stamp != stamp)
        {
            return new WrongCredentials();
        }

        // Counted apart from passwords: whoever knows the password but not the code wins no guesses at the code by repeating the password.
        var attempt = Attempt.Inside($"code {tenant}/{subject}", network);
        if (await throttle.Enter(attempt, cancellation) is { } wait)
        {
            return new TooManyAttempts(wait);
        }

        if (await second.Check(tenant, subject, code, cancellation) is not { } method)
        {
            await refused.Tell(tenant, subject, "code", cancellation);
            return new WrongCredentials();
        }

        await throttle.Forgive(attempt, cancellation);
        return (account, method);
    }

    /// <summary>Sets the first password of an account, against a one-time link.</summary>
    /// <returns>The account and its tenant; <see cref="WelcomeLinkUnknown"/>, <see cref="InvalidInput"/> naming every bad field, or
    /// <see cref="EmailTaken"/>.</returns>
    public async Task<Outcome<(TenantId Tenant, Account Account)>> Welcome(WelcomeRequest request, CancellationToken cancellation)
    {
        if (await links.Find(request.Token, cancellation) is not var (tenant, link)
            || await accounts.Find(tenant, link.Body.Subject, cancellation) is not { Body.Active: true } read)
        {
            return new WelcomeLinkUnknown();
        }

        var known = EmailAddress.TryParse(request.Email ?? read.Body.Email, out var email);
        if (request.Judge(read.Body, known ? email : null) is { Count: > 0 } faults)
        {
            return new InvalidInput(faults);
        }

        // A link of an invitation came by mail to this address: whoever has it reads the mail there.
        var verified = link.Body.FirstTimeOnly ? clock.GetUtcNow() : read.Body.EmailVerifiedAt;
        var account = read.Body with { Email = email.Value, EmailVerifiedAt = verified, Name = request.Name is null ? read.Body.Name : OneLine.Of(request.Name) };
        var saved = await Save(tenant, read, account, request.Password, WelcomeLinks.UseUp(new Batch(), link), "welcome", cancellation);
        if (saved.Succeeded && saved.Value.EmailVerifiedAt is null)
        {
            await addresses.SendVerification(tenant, saved.Value, cancellation);
        }

        return saved.Map(a => (tenant, a));
    }

    /// <summary>Whether a person who is signed in knows the own password: asked before what a borrowed session must not do. Failures are counted apart from those of signing
    /// in, so that strangers cannot keep the person from it.</summary>
    /// <returns>The account as it is now; <see cref="WrongPassword"/>, <see cref="TooManyAttempts"/> or <see cref="NotSignedIn"/>.</returns>
    public async Task<Outcome<Document<Account>>> Prove(TenantId tenant, Account account, string password, string network, CancellationToken cancellation)
    {
        var secret = password.Length <= PasswordPolicy.MaxLength ? password : "";
        async Task<bool> IsRight() => await passwords.Verify(account, secret, cancellation) != PasswordVerificationResult.Failed;
        var proven = await Proven(tenant, account, IsRight, new WrongPassword(), network, cancellation);
        return !proven.Succeeded ? proven.Error : await accounts.Find(tenant, account.Subject, cancellation) is { } now ? now : new NotSignedIn();
    }

    /// <summary>Whether a person who is signed in has the app of the codes, or a recovery code, which is used up.</summary>
    /// <returns>Nothing; <see cref="WrongCode"/> or <see cref="TooManyAttempts"/>.</returns>
    public Task<Outcome<Unit>> ProveByCode(TenantId tenant, Account account, string code, string network, CancellationToken cancellation)
    {
        async Task<bool> IsRight() => await second.Check(tenant, account.Subject, code, cancellation) is not null;
        return Proven(tenant, account, IsRight, new WrongCode(), network, cancellation);
    }

    /// <summary>Replaces a person's own password; every session of the person ends.</summary>
    /// <returns>The account; what <see cref="Prove"/> refuses with, or <see cref="InvalidInput"/>.</returns>
    public async Task<Outcome<Account>> ChangePassword(
        TenantId tenant, Account account, ChangePasswordRequest request, string network, CancellationToken cancellation)
    {
        var proven = await Prove(tenant, account, request.Current, network, cancellation);
        return await proven.Then(read => PasswordPolicy.Judge(request.Password, EmailAddress.Parse(account.Email!)) is { } fault
            ? Task.FromResult<Outcome<Account>>(new InvalidInput([fault]))
            : Replace(tenant, read, request.Password, new Batch(), "changed", cancellation));
    }

    /// <summary>Gives an account another password; every session of the person ends, links to choose one anew are void, and the person hears of it.</summary>
    internal async Task<Outcome<Account>> Replace(
        TenantId tenant, Document<Account> read, string password, Batch alongside, string how, CancellationToken cancellation)
    {
        var saved = await Save(tenant, read, read.Body, password, alongside, how, cancellation);
        if (saved.Succeeded)
        {
            await sessions.EndAll(tenant, saved.Value.Subject, null, "credentials-changed", cancellation);
            await mail.Notice(tenant, saved.Value, saved.Value.Email, "password", cancellation);
        }

        return saved;
    }

    private async Task<Outcome<Unit>> Proven(
        TenantId tenant, Account account, Func<Task<bool>> isRight, Error wrong, string network, CancellationToken cancellation)
    {
        var attempt = Attempt.Inside($"proof {tenant}/{account.Subject}", network);
        if (await throttle.Enter(attempt, cancellation) is { } wait)
        {
            return new TooManyAttempts(wait);
        }

        if (!await isRight())
        {
            await accounts.Tell(tenant, events.ProofRefused(account.Subject, wrong is WrongCode ? "code" : "password"), cancellation);
            return wrong;
        }

        await throttle.Forgive(attempt, cancellation);
        return Unit.Value;
    }

    private async Task<Outcome<Account>> Save(
        TenantId tenant, Document<Account> read, Account account, string password, Batch alongside, string how, CancellationToken cancellation)
    {
        var hash = await passwords.Hash(password, cancellation);
        alongside.Emit(events.PasswordChanged(account.Subject, how));
        return await accounts.Save(tenant, read, account with { PasswordHash = hash, Stamp = ids.New() }, alongside, cancellation);
    }

    // The framework's hasher asks for more work than when the password was hashed. The stamp stays: nobody is signed out.
    private async Task<Account> Rehash(TenantId tenant, Document<Account> read, string password, CancellationToken cancellation)
    {
        var account = read.Body with { PasswordHash = await passwords.Hash(password, cancellation) };
        await accounts.Save(tenant, read, account, new Batch(), cancellation);
        return account;
    }
}
