using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>The pictures of people: what they are is told by their first bytes, whatever the sender says.</summary>
public sealed class AccountPictures(AccountStore accounts, AccountEvents events, IBlobs blobs)
{
    /// <summary>Most bytes of a picture.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Keeps a picture as the caller's; the one before is gone.</summary>
    /// <returns>The account as it is now; <see cref="NotAPicture"/>, <see cref="BlobTooLarge"/>, <see cref="AccountNotFound"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Account>> Set(Caller caller, Stream content, CancellationToken cancellation)
    {
        var bytes = await Read(content, cancellation);
        if (bytes.Length > MaxBytes)
        {
            return new BlobTooLarge(MaxBytes);
        }

        if (TypeOf(bytes) is not { } type)
        {
            return new NotAPicture();
        }

        var picture = new AccountPicture(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), type);
        using var stream = new MemoryStream(bytes);
        var kept = await blobs.Put(AddressOf(caller.Tenant, caller.Subject, picture), stream, type, MaxBytes, cancellation);
        return await kept.Then(_ => Replace(caller, picture, cancellation));
    }

    /// <summary>Removes the caller's picture; nothing happens when there is none.</summary>
    /// <returns>The account as it is now; <see cref="AccountNotFound"/> or <see cref="StaleRevision"/>.</returns>
    public Task<Outcome<Account>> Remove(Caller caller, CancellationToken cancellation) => Replace(caller, null, cancellation);

    /// <summary>Opens the picture of somebody in the tenant; the caller of this disposes it. Null when there is none.</summary>
    public async Task<BlobContent?> Open(TenantId tenant, string subject, CancellationToken cancellation) =>
        Ulids.IsId(subject) && await accounts.Find(tenant, subject, cancellation) is { Body: { Picture: { } picture } account }
            ? await blobs.Open(AddressOf(tenant, account.Subject, picture), cancellation)
            : null;

    /// <summary>Removes every file of a person's pictures.</summary>
    internal async Task Forget(TenantId tenant, string subject, CancellationToken cancellation)
    {
        await foreach (var blob in blobs.List(tenant, $"accounts/{subject}/", cancellation))
        {
            await blobs.Delete(blob.Address, cancellation);
        }
    }

    /// <summary>What a picture is by its signature; null when it is none of the three that are taken.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Png) ? "image/png"
        : bytes.StartsWith(Jpeg) ? "image/jpeg"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;

    private async Task<Outcome<Account>> Replace(Caller caller, AccountPicture? picture, CancellationToken cancellation)
    {
        if (await accounts.Find(caller.Tenant, caller.Subject, cancellation) is not { } known)
        {
            return new AccountNotFound();
        }

        if (known.Body.Picture == picture)
        {
            return known.Body;
        }

        var batch = new Batch().Emit(events.ProfileChanged(caller.Subject, [new FieldChange("picture")]));
        var saved = await accounts.Save(caller.Tenant, known, known.Body with { Picture = picture }, batch, cancellation);
        if (saved.Succeeded && known.Body.Picture is { } before)
        {
            await blobs.Delete(AddressOf(caller.Tenant, caller.Subject, before), cancellation);
        }

        return saved;
    }

    // One byte more than allowed is enough to know that it is too much.
    private static async Task<byte[]> Read(Stream content, CancellationToken cancellation)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return buffer[..length];
    }

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private static ReadOnlySpan<byte> Jpeg => [0xff, 0xd8, 0xff];

    internal static BlobAddress AddressOf(TenantId tenant, string subject, AccountPicture picture) => BlobAddress.Of(tenant, "accounts", subject, picture.Id);
}
