using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>What an event about an account says: whose account it is. Names and addresses are never in it.</summary>
/// <param name="Account">Subject of the account.</param>
public sealed record AccountFact(string Account);

/// <summary><c>account.created</c>: an account was made that waits for its person; <c>account.scopes_changed</c>: its rights in the tenant changed.</summary>
/// <param name="Account">Subject of the account.</param>
/// <param name="Scopes">Its rights afterwards.</param>
public sealed record AccountScopes(string Account, IReadOnlyList<string> Scopes);

/// <summary><c>account.signed_in</c>: a session began; <c>account.session_ended</c>: one ended before its time.</summary>
/// <param name="How">The <see cref="SignInMethod"/> of a beginning; of an end <c>signed-out</c>, <c>revoked</c> or <c>credentials-changed</c>.</param>
public sealed record AccountSession(string Account, string How);

/// <summary><c>account.sign_in_refused</c>: somebody tried to sign in and was refused.</summary>
/// <param name="Account">Whose account was meant; null when there is no such account. What was typed is not told.</param>
/// <param name="Reason"><c>password</c>, <c>code</c>, <c>passkey</c>, <c>suspended</c> or <c>unknown</c>.</param>
public sealed record SignInRefused(string? Account, string Reason);

/// <summary><c>account.proof_refused</c>: somebody who is signed in was asked once more who it is, and gave a wrong password or code.</summary>
/// <param name="Reason"><c>password</c> or <c>code</c>.</param>
public sealed record ProofRefused(string Account, string Reason);

/// <summary><c>account.password_changed</c>: a password was chosen.</summary>
/// <param name="How"><c>welcome</c>, <c>changed</c> or <c>reset</c>.</param>
public sealed record PasswordChanged(string Account, string How);

/// <summary><c>account.identity_linked</c>, <c>account.identity_unlinked</c>: a further identity of the platform's became the person, or one no longer is.</summary>
public sealed record AccountIdentity(string Account, string Provider);

/// <summary>Makes events about accounts: who, when, about whom.</summary>
public sealed class AccountEvents(IIds ids, TimeProvider clock)
{
    /// <summary>The actor where nobody is signed in.</summary>
    public static string Nobody => "anonymous";

    internal DomainEvent Created(string actor, Account account) =>
        Make(actor, "account.created", account.Subject, new AccountScopes(account.Subject, account.Scopes));

    internal DomainEvent ScopesChanged(string actor, Account before, Account account) =>
        Make(actor, "account.scopes_changed", account.Subject, new AccountScopes(account.Subject, account.Scopes)) with
        {
            Changes = [new FieldChange("scopes", string.Join(' ', before.Scopes), string.Join(' ', account.Scopes))],
        };

    internal DomainEvent ProfileChanged(string subject, IReadOnlyList<FieldChange> changes) =>
        Make(subject, "account.profile_changed", subject, new AccountFact(subject)) with { Changes = changes };

    internal DomainEvent SignedIn(string subject, string method) => MakeForAudit(subject, "account.signed_in", subject, new AccountSession(subject, method));

    internal DomainEvent SessionEnded(string actor, string subject, string how) =>
        MakeForAudit(actor, "account.session_ended", subject, new AccountSession(subject, how));

    /// <summary>Somebody was refused at the door.</summary>
    /// <param name="subject">Whose account was meant; null when there is none.</param>
    /// <param name="reason">See <see cref="SignInRefused"/>.</param>
    public DomainEvent Refused(string? subject, string reason) =>
        MakeForAudit(Nobody, "account.sign_in_refused", subject ?? "unknown", new SignInRefused(subject, reason));

    /// <summary>Whoever is signed in could not prove once more to be the person.</summary>
    /// <param name="reason">See <see cref="Accounts.ProofRefused"/>.</param>
    public DomainEvent ProofRefused(string subject, string reason) => MakeForAudit(subject, "account.proof_refused", subject, new ProofRefused(subject, reason));

    internal DomainEvent IdentityLinked(string subject, string provider) =>
        MakeForAudit(subject, "account.identity_linked", subject, new AccountIdentity(subject, provider));

    internal DomainEvent IdentityUnlinked(string subject, string provider) =>
        MakeForAudit(subject, "account.identity_unlinked", subject, new AccountIdentity(subject, provider));

    internal DomainEvent Closed(string subject) => MakeForAudit(subject, "account.closed", subject, new AccountFact(subject));

    internal DomainEvent Erased(string subject, string actor) => Make(actor, "account.erased", subject, new AccountFact(subject));

    /// <summary>A password was chosen.</summary>
    public DomainEvent PasswordChanged(string subject, string how) =>
        MakeForAudit(subject, "account.password_changed", subject, new PasswordChanged(subject, how));

    /// <summary>Somebody asked for a link to choose a password anew.</summary>
    public DomainEvent ResetRequested(string subject) => MakeForAudit(Nobody, "account.password_reset_requested", subject, new AccountFact(subject));

    /// <summary>Mail to the account's address is known to arrive.</summary>
    public DomainEvent AddressVerified(string subject) => MakeForAudit(subject, "account.address_verified", subject, new AccountFact(subject));

    /// <summary>The account has another address.</summary>
    public DomainEvent AddressChanged(string subject) => Make(subject, "account.address_changed", subject, new AccountFact(subject)) with
    {
        Changes = [new FieldChange("email")],
    };

    /// <summary>Signing in now takes a code beside the password.</summary>
    public DomainEvent SecondFactorEnabled(string subject) => MakeForAudit(subject, "account.second_factor_enabled", subject, new AccountFact(subject));

    /// <summary>Signing in no longer takes a code.</summary>
    public DomainEvent SecondFactorDisabled(string subject) => MakeForAudit(subject, "account.second_factor_disabled", subject, new AccountFact(subject));

    /// <summary>An administrator let somebody sign in without a code who had lost it.</summary>
    internal DomainEvent SecondFactorReset(string actor, string subject) => MakeForAudit(actor, "account.second_factor_reset", subject, new AccountFact(subject));

    /// <summary>New recovery codes took the place of the old ones.</summary>
    public DomainEvent RecoveryCodesRenewed(string subject) => MakeForAudit(subject, "account.recovery_codes_renewed", subject, new AccountFact(subject));

    /// <summary>A recovery code was used up.</summary>
    public DomainEvent RecoveryCodeUsed(string subject) => MakeForAudit(subject, "account.recovery_code_used", subject, new AccountFact(subject));

    /// <summary>A passkey was added.</summary>
    public DomainEvent PasskeyAdded(string subject) => MakeForAudit(subject, "account.passkey_added", subject, new AccountFact(subject));

    /// <summary>A passkey was removed.</summary>
    public DomainEvent PasskeyRemoved(string subject) => MakeForAudit(subject, "account.passkey_removed", subject, new AccountFact(subject));

    // How somebody signs in is no concern of whoever reads events.
    private DomainEvent MakeForAudit(string actor, string type, string subject, object data) => Make(actor, type, subject, data) with { AuditOnly = true };

    private DomainEvent Make(string actor, string type, string subject, object data) => new(ids.New(), type, clock.GetUtcNow(), actor, subject, data);
}
