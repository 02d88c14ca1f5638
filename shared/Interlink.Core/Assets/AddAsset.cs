using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Assets;

/// <summary>Adds a resource to an item of a process; for those who may create assets there. The first one moves a task that awaits into progress, in the same commit.</summary>
public sealed class AddAsset(
    ProcessStore processes, AssetStore assets, CatalogueReader catalogue, IBlobs blobs, IIds ids, TimeProvider clock)
{
    private readonly ProcessEvents _events = new(ids, clock);

    /// <summary>Takes up an interlinker: a copy of its template as a file of the process, or its address as a link.</summary>
    /// <param name="language">In which language it is wanted; null for that of the process.</param>
    /// <param name="key">A text that only repetitions of this request share: they make one asset together. Null for none.</param>
    public async Task<Outcome<Asset>> TakeUp(
        Caller caller, string processId, string itemId, string interlinkerId, string? language, string? key, CancellationToken cancellation)
    {
        var fields = new Fields();
        _ = language is null ? null : fields.LanguageCode("language", language);
        var found = fields.Refusal is { } refusal ? refusal : await LoadItem(caller, processId, itemId, cancellation);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await catalogue.FindInterlinker(caller, interlinkerId, cancellation) is not { } interlinker)
        {
            return new InterlinkerNotFound(interlinkerId);
        }

        var process = found.Value.Process;
        var blank = Blank(caller, process, itemId, key);
        return await AssetPlan.For(interlinker, process.Language, language ?? process.Language)
            .Then(plan => Make(caller, process, blank, interlinker, plan, cancellation));
    }

    /// <summary>Adds a link to a page elsewhere.</summary>
    /// <param name="key">As for <see cref="TakeUp"/>.</param>
    public async Task<Outcome<Asset>> Link(
        Caller caller, string processId, string itemId, AssetLink link, string? key, CancellationToken cancellation)
    {
        var fields = new Fields();
        var (name, uri) = (fields.Line("name", link.Name, AssetLimits.Name), fields.WebAddress("uri", link.Uri, AssetLimits.Uri));
        var found = fields.Refusal is { } refusal ? refusal : await LoadItem(caller, processId, itemId, cancellation);
        return await found.Map(item => Blank(caller, item.Process, itemId, key) with { Name = name, Uri = uri })
            .Then(asset => Commit(caller, processId, asset, cancellation));
    }

    private async Task<Outcome<LoadedItem>> LoadItem(Caller caller, string processId, string itemId, CancellationToken cancellation) =>
        (await processes.LoadItem(caller, processId, itemId, cancellation)).Then(item => item.For(AssetRight.Create));

    private async Task<Outcome<Asset>> Make(
        Caller caller, Process process, Asset blank, Interlinker interlinker, AssetPlan plan, CancellationToken cancellation)
    {
        var asset = blank with
        {
            Name = plan.Name,
            Language = plan.Language,
            Untranslated = plan.Untranslated,
            Interlinker = new AssetOrigin(interlinker.Id, interlinker.Name, interlinker.Version),
            Uri = plan.Uri,
        };
        if (plan.Template is not { } template)
        {
            return await Commit(caller, process.Id, asset, cancellation);
        }

        var target = AssetStore.AddressOf(caller.Tenant, process.Id, asset.Id, $"1-{ids.New()}");
        var copy = await blobs.Copy(CatalogueStore.FileAddress(caller.Tenant, template.Sha256), target, cancellation);
        if (copy is null)
        {
            return new InterlinkerNotInstantiable(interlinker.Id, "Its template file is missing from the catalogue.");
        }

        var version = AssetFiles.Version(1, template.Name, template.ContentType, copy) with
        {
            CreatedAt = asset.CreatedAt,
            CreatedBy = asset.CreatedBy,
        };
        var made = await Commit(caller, process.Id, asset with { Kind = AssetKind.Internal, Versions = [version] }, cancellation);
        return await AssetFiles.Keep(made, kept => kept.Versions is [var first, ..] && first.Blob == version.Blob, blobs, target, cancellation);
    }

    private Task<Outcome<Asset>> Commit(Caller caller, string processId, Asset asset, CancellationToken cancellation) =>
        processes.Change<Asset>(
            caller,
            processId,
            async loaded =>
            {
                var found = loaded.Item(asset.Item).Then(item => item.For(AssetRight.Create));
                var earlier = await assets.Find(caller, processId, asset.Id, cancellation);
                return !found.Succeeded ? found.Error
                    : earlier.Succeeded ? new Decision<Asset>(earlier.Value.Body, null)
                    : !found.Value.Tree.TakesPart(found.Value.Item) ? new ItemDisabled(found.Value.Item.Name)
                    : await Decide(caller, found.Value, asset, cancellation);
            },
            cancellation);

    private async Task<Decision<Asset>> Decide(Caller caller, LoadedItem found, Asset asset, CancellationToken cancellation)
    {
        var (process, tree, item) = (found.Process, found.Tree, found.Item);
        var starts = item is { Type: TreeItemType.Task, Status: ItemStatus.Awaiting }
            && !await assets.HasAny(caller, process.Id, item.Id, cancellation);
        var after = starts ? tree.SetStatus(item.Id, ItemStatus.InProgress).Value : tree;
        var created = new AssetCreated(process.Id, item.Id, asset.Id, asset.Kind, asset.Interlinker?.Id);
        List<DomainEvent> events = [_events.Make(caller, "asset.created", asset.Id, created)];
        if (starts)
        {
            events.Add(_events.StatusChanged(caller, process, item, ItemStatus.InProgress, TaskStatusCause.FirstAsset));
        }

        return new(asset, new ProcessChange(process.After(after, clock.GetUtcNow()).Using(asset.Interlinker?.Id, 1), after, events)
        {
            Also = batch => batch.Create(AssetStore.Kind, asset.Id, asset, asset.Entry()),
        });
    }

    private Asset Blank(Caller caller, Process process, string item, string? key)
    {
        var now = clock.GetUtcNow();
        return new Asset
        {
            Id = key is null ? ids.New() : Ulids.Derive("asset", process.Id, caller.Subject, key),
            Item = item,
            Kind = AssetKind.External,
            Name = "",
            CreatedAt = now,
            CreatedBy = PersonReference.To(caller),
            UpdatedAt = now,
        };
    }
}

/// <summary>A link as asked for, unchecked.</summary>
public sealed record AssetLink(string? Name, string? Uri);
