using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Identity;

namespace Interlink.Local.Accounts;

/// <summary>Decides who may sign in, with what, and who may set which password.</summary>
public sealed class SignInDesk(AccountStore accounts, WelcomeLinks links, Passwords passwords, SignInThrottle throttle, IIds ids)
{
    /// <summary>Signs a person in with address and password.</summary>
    /// <param name="address">The network address of the caller, for counting failures.</param>
    /// <returns>The account, <see cref="WrongCredentials"/> or <see cref="TooManyAttempts"/>.</returns>
    public async Task<Outcome<Account>> SignIn(
        TenantId tenant, string email, string password, string address, CancellationToken cancellation)
    {
        var known = EmailAddress.TryParse(email, out var parsed);
        var attempt = $"{tenant}/{(known ? parsed.Key : "")}";
        if (throttle.Enter(attempt, address) is { } wait)
        {
            return new TooManyAttempts(wait);
        }

        var account = known ? await accounts.FindByEmail(tenant, parsed, cancellation) : null;
        var secret = password.Length <= PasswordPolicy.MaxLength ? password : "";
        var result = await passwords.Verify(account?.Body, secret, cancellation);
        if (account?.Body.Active is not true || result == PasswordVerificationResult.Failed)
        {
            return new WrongCredentials();
        }

        throttle.Forgive(attempt, address);
        return result == PasswordVerificationResult.SuccessRehashNeeded
            ? await Rehash(tenant, account, secret, cancellation)
            : account.Body;
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

        var account = read.Body with { Email = email.Value, Name = request.Name?.Trim() ?? read.Body.Name };
        var saved = await Save(tenant, read, account, request.Password, link, cancellation);
        return saved.Map(a => (tenant, a));
    }

    /// <summary>Replaces a person's own password; every session of the person ends.</summary>
    /// <returns>The account; <see cref="WrongCredentials"/> when the current password is not right, <see cref="TooManyAttempts"/>,
    /// or <see cref="InvalidInput"/>.</returns>
    public async Task<Outcome<Account>> ChangePassword(
        TenantId tenant, Account account, ChangePasswordRequest request, string address, CancellationToken cancellation)
    {
        var proven = await SignIn(tenant, account.Email!, request.Current, address, cancellation);
        if (!proven.Succeeded)
        {
            return proven;
        }

        return PasswordPolicy.Judge(request.Password, EmailAddress.Parse(account.Email!)) is { } fault
            ? new InvalidInput([fault])
            : await accounts.Find(tenant, account.Subject, cancellation) is { } read
                ? await Save(tenant, read, read.Body, request.Password, null, cancellation)
                : new NotSignedIn();
    }

    private async Task<Outcome<Account>> Save(
        TenantId tenant,
        Document<Account> read,
        Account account,
        string password,
        Document<WelcomeLink>? link,
        CancellationToken cancellation)
    {
        var hash = await passwords.Hash(password, cancellation);
        return await accounts.Replace(tenant, read, account with { PasswordHash = hash, Stamp = ids.New() }, link, cancellation);
    }

    // The framework's hasher asks for more work than when the password was hashed. The stamp stays: nobody is signed out.
    private async Task<Account> Rehash(TenantId tenant, Document<Account> read, string password, CancellationToken cancellation)
    {
        var account = read.Body with { PasswordHash = await passwords.Hash(password, cancellation) };
        await accounts.Replace(tenant, read, account, null, cancellation);
        return account;
    }
}
