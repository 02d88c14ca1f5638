using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>By what else than the password a person signs in, where the host signs people in itself.</summary>
public sealed record SignInMethods
{
    /// <summary>The authenticator app whose codes are asked for; null when none is.</summary>
    public Authenticator? Authenticator { get; init; }

    /// <summary>An authenticator app that is being set up and not asked for yet.</summary>
    public string? PendingSecret { get; init; }

    /// <summary>Hashes of the recovery codes that are left; each works once in place of a code.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    /// <summary>The passkeys.</summary>
    public IReadOnlyList<Passkey> Passkeys { get; init; } = [];
}

/// <summary>An authenticator app (RFC 6238).</summary>
/// <param name="Secret">What it shares with the host, protected by the host's keys.</param>
/// <param name="Since">When it was set up, UTC.</param>
/// <param name="LastStep">The time step of the last code that was accepted: this one and earlier ones are refused.</param>
public sealed record Authenticator(string Secret, DateTimeOffset Since, long LastStep);

/// <summary>A passkey (Web Authentication).</summary>
/// <param name="Id">The credential id, base64url.</param>
/// <param name="PublicKey">The public key (COSE).</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="LastUsedAt">When somebody last signed in with it, UTC; null when nobody has.</param>
/// <param name="SignCount">The authenticator's count of signatures; 0 where it keeps none.</param>
/// <param name="Transports">How the authenticator can be reached.</param>
/// <param name="BackupEligible">Whether it may be copied between devices.</param>
/// <param name="BackedUp">Whether it was.</param>
public sealed record Passkey(
    string Id,
    byte[] PublicKey,
    string Name,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt,
    uint SignCount,
    IReadOnlyList<string> Transports,
    bool BackupEligible,
    bool BackedUp);

/// <summary>Keeps <see cref="SignInMethods"/>, beside the account.</summary>
public sealed class SignInMethodStore(IDocuments documents)
{
    private const string Kind = "account-sign-in";
    private const string UsedKind = "account-used";

    /// <summary>Reads a person's; as yet nothing where there are none.</summary>
    public async Task<(SignInMethods Methods, Revision? Revision)> Read(TenantId tenant, string subject, CancellationToken cancellation) =>
        await documents.Find<SignInMethods>(AccountStore.In(tenant), Kind, subject, cancellation) is { } known
            ? (known.Body, known.Revision)
            : (new SignInMethods(), null);

    /// <summary>Who of several people signs in with a code.</summary>
    /// <param name="subjects">At most 1,000.</param>
    public async Task<IReadOnlySet<string>> WithCodes(TenantId tenant, IReadOnlyCollection<string> subjects, CancellationToken cancellation) =>
        (await documents.FindMany<SignInMethods>(AccountStore.In(tenant), Kind, subjects, cancellation))
            .Where(known => known.Body.Authenticator is not null).Select(known => known.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>Saves a person's.</summary>
    /// <param name="read">The revision that was read; null when there was nothing.</param>
    /// <param name="told">The event that tells of it; null when there is nothing to tell.</param>
    /// <returns>Nothing, or <see cref="StaleRevision"/> when they were changed meanwhile.</returns>
    public async Task<Outcome<Unit>> Save(
        TenantId tenant, string subject, SignInMethods methods, Revision? read, DomainEvent? told, CancellationToken cancellation)
    {
        var batch = read is { } revision ? new Batch().Replace(Kind, subject, methods, revision) : new Batch().Create(Kind, subject, methods);
        if (told is not null)
        {
            batch.Emit(told);
        }

        return (await documents.Commit(AccountStore.In(tenant), batch, cancellation)).Committed ? Unit.Value : new StaleRevision();
    }

    /// <summary>Says that something that works once was used; also forgets up to 50 things that were used long ago.</summary>
    /// <param name="key">Names it: letters, digits, hyphens.</param>
    /// <param name="until">From when on it would not work anyway.</param>
    /// <returns>False when it was used before.</returns>
    public async Task<bool> UseOnce(TenantId tenant, string key, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        var batch = new Batch().Create(UsedKind, key, new Used(until));
        var used = await documents.List<Used>(AccountStore.In(tenant), UsedKind, new ListOptions(Limit: 50), cancellation);
        foreach (var old in used.Items.Where(u => u.Body.Until <= now && u.Id != key))
        {
            batch.Remove(UsedKind, old.Id);
        }

        return (await documents.Commit(AccountStore.In(tenant), batch, cancellation)).Committed;
    }

    internal static Batch Remove(Batch batch, string subject) => batch.Remove(Kind, subject);

    private sealed record Used(DateTimeOffset Until);
}
