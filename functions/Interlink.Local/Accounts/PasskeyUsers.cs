using System.Buffers.Text;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Interlink.Local.Accounts;

/// <summary>An account with its passkeys, as the framework's passkey handler asks for it.</summary>
public sealed record PasskeyUser(Account Account, IReadOnlyList<Passkey> Passkeys);

/// <summary>As much of a user store as the framework's passkey handler reads, over the accounts of one tenant. It writes nothing: what changes is saved by
/// <see cref="Passkeys"/>, together with the event that tells of it.</summary>
internal sealed class PasskeyUsers(TenantId tenant, AccountStore accounts, SignInMethodStore methods) : IUserPasskeyStore<PasskeyUser>
{
    public async Task<PasskeyUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Ulids.IsId(userId) && await accounts.Find(tenant, userId, cancellationToken) is { Body: { Active: true } account }
            ? new PasskeyUser(account, (await methods.Read(tenant, userId, cancellationToken)).Methods.Passkeys)
            : null;

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(InfoOf)]);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(user.Passkeys.Where(known => known.Id == Base64Url.EncodeToString(credentialId)).Select(InfoOf).FirstOrDefault());

    // A passkey is looked up among those of the person that it names: another's of the same id would never be asked for.
    public Task<PasskeyUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult<PasskeyUser?>(null);

    public Task<string> GetUserIdAsync(PasskeyUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Subject);

    public Task<string?> GetUserNameAsync(PasskeyUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Email);

    public Task<string?> GetNormalizedUserNameAsync(PasskeyUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Email);

    public Task<PasskeyUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task AddOrUpdatePasskeyAsync(PasskeyUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task RemovePasskeyAsync(PasskeyUser user, byte[] credentialId, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task SetUserNameAsync(PasskeyUser user, string? userName, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task SetNormalizedUserNameAsync(PasskeyUser user, string? normalizedName, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<IdentityResult> CreateAsync(PasskeyUser user, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<IdentityResult> UpdateAsync(PasskeyUser user, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<IdentityResult> DeleteAsync(PasskeyUser user, CancellationToken cancellationToken) => throw ReadsOnly();

    public void Dispose()
    {
        // Holds nothing.
    }

    // Attestation and client data are looked at once, when a passkey is added, and not kept.
    private static UserPasskeyInfo InfoOf(Passkey known) => new(
        Base64Url.DecodeFromChars(known.Id),
        known.PublicKey,
        known.CreatedAt,
        known.SignCount,
        [.. known.Transports],
        isUserVerified: true,
        known.BackupEligible,
        known.BackedUp,
        attestationObject: [],
        clientDataJson: []);

    private static NotSupportedException ReadsOnly() => new("The passkey handler only reads.");
}
