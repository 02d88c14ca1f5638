using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Assets;

/// <summary>Renames, redirects and removes assets.</summary>
public sealed class ChangeAsset(ProcessStore processes, AssetStore assets, IIds ids, TimeProvider clock)
{
    private readonly ProcessEvents _events = new(ids, clock);

    /// <summary>Changes the name of an asset, or the address of a link, from the state that the caller read; for those who
    /// may create assets there.</summary>
    public Task<Outcome<Asset>> Edit(
        Caller caller, string processId, string assetId, AssetEdit edit, Revision read, CancellationToken cancellation) =>
        assets.Change(
            processes,
            caller,
            processId,
            assetId,
            AssetRight.Create,
            (loaded, asset) => Edited(asset.Body, edit, read).Map(after => after == asset.Body
                ? new Decision<Asset>(after, null)
                : new Decision<Asset>(
                    after with { Edition = after.Edition + 1, UpdatedAt = clock.GetUtcNow() },
                    Touch(loaded, EditedOf(caller, processId, asset.Body, after))).Replacing(asset)),
            cancellation);

    /// <summary>Removes an asset with all its versions, from the state that the caller read; for those who may delete assets there.</summary>
    public async Task<Outcome<Unit>> Delete(Caller caller, string processId, string assetId, Revision read, CancellationToken cancellation)
    {
        var removed = await assets.Change(
            processes,
            caller,
            processId,
            assetId,
            AssetRight.Delete,
            (loaded, asset) => asset.Body.Revision() == read
                ? new Decision<Asset>(asset.Body, Removal(loaded, asset, Deleted(caller, processId, asset.Body)))
                : new StaleRevision(),
            cancellation);
        if (!removed.Succeeded)
        {
            return removed.Error;
        }

        await assets.RemoveBlobs(caller, processId, assetId, CancellationToken.None);
        return Unit.Value;
    }

    private static Outcome<Asset> Edited(Asset before, AssetEdit edit, Revision read)
    {
        var fields = new Fields();
        var after = before with
        {
            Name = edit.Name is null ? before.Name : fields.Line("name", edit.Name, AssetLimits.Name),
            Uri = edit.Uri is null ? before.Uri : fields.WebAddress("uri", edit.Uri, AssetLimits.Uri),
        };
        return fields.Refusal is { } refusal ? refusal
            : before.Revision() != read ? new StaleRevision()
            : edit.Uri is not null && before.Kind is AssetKind.Internal ? new AssetIsInternal(before.Name)
            : after;
    }

    private DomainEvent EditedOf(Caller caller, string processId, Asset before, Asset after) =>
        _events.Make(caller, "asset.edited", after.Id, new AssetEdited(processId, after.Item, after.Id)) with
        {
            Changes =
            [
                .. before.Name == after.Name ? [] : new[] { new FieldChange("name", before.Name, after.Name) },
                .. before.Uri == after.Uri ? [] : new[] { new FieldChange("uri", before.Uri, after.Uri) },
            ],
        };

    private DomainEvent Deleted(Caller caller, string processId, Asset asset) =>
        _events.Make(caller, "asset.deleted", asset.Id, new AssetDeleted(processId, asset.Item, asset.Id));

    private ProcessChange Removal(LoadedProcess loaded, Document<Asset> asset, DomainEvent deleted)
    {
        var change = Touch(loaded, deleted);
        return change with
        {
            Process = change.Process.Using(asset.Body.Interlinker?.Id, -1),
            Also = batch => batch.Remove(AssetStore.Kind, asset.Id, asset.Revision),
        };
    }

    private ProcessChange Touch(LoadedProcess loaded, params IReadOnlyList<DomainEvent> events) =>
        new(loaded.Process with { UpdatedAt = clock.GetUtcNow() }, loaded.Tree, events);
}

/// <summary>What to change, unchecked: null leaves a text as it is.</summary>
public sealed record AssetEdit(string? Name, string? Uri);

/// <summary>How decisions about an asset that exists are taken and written.</summary>
internal static class AssetDecisions
{
    /// <summary>Reads an asset within its process, for those who may see it and hold the right; lets a decision be taken about it, and commits that.</summary>
    public static Task<Outcome<Asset>> Change(
        this AssetStore assets,
        ProcessStore processes,
        Caller caller,
        string processId,
        string assetId,
        AssetRight right,
        Func<LoadedProcess, Document<Asset>, Outcome<Decision<Asset>>> decide,
        CancellationToken cancellation) =>
        processes.Change<Asset>(
            caller,
            processId,
            async loaded => (await assets.Find(caller, processId, assetId, cancellation))
                .Then(asset => AssetStore.Admit(loaded, asset, right)).Then(asset => decide(loaded, asset)),
            cancellation);

    /// <summary>Writes the asset that was decided on over the one that was read.</summary>
    public static Decision<Asset> Replacing(this Decision<Asset> decision, Document<Asset> read) => decision with
    {
        Change = decision.Change! with
        {
            Also = batch => batch.Replace(AssetStore.Kind, read.Id, decision.Result, read.Revision, decision.Result.Entry()),
        },
    };
}
