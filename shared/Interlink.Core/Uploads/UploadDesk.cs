using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Uploads;

/// <summary>Large files in parts: begun, filled in any order, repeated at will, put together when they are used.</summary>
public sealed class UploadDesk(UploadStore store, IBlobs blobs, IIds ids, TimeProvider clock, UploadOptions options)
{
    /// <summary>Begins an upload.</summary>
    /// <param name="length">How many bytes the file has; at least one.</param>
    /// <param name="key">What the request is repeated under (see <see cref="Ulids.Derive"/>); null when it is not.</param>
    /// <returns>The upload; <see cref="UploadTooLarge"/>, <see cref="TooManyUploads"/>, or <see cref="InvalidInput"/> for a name or type that cannot be one.</returns>
    public async Task<Outcome<Upload>> Begin(
        Caller caller, string fileName, long length, string? contentType, string? key, CancellationToken cancellation)
    {
        if (length > options.MaxBytes)
        {
            return new UploadTooLarge(options.MaxBytes);
        }

        if (FileNames.Check(fileName, contentType) is { Count: > 0 } faults)
        {
            return new InvalidInput(faults);
        }

        if (await store.CountOf(caller, cancellation) >= options.MaxUnderWay)
        {
            return new TooManyUploads(options.MaxUnderWay);
        }

        var now = clock.GetUtcNow();
        var id = key is null ? ids.New() : Ulids.Derive("upload", key);
        return await store.Begin(
            caller.Tenant, new Upload(id, caller.Subject, fileName, length, contentType ?? FileNames.AnyType, now, now + options.Keep), cancellation);
    }

    /// <summary>Takes a part. The same part may come again and then replaces the first.</summary>
    /// <param name="announced">How many bytes the sender says will come; null when it does not say.</param>
    public async Task<Outcome<Unit>> Receive(
        Caller caller, string id, int part, Stream content, long? announced, CancellationToken cancellation)
    {
        if (await Find(caller, id, cancellation) is not { } upload)
        {
            return new UploadNotFound(id);
        }

        if (part < 0 || part >= upload.Parts)
        {
            return new InvalidInput("n", "out_of_range", string.Create(CultureInfo.InvariantCulture, $"The parts are numbered 0 to {upload.Parts - 1}."));
        }

        if (announced is { } bytes && bytes != upload.LengthOf(part))
        {
            return WrongLength(upload, part);
        }

        if (await IsWhole(caller.Tenant, upload, cancellation))
        {
            return new UploadFinished(id);
        }

        try
        {
            await using var exact = new ExactLengthStream(content, upload.LengthOf(part));
            var put = await blobs.Put(upload.Part(caller.Tenant, part), exact, FileNames.AnyType, upload.LengthOf(part), cancellation);
            return put.Succeeded ? Unit.Value : WrongLength(upload, part);
        }
        catch (WrongLengthException)
        {
            return WrongLength(upload, part);
        }
    }

    /// <summary>Tells which parts of the caller's upload have arrived.</summary>
    public async Task<Outcome<(Upload Upload, IReadOnlyList<int> Received)>> Status(Caller caller, string id, CancellationToken cancellation)
    {
        if (await Find(caller, id, cancellation) is not { } upload)
        {
            return new UploadNotFound(id);
        }

        IReadOnlyList<int> received = await IsWhole(caller.Tenant, upload, cancellation)
            ? [.. Enumerable.Range(0, upload.Parts)]
            : await Received(caller.Tenant, upload, cancellation);
        return (upload, received);
    }

    /// <summary>Hands over a file that arrived whole, putting it together the first time. May be called again, also when a crash lay between.</summary>
    /// <returns>The file; <see cref="UploadNotFound"/> for any that the caller did not begin; <see cref="UploadIncomplete"/> naming the missing parts.</returns>
    public async Task<Outcome<FinishedUpload>> Take(Caller caller, string id, CancellationToken cancellation)
    {
        if (await Find(caller, id, cancellation) is not { } upload)
        {
            return new UploadNotFound(id);
        }

        var finished = new FinishedUpload(upload.Content(caller.Tenant), upload.FileName, upload.Length, upload.ContentType);
        if (await IsWhole(caller.Tenant, upload, cancellation))
        {
            return finished;
        }

        var missing = Enumerable.Range(0, upload.Parts).Except(await Received(caller.Tenant, upload, cancellation)).ToList();
        if (missing.Count > 0)
        {
            return await IsWhole(caller.Tenant, upload, cancellation) ? finished : new UploadIncomplete(missing);
        }

        return await Assemble(caller.Tenant, upload, cancellation) ? finished : new UploadIncomplete([.. Enumerable.Range(0, upload.Parts)]);
    }

    /// <summary>Removes what has expired.</summary>
    /// <returns>How many uploads were removed.</returns>
    public async Task<int> Sweep(TenantId tenant, CancellationToken cancellation)
    {
        var expired = await store.Expired(tenant, clock.GetUtcNow(), cancellation);
        foreach (var upload in expired)
        {
            await Remove(tenant, upload, cancellation);
        }

        return expired.Count;
    }

    /// <summary>Removes an upload with its bytes.</summary>
    internal async Task Remove(TenantId tenant, Upload upload, CancellationToken cancellation)
    {
        await RemoveBlobs(tenant, $"uploads/{upload.Id}/", cancellation);
        await store.Remove(tenant, upload.Id, cancellation);
    }

    private async Task<Upload?> Find(Caller caller, string id, CancellationToken cancellation)
    {
        var upload = Ulids.IsId(id) ? await store.Find(caller.Tenant, id, cancellation) : null;
        return upload is not null && upload.Subject == caller.Subject && upload.ExpiresAt > clock.GetUtcNow() ? upload : null;
    }

    private async Task<bool> IsWhole(TenantId tenant, Upload upload, CancellationToken cancellation)
    {
        await using var content = await blobs.Open(upload.Content(tenant), cancellation);
        return content is not null;
    }

    private async Task<IReadOnlyList<int>> Received(TenantId tenant, Upload upload, CancellationToken cancellation)
    {
        var received = new List<int>();
        await foreach (var part in blobs.List(tenant, $"uploads/{upload.Id}/parts/", cancellation))
        {
            received.Add(int.Parse(part.Address.Path[^6..], CultureInfo.InvariantCulture));
        }

        return received;
    }

    private async Task<bool> Assemble(TenantId tenant, Upload upload, CancellationToken cancellation)
    {
        try
        {
            await using var parts = new PartsStream(blobs, tenant, upload, cancellation);
            await using var exact = new ExactLengthStream(parts, upload.Length);
            var put = await blobs.Put(upload.Content(tenant), exact, upload.ContentType, upload.Length, cancellation);
            if (!put.Succeeded)
            {
                return false;
            }
        }
        catch (PartVanishedException)
        {
            return await IsWhole(tenant, upload, cancellation);
        }

        await RemoveBlobs(tenant, $"uploads/{upload.Id}/parts/", cancellation);
        return true;
    }

    private async Task RemoveBlobs(TenantId tenant, string prefix, CancellationToken cancellation)
    {
        var found = new List<BlobAddress>();
        await foreach (var blob in blobs.List(tenant, prefix, cancellation))
        {
            found.Add(blob.Address);
        }

        foreach (var address in found)
        {
            await blobs.Delete(address, cancellation);
        }
    }

    private static InvalidInput WrongLength(Upload upload, int part) =>
        new("body", "wrong_length", string.Create(CultureInfo.InvariantCulture, $"Part {part} must have exactly {upload.LengthOf(part)} bytes."));
}
