using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>What an account keeps about its person. After an erasure the account only holds the place of its subject: nobody can sign in with it ever again.</summary>
public sealed class AccountPersonalData(
    AccountStore accounts, SessionStore sessions, SignInMethodStore methods, IdentityDirectory identities, AccountPictures pictures, AccountEvents events, IIds ids)
    : IPersonalData
{
    /// <inheritdoc/>
    public PersonalDataDescription Description { get; } = new(
        "accounts",
        "To know who signs in, to show people to those who work with them, and to write to them.",
        ["name", "email", "picture", "languages", "time-zone", "notification-preferences", "identities", "sessions"],
        "public-task",
        "removed");

    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await accounts.Find(tenant, subject, cancellation) is not { Body: { State: not AccountState.Erased } account })
        {
            yield break;
        }

        yield return new PersonalRecord("account", subject, Told(account))
        {
            Files = account.Picture is { } picture ? [new PersonalFile($"picture.{picture.ContentType.Split('/')[1]}", AccountPictures.AddressOf(tenant, subject, picture))] : [],
        };
        foreach (var identity in account.Identities)
        {
            yield return new PersonalRecord("identity", identity.Key, new { identity.Provider, identity.Id, (await identities.Describe(identity, cancellation)).Assurance });
        }

        var (kept, _) = await methods.Read(tenant, subject, cancellation);
        foreach (var passkey in kept.Passkeys)
        {
            yield return new PersonalRecord("passkey", passkey.Id, new { passkey.Name, passkey.CreatedAt, passkey.LastUsedAt });
        }

        foreach (var (id, session) in await sessions.Remembered(tenant, subject, cancellation))
        {
            yield return new PersonalRecord("session", id, new { session.Method, session.CreatedAt, session.LastSeenAt, session.Device, session.Network });
        }
    }

    /// <inheritdoc/>
    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        // Files and what lies elsewhere first, by the account's word; should this break off, the account still says what is left to do.
        var ended = await sessions.EndAll(tenant, person.Subject, null, "credentials-changed", cancellation);
        await pictures.Forget(tenant, person.Subject, cancellation);
        if (await accounts.Find(tenant, person.Subject, cancellation) is not { Body.State: not AccountState.Erased } read)
        {
            return ended;
        }

        foreach (var identity in read.Body.Identities)
        {
            await identities.Remove(identity, tenant, cancellation);
        }

        var batch = Forget(new Batch(), person.Subject).Emit(events.Erased(person.Subject, person.Subject));
        var saved = await accounts.Save(tenant, read, Tombstone(read.Body, person.Pseudonym, ids.New()), batch, cancellation);
        return saved.Succeeded ? ended + 1 : throw new TransientException("The account was changed while it was erased.");
    }

    /// <summary>Adds to a batch of the accounts' partition that what lies beside an account goes.</summary>
    internal static Batch Forget(Batch batch, string subject) =>
        SignInMethodStore.Remove(OneTimeLinks.WithdrawAll(InvitationQuota.Forget(batch, subject), subject), subject);

    /// <summary>What stays of an account.</summary>
    internal static Account Tombstone(Account account, string pseudonym, string stamp) => new()
    {
        Subject = account.Subject,
        Name = pseudonym,
        State = AccountState.Erased,
        Scopes = [],
        Stamp = stamp,
        CreatedAt = account.CreatedAt,
    };

    // Neither secrets nor their hashes.
    private static object Told(Account account) => new
    {
        account.Name,
        account.State,
        account.Email,
        account.EmailVerifiedAt,
        account.Scopes,
        account.Language,
        account.SpokenLanguages,
        account.TimeZone,
        account.Notifications,
        account.CreatedAt,
    };
}
