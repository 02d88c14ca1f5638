using Interlink.Core.Assets;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;

namespace Interlink.Functions.Processes;

/// <summary>Puts together what a guide and its items show: the tree, assets counted, problems by name.</summary>
public sealed class GuideViews(AssetStore assets, CatalogueReader catalogue)
{
    private const int NextSteps = 3;

    /// <summary>The whole guide.</summary>
    public async Task<GuideView> Guide(Caller caller, LoadedProcess loaded, CancellationToken cancellation)
    {
        if (loaded.Tree is not { } tree)
        {
            return new GuideView(ProcessView.Of(loaded), [], []);
        }

        var counts = await assets.CountByItem(caller, loaded.Process, cancellation);
        return new GuideView(
            ProcessView.Of(loaded.Process with { Progress = tree.Progress.Whole }, loaded.Rights.Administers),
            [.. tree.Items.Select(item => new GuideItemView(tree, item, loaded.Rights.At(item.Id), counts.GetValueOrDefault(item.Id)))],
            tree.Next(NextSteps));
    }

    /// <summary>One item.</summary>
    /// <param name="language">The reader's language, for the names of problems.</param>
    public async Task<TreeItemView> Item(Caller caller, LoadedItem found, string language, CancellationToken cancellation)
    {
        var counts = await assets.CountByItem(caller, found.Process, cancellation);
        var known = (await catalogue.FindProfiles(caller, found.Item.ProblemProfiles, cancellation))
            .ToDictionary(p => p.Id, StringComparer.OrdinalIgnoreCase);
        var profiles = found.Item.ProblemProfiles.Select(id =>
            new ProfileNameView(id, known.GetValueOrDefault(id)?.Name.In(language) ?? new Localized(id, Language.Fallback, true)));
        return new TreeItemView(found, counts.GetValueOrDefault(found.Item.Id), [.. profiles]);
    }
}
