using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Interlink.Local.Accounts;

/// <summary>What the browser is asked, and what must be known to judge its answer.</summary>
/// <param name="Options">For the browser, as Web Authentication spells it.</param>
/// <param name="State">For the judge; the browser keeps it sealed.</param>
public sealed record PasskeyQuestion(string Options, string State);

/// <summary>Passkeys, judged by the framework's own handler. Each demands that the device knows its person (PIN, finger, face): it stands for password and code.</summary>
public sealed class Passkeys(
    AccountStore accounts, SignInMethodStore methods, SignInThrottle throttle, RefusedSignIns refused, AccountMail mail, AccountEvents events, IOptions<EdgeOptions> edge,
    TimeProvider clock)
{
    /// <summary>Most passkeys of a person.</summary>
    public const int Most = 20;

    /// <summary>How long the browser may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly IOptions<IdentityPasskeyOptions> _rules = Options.Create(new IdentityPasskeyOptions
    {
        ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && IsOurs(asked.Origin, asked.HttpContext.Request, edge.Value.PublicUrl)),
        UserVerificationRequirement = "required",
        ResidentKeyRequirement = "required",
        AttestationConveyancePreference = "none",
        AuthenticatorTimeout = Patience,
    });

    /// <summary>Asks the browser to make a passkey for an account.</summary>
    public async Task<PasskeyQuestion> AskForNew(HttpContext context, TenantId tenant, Account account)
    {
        var person = new PasskeyUserEntity { Id = account.Subject, Name = account.Email ?? account.Name, DisplayName = account.Name };
        var made = await Handler(tenant).MakeCreationOptionsAsync(person, context);
        return new PasskeyQuestion(made.CreationOptionsJson, made.AttestationState ?? "");
    }

    /// <summary>Adds the passkey that the browser made.</summary>
    /// <param name="state">The state of the question; it works once.</param>
    /// <returns>Nothing; <see cref="PasskeyRefused"/>, <see cref="TooManyPasskeys"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Unit>> Add(HttpContext context, TenantId tenant, Account account, AddPasskeyRequest request, string state)
    {
        var cancellation = context.RequestAborted;
        var judged = await Handler(tenant).PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = context,
            CredentialJson = request.Credential.GetRawText(),
            AttestationState = state,
        });
        if (!judged.Succeeded || judged.UserEntity.Id != account.Subject || !await IsFirstUse(tenant, state, cancellation))
        {
            return new PasskeyRefused();
        }

        var (known, revision) = await methods.Read(tenant, account.Subject, cancellation);
        if (known.Passkeys.Count >= Most)
        {
            return new TooManyPasskeys(Most);
        }

        var more = known with { Passkeys = [.. known.Passkeys, New(judged.Passkey, OneLine.Of(request.Name))] };
        var saved = await methods.Save(tenant, account.Subject, more, revision, events.PasskeyAdded(account.Subject), cancellation);
        if (saved.Succeeded)
        {
            await mail.Notice(tenant, account, account.Email, "passkey", cancellation);
        }

        return saved;
    }

    /// <summary>Asks the browser for any passkey that it has for this host. Says nothing of which there are.</summary>
    public async Task<PasskeyQuestion> AskForAny(HttpContext context, TenantId tenant)
    {
        var made = await Handler(tenant).MakeRequestOptionsAsync(null, context);
        return new PasskeyQuestion(made.RequestOptionsJson, made.AssertionState ?? "");
    }

    /// <summary>Signs in whom the browser's passkey belongs to.</summary>
    /// <param name="state">The state of the question; it works once.</param>
    /// <returns>The account; <see cref="PasskeyRefused"/>, whatever was wrong, or <see cref="TooManyAttempts"/>.</returns>
    public async Task<Outcome<Account>> SignIn(HttpContext context, TenantId tenant, UsePasskeyRequest request, string state)
    {
        var cancellation = context.RequestAborted;
        var attempt = Attempt.Unguessable(context.NetworkOf());
        if (await throttle.Enter(attempt, cancellation) is { } wait)
        {
            return new TooManyAttempts(wait);
        }

        var judged = await Handler(tenant).PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = context,
            CredentialJson = request.Credential.GetRawText(),
            AssertionState = state,
        });
        if (!judged.Succeeded || !await IsFirstUse(tenant, state, cancellation)
            || !await Note(tenant, judged.User.Account.Subject, judged.Passkey, cancellation))
        {
            await refused.Tell(tenant, judged.User?.Account.Subject, "passkey", cancellation);
            return new PasskeyRefused();
        }

        await throttle.Forgive(attempt, cancellation);
        return judged.User.Account;
    }

    /// <summary>Removes a passkey of a person.</summary>
    /// <returns>Nothing; <see cref="PasskeyNotFound"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Unit>> Remove(TenantId tenant, Account account, string id, CancellationToken cancellation)
    {
        var (known, revision) = await methods.Read(tenant, account.Subject, cancellation);
        var left = known.Passkeys.Where(passkey => passkey.Id != id).ToList();
        if (left.Count == known.Passkeys.Count)
        {
            return new PasskeyNotFound();
        }

        var saved = await methods.Save(tenant, account.Subject, known with { Passkeys = left }, revision, events.PasskeyRemoved(account.Subject), cancellation);
        if (saved.Succeeded)
        {
            await mail.Notice(tenant, account, account.Email, "passkey", cancellation);
        }

        return saved;
    }

    // The framework compares what the browser signed with the Origin header of the request, which whoever forwards a stolen answer writes as it likes. Our pages are at
    // the host of the request, or where the settings say; a proxy may speak https where it hands on http.
    private static bool IsOurs(string origin, HttpRequest request, Uri? site) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && ((from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase) && (from.Scheme == request.Scheme || from.Scheme == Uri.UriSchemeHttps))
            || (site is not null && from.GetLeftPart(UriPartial.Authority) == site.GetLeftPart(UriPartial.Authority)));

    private async Task<bool> Note(TenantId tenant, string subject, UserPasskeyInfo used, CancellationToken cancellation)
    {
        var (known, revision) = await methods.Read(tenant, subject, cancellation);
        var id = Base64Url.EncodeToString(used.CredentialId);
        var noted = known.Passkeys.Select(passkey => passkey.Id == id
            ? passkey with { SignCount = used.SignCount, BackedUp = used.IsBackedUp, LastUsedAt = clock.GetUtcNow() }
            : passkey);
        return known.Passkeys.Any(passkey => passkey.Id == id)
            && (await methods.Save(tenant, subject, known with { Passkeys = [.. noted] }, revision, null, cancellation)).Succeeded;
    }

    private Passkey New(UserPasskeyInfo made, string name) => new(
        Base64Url.EncodeToString(made.CredentialId),
        made.PublicKey,
        name,
        clock.GetUtcNow(),
        null,
        made.SignCount,
        made.Transports ?? [],
        made.IsBackupEligible,
        made.IsBackedUp);

    private Task<bool> IsFirstUse(TenantId tenant, string state, CancellationToken cancellation)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)));
        return methods.UseOnce(tenant, key, clock.GetUtcNow(), clock.GetUtcNow() + Patience, cancellation);
    }

    // Only the parts of the framework's user manager that read are used, so it needs nothing but the store.
    private PasskeyHandler<PasskeyUser> Handler(TenantId tenant) => new(
        new UserManager<PasskeyUser>(new PasskeyUsers(tenant, accounts, methods), Options.Create(new IdentityOptions()), null!, [], [], null!, null!, null!, null!),
        _rules);
}
