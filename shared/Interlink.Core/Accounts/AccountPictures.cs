using Interlink.Core.Kernel;
using Interlink.Core.Pictures;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>The pictures of people. What they are is told by their bytes, whatever the sender says; where they were taken, by whom and with what is not kept.</summary>
public sealed class AccountPictures(AccountStore accounts, AccountEvents events, IBlobs blobs)
{
    /// <summary>Most bytes of a picture.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Most pixels of a picture, in either direction.</summary>
    public const int MaxSide = 2_000;

    /// <summary>Keeps a picture as the caller's; the one before is gone.</summary>
    /// <returns>The account as it is now; <see cref="NotAPicture"/>, <see cref="PictureTooLarge"/>, <see cref="BlobTooLarge"/>, <see cref="AccountNotFound"/> or <see cref="StaleRevision"/>.</returns>
    public async Task<Outcome<Account>> Set(Caller caller, Stream content, CancellationToken cancellation)
    {
        var bytes = await Read(content, cancellation);
        if (bytes.Length > MaxBytes)
        {
            return new BlobTooLarge(MaxBytes);
        }

        return await SafePicture.Read(bytes, MaxSide).Then(picture => Keep(caller, picture, cancellation));
    }

    /// <summary>Removes the caller's picture; nothing happens when there is none.</summary>
    /// <returns>The account as it is now; <see cref="AccountNotFound"/> or <see cref="StaleRevision"/>.</returns>
    public Task<Outcome<Account>> Remove(Caller caller, CancellationToken cancellation) => Replace(caller, null, cancellation);

    /// <summary>Opens the picture of somebody in the tenant; the caller of this disposes it. Null when there is none.</summary>
    public async Task<BlobContent?> Open(TenantId tenant, string subject, CancellationToken cancellation) =>
        Ulids.IsId(subject) && await accounts.Find(tenant, subject, cancellation) is { Body: { Picture: { } picture } account }
            ? await blobs.Open(AddressOf(tenant, account.Subject, picture), cancellation)
            : null;

    /// <summary>Where people of the tenant get somebody's picture: a path of the API, another one for each picture. Null when there is none.</summary>
    public static string? PathOf(Account account) => account.Picture is { } picture ? $"/api/accounts/{account.Subject}/picture?v={picture.Id[..12]}" : null;

    /// <summary>Removes every file of a person's pictures.</summary>
    internal async Task Forget(TenantId tenant, string subject, CancellationToken cancellation)
    {
        await foreach (var blob in blobs.List(tenant, $"accounts/{subject}/", cancellation))
        {
            await blobs.Delete(blob.Address, cancellation);
        }
    }

    private async Task<Outcome<Account>> Keep(Caller caller, SafePicture safe, CancellationToken cancellation)
    {
        var picture = new AccountPicture(safe.Sha256, safe.ContentType);
        using var content = new MemoryStream(safe.Content, writable: false);
        var kept = await blobs.Put(AddressOf(caller.Tenant, caller.Subject, picture), content, safe.ContentType, MaxBytes, cancellation);
        return await kept.Then(_ => Replace(caller, picture, cancellation));
    }

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
        var saved = await accounts.Edit(caller.Tenant, known, known.Body with { Picture = picture }, batch, cancellation);
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

    internal static BlobAddress AddressOf(TenantId tenant, string subject, AccountPicture picture) => BlobAddress.Of(tenant, "accounts", subject, picture.Id);
}
