using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Core.Storage;
using Interlink.Core.Uploads;

namespace Interlink.Core.Assets;

/// <summary>Adds a version to a file of a process, from something that was uploaded; for those who may create assets there.</summary>
public sealed class AddVersion(
    ProcessStore processes, AssetStore assets, UploadDesk uploads, IBlobs blobs, IIds ids, TimeProvider clock, AssetOptions options)
{
    private readonly ProcessEvents _events = new(ids, clock);

    /// <summary>Makes the upload the version in use, from the state of the asset that the caller read; earlier versions stay.</summary>
    /// <param name="key">A text that only repetitions of this request share: they answer the asset with the version made the first time.
    /// Null for none.</param>
    public async Task<Outcome<Asset>> Run(
        Caller caller, string processId, string assetId, string uploadId, Revision read, string? key, CancellationToken cancellation)
    {
        var loaded = await assets.Load(caller, processId, assetId, AssetRight.Create, cancellation);
        var admitted = loaded.Then(asset => Admit(asset, read, key));
        if (!admitted.Succeeded || admitted.Value.IsRepeated)
        {
            return admitted.Succeeded ? loaded : admitted.Error;
        }

        var target = AssetStore.AddressOf(caller.Tenant, processId, assetId, $"{admitted.Value.Number}-{ids.New()}");
        var file = await uploads.Take(caller, uploadId, cancellation);
        var blob = await file.Then(f => Copy(uploadId, f, target, cancellation));
        if (!blob.Succeeded)
        {
            return blob.Error;
        }

        var version = AssetFiles.Version(admitted.Value.Number, file.Value.FileName, file.Value.ContentType, blob.Value) with
        {
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = PersonReference.To(caller),
            MadeBy = key,
        };
        var added = await Commit(caller, processId, assetId, version, read, cancellation);
        return await AssetFiles.Keep(added, asset => asset.Versions.Any(v => v.Blob == version.Blob), blobs, target, cancellation);
    }

    private async Task<Outcome<BlobInfo>> Copy(string uploadId, FinishedUpload file, BlobAddress target, CancellationToken cancellation)
    {
        if (file.Length > options.MaxBytes)
        {
            return new BlobTooLarge(options.MaxBytes);
        }

        return await blobs.Copy(file.Address, target, cancellation) is { } blob ? blob : new UploadNotFound(uploadId);
    }

    private Task<Outcome<Asset>> Commit(
        Caller caller, string processId, string assetId, AssetVersion version, Revision read, CancellationToken cancellation) =>
        assets.Change(
            processes,
            caller,
            processId,
            assetId,
            AssetRight.Create,
            (loaded, asset) => Admit(asset.Body, read, version.MadeBy).Map(slot => slot.IsRepeated
                ? new Decision<Asset>(asset.Body, null)
                : new Decision<Asset>(With(asset.Body, version), Added(caller, loaded, asset.Body, version)).Replacing(asset)),
            cancellation);

    private static Outcome<Slot> Admit(Asset asset, Revision read, string? key) =>
        key is not null && asset.Versions.Any(v => v.MadeBy == key) ? new Slot(0, true)
        : asset.Kind is AssetKind.External ? new AssetIsExternal(asset.Name)
        : asset.Revision() != read ? new StaleRevision()
        : asset.Versions.Count >= AssetLimits.Versions ? new TooManyVersions()
        : new Slot(asset.Versions.Count + 1, false);

    private static Asset With(Asset asset, AssetVersion version) =>
        asset with { Versions = [.. asset.Versions, version], Edition = asset.Edition + 1, UpdatedAt = version.CreatedAt };

    private ProcessChange Added(Caller caller, LoadedProcess loaded, Asset asset, AssetVersion version)
    {
        var added = new AssetVersionAdded(loaded.Process.Id, asset.Item, asset.Id, version.Number, version.Length);
        var process = loaded.Process with { UpdatedAt = version.CreatedAt };
        return new ProcessChange(process, loaded.Tree, _events.Make(caller, "asset.version_added", asset.Id, added));
    }

    /// <summary>Where the version goes, or that this very request put it there before.</summary>
    private readonly record struct Slot(int Number, bool IsRepeated);
}
