using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;

namespace Interlink.Core.Assets;

/// <summary>What would be made from an interlinker for one process, decided without touching anything.</summary>
/// <param name="Name">Title in the language of the process, or its fallback.</param>
/// <param name="Language">The language that it can be had in.</param>
/// <param name="Untranslated">Whether that is not the language asked for.</param>
/// <param name="Template">The file to copy; null for a link.</param>
/// <param name="Uri">The address of a link; null for a file.</param>
public sealed record AssetPlan(string Name, string Language, bool Untranslated, CatalogueFile? Template, string? Uri)
{
    /// <summary>Decides: the asked language, else English, else the first there is.</summary>
    /// <param name="processLanguage">The language for the title.</param>
    /// <param name="language">The language asked for.</param>
    public static Outcome<AssetPlan> For(Interlinker interlinker, string processLanguage, string language)
    {
        var name = Shortened((interlinker.AssetName.In(processLanguage) ?? interlinker.Name.In(processLanguage))?.Text ?? interlinker.Id);
        return interlinker.Nature switch
        {
            InterlinkerNature.Knowledge when ChooseLanguage(interlinker.Templates.Keys, language) is { } chosen =>
                new AssetPlan(name, chosen, chosen != language, interlinker.Templates[chosen], null),
            InterlinkerNature.ExternalKnowledge or InterlinkerNature.ExternalSoftware when interlinker.ExternalUri.In(language) is { } uri =>
                new AssetPlan(name, uri.Language, uri.Fallback, null, uri.Text),
            InterlinkerNature.Knowledge => Not("Its template file is missing from the catalogue."),
            InterlinkerNature.Software => Not("It is a tool, and tools cannot be connected yet. Add a link to what you made with it instead."),
            _ => Not("The catalogue has no address for it."),
        };

        InterlinkerNotInstantiable Not(string why) => new(interlinker.Id, why);
    }

    private static string? ChooseLanguage(IEnumerable<string> languages, string asked) =>
        languages.OrderBy(l => l == asked ? 0 : l == Kernel.Language.Fallback ? 1 : 2)
            .ThenBy(l => l, StringComparer.Ordinal)
            .FirstOrDefault();

    private static string Shortened(string name) => name.Length <= AssetLimits.Name ? name : name[..(AssetLimits.Name - 1)] + "…";
}
