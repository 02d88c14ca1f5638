using System.Globalization;
using System.Text.Json;
using Interlink.Core.Catalogue.Markup;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Catalogue;

/// <summary>How catalogue entries are found: the words, facets and numbers stored with them.</summary>
public static class CatalogueIndex
{
    /// <summary>Facet: one of <see cref="InterlinkerNature"/>.</summary>
    public const string Nature = "nature";

    /// <summary>Facet: id of a problem profile, in canonical spelling.</summary>
    public const string Profile = "profile";

    /// <summary>Facet: the form.</summary>
    public const string Form = "form";

    /// <summary>Facet: one of <see cref="Catalogue.Difficulty"/>.</summary>
    public const string Difficulty = "difficulty";

    /// <summary>Facet: one of <see cref="Catalogue.Licence"/>.</summary>
    public const string Licence = "licence";

    /// <summary>Facet: a language in which the entry can be used.</summary>
    public const string ContentLanguage = "contentLanguage";

    /// <summary>Facet: one of <see cref="PublicationState"/>.</summary>
    public const string State = "state";

    /// <summary>Facet: how many problem profiles the entry carries.</summary>
    public const string Breadth = "breadth";

    /// <summary>Number: the less an entry carries, the larger; for finding the most pointed first.</summary>
    public const string Focus = "focus";

    /// <summary>Number: mean of the ratings.</summary>
    public const string Rating = "rating";

    /// <summary>How an interlinker is found.</summary>
    public static SearchEntry Of(Interlinker entry) => new()
    {
        Title = entry.Name,
        Text = Merge([Plain(entry.Description), Plain(entry.Overview), Words(entry.Tags), Plain(entry.Instructions)]),
        Facets = Facets(
            (Nature, [Word(entry.Nature)]),
            (Profile, entry.ProblemProfiles),
            (Form, entry.Form is { } form ? [form] : []),
            (Difficulty, entry.Difficulty is { } difficulty ? [Word(difficulty)] : []),
            (Licence, entry.Licence is { } licence ? [Word(licence)] : []),
            (ContentLanguage, entry.Languages),
            (State, [Word(entry.State)]),
            (Breadth, [entry.ProblemProfiles.Count.ToString(CultureInfo.InvariantCulture)])),
        Numbers = Numbers((Focus, 1.0 / (1 + entry.ProblemProfiles.Count)), (Rating, entry.Rating?.Average)),
    };

    /// <summary>How a problem profile is found.</summary>
    public static SearchEntry Of(ProblemProfile profile) => new()
    {
        Title = profile.Name,
        Text = Merge([Plain(profile.Description), Plain(profile.Functionality)]),
    };

    /// <summary>How a schema is found: also by the names of its phases, objectives and tasks.</summary>
    public static SearchEntry Of(CoproductionSchema schema) => new()
    {
        Title = schema.Name,
        Text = Merge([Plain(schema.Description), Words(schema.Tags), .. All(schema.Phases).Select(i => i.Name)]),
        Facets = Facets((State, [Word(schema.State)]), (Profile, [.. All(schema.Phases).SelectMany(i => i.ProblemProfiles).Distinct()])),
    };

    /// <summary>The word for an enum value, as on the wire.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static IEnumerable<SchemaItem> All(IEnumerable<SchemaItem> items) => items.SelectMany(i => All(i.Items).Prepend(i));

    private static LocalizedText Plain(LocalizedText markdown) => markdown.Map(MarkdownText.ToPlain);

    private static LocalizedText Words(IReadOnlyDictionary<string, IReadOnlyList<string>> words) =>
        LocalizedText.Of(words.Select(w => KeyValuePair.Create(w.Key, string.Join(", ", w.Value))));

    private static LocalizedText Merge(IEnumerable<LocalizedText> texts) =>
        LocalizedText.Of(texts.SelectMany(t => t.Translations).GroupBy(t => t.Key, t => t.Value)
            .Select(g => KeyValuePair.Create(g.Key, string.Join('\n', g))));

    private static Dictionary<string, double> Numbers(params (string Name, double? Value)[] numbers) =>
        numbers.Where(n => n.Value is not null).ToDictionary(n => n.Name, n => n.Value!.Value, StringComparer.Ordinal);

    private static Dictionary<string, IReadOnlyList<string>> Facets(params (string Name, IReadOnlyList<string> Values)[] facets) =>
        facets.Where(f => f.Values.Count > 0).ToDictionary(f => f.Name, f => f.Values, StringComparer.Ordinal);
}
