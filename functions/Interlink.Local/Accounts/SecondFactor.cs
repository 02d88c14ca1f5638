using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.DataProtection;
using QRCoder;

namespace Interlink.Local.Accounts;

/// <summary>What a person needs to set an authenticator app up; shown once, to that person alone.</summary>
/// <param name="Secret">For typing: base 32.</param>
/// <param name="Uri">The same for the app, with the name of the tenant and the account.</param>
/// <param name="Picture">The same as a QR code: an SVG as a data URI.</param>
public sealed record Enrolment(string Secret, string Uri, string Picture);

/// <summary>Codes of an authenticator app beside the password, and recovery codes for when the app is lost.</summary>
public sealed class SecondFactor(
    SignInMethodStore store, TenantProfiles tenants, AccountMail mail, AccountEvents events, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How many recovery codes a person gets.</summary>
    public const int RecoveryCodes = 10;

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private readonly IDataProtector _protector = protection.CreateProtector("Interlink.Accounts.SecondFactor");

    /// <summary>Whether signing in takes a code.</summary>
    public async Task<bool> IsOn(TenantId tenant, string subject, CancellationToken cancellation) =>
        (await store.Read(tenant, subject, cancellation)).Methods.Authenticator is not null;

    /// <summary>Begins to set an app up. Codes are not asked for before <see cref="Confirm"/>.</summary>
    /// <returns>What the app needs; <see cref="SecondFactorState"/> when codes are asked for already, or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Enrolment>> Begin(TenantId tenant, Account account, CancellationToken cancellation)
    {
        var (methods, revision) = await store.Read(tenant, account.Subject, cancellation);
        if (methods.Authenticator is not null)
        {
            return new SecondFactorState();
        }

        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        var pending = methods with { PendingSecret = Protect(secret) };
        var saved = await store.Save(tenant, account.Subject, pending, revision, null, cancellation);
        var issuer = (await tenants.Get(tenant, cancellation)).Name;
        return saved.Map(_ => EnrolmentOf(Totp.Uri(issuer, account.Email ?? account.Subject, secret), secret));
    }

    /// <summary>The app shows a right code: from now on one is asked for.</summary>
    /// <returns>The recovery codes, shown once; <see cref="SecondFactorState"/>, <see cref="WrongCode"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> Confirm(TenantId tenant, Account account, string code, CancellationToken cancellation)
    {
        var (methods, revision) = await store.Read(tenant, account.Subject, cancellation);
        if (methods.PendingSecret is not { } pending)
        {
            return new SecondFactorState();
        }

        if (Totp.Match(Unprotect(pending), Digits(code), clock.GetUtcNow(), 0) is not { } step)
        {
            return new WrongCode();
        }

        var codes = NewCodes();
        var on = methods with
        {
            Authenticator = new Authenticator(pending, clock.GetUtcNow(), step),
            PendingSecret = null,
            RecoveryCodes = [.. codes.Select(HashOf)],
        };
        var saved = await store.Save(tenant, account.Subject, on, revision, events.SecondFactorEnabled(account.Subject), cancellation);
        return await Told(saved, tenant, account, codes, cancellation);
    }

    /// <summary>Makes new recovery codes; the old ones stop working.</summary>
    /// <returns>The codes, shown once; <see cref="SecondFactorState"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> Renew(TenantId tenant, Account account, CancellationToken cancellation)
    {
        var (methods, revision) = await store.Read(tenant, account.Subject, cancellation);
        if (methods.Authenticator is null)
        {
            return new SecondFactorState();
        }

        var codes = NewCodes();
        var renewed = methods with { RecoveryCodes = [.. codes.Select(HashOf)] };
        var saved = await store.Save(tenant, account.Subject, renewed, revision, events.RecoveryCodesRenewed(account.Subject), cancellation);
        return await Told(saved, tenant, account, codes, cancellation);
    }

    /// <summary>Codes are no longer asked for.</summary>
    /// <returns>Nothing; <see cref="SecondFactorState"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Unit>> TurnOff(TenantId tenant, Account account, CancellationToken cancellation)
    {
        var (methods, revision) = await store.Read(tenant, account.Subject, cancellation);
        if (methods.Authenticator is null)
        {
            return new SecondFactorState();
        }

        var off = methods with { Authenticator = null, PendingSecret = null, RecoveryCodes = [] };
        var saved = await store.Save(tenant, account.Subject, off, revision, events.SecondFactorDisabled(account.Subject), cancellation);
        return (await Told(saved, tenant, account, [], cancellation)).Map(_ => Unit.Value);
    }

    /// <summary>Whether a code is right, and uses it up: neither it nor an earlier one works again.</summary>
    /// <returns>The <see cref="SignInMethod"/>; null when the code is wrong.</returns>
    public async Task<string?> Check(TenantId tenant, string subject, string code, CancellationToken cancellation)
    {
        var (methods, revision) = await store.Read(tenant, subject, cancellation);
        if (methods.Authenticator is not { } app)
        {
            return null;
        }

        if (Totp.Match(Unprotect(app.Secret), Digits(code), clock.GetUtcNow(), app.LastStep) is { } step)
        {
            var used = methods with { Authenticator = app with { LastStep = step } };
            return (await store.Save(tenant, subject, used, revision, null, cancellation)).Succeeded ? SignInMethod.Code : null;
        }

        var hash = HashOf(code);
        if (!methods.RecoveryCodes.Contains(hash))
        {
            return null;
        }

        var left = methods with { RecoveryCodes = [.. methods.RecoveryCodes.Where(known => known != hash)] };
        var saved = await store.Save(tenant, subject, left, revision, events.RecoveryCodeUsed(subject), cancellation);
        return saved.Succeeded ? SignInMethod.RecoveryCode : null;
    }

    private async Task<Outcome<IReadOnlyList<string>>> Told(
        Outcome<Unit> saved, TenantId tenant, Account account, IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        if (!saved.Succeeded)
        {
            return saved.Error;
        }

        await mail.Notice(tenant, account, account.Email, "second-factor", cancellation);
        return Outcome<IReadOnlyList<string>>.Of(codes);
    }

    private static Enrolment EnrolmentOf(string uri, byte[] secret)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        var svg = picture.GetGraphic(6);
        return new Enrolment(Totp.Base32(secret), uri, $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}");
    }

    // 16 of 31 letters are 79 random bits: too many to try, so a plain hash keeps them.
    private static List<string> NewCodes() =>
        [.. Enumerable.Range(0, RecoveryCodes).Select(_ => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4))))];

    private static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant())));

    private static string Digits(string code) => string.Concat(code.Where(letter => !char.IsWhiteSpace(letter)));

    private string Protect(byte[] secret) => Convert.ToBase64String(_protector.Protect(secret));

    private byte[] Unprotect(string secret) => _protector.Unprotect(Convert.FromBase64String(secret));
}
