using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;

namespace Interlink.Benchmarks;

/// <summary>A catalogue of any size in which each thing follows from its number: the same in every run.</summary>
internal static class SyntheticCatalogue
{
    /// <summary>How many problem profiles it has.</summary>
    public const int Profiles = 240;

    private static readonly string[] Languages = ["en", "it", "es", "lv"];

    private static readonly string[] Words =
    [
        "bridge", "harbour", "meadow", "library", "school", "garden", "market", "forest", "river", "station", "workshop", "archive", "kitchen", "square",
        "survey", "interview", "canvas", "guideline", "template", "agreement", "consent", "budget", "journey", "persona", "storyboard", "prototype", "handover",
    ];

    public static string ProfileId(int number) => $"SYN_PROBLEM_{number % Profiles}";

    public static string Word(int number) => Words[number % Words.Length];

    public static ProblemProfile Profile(int number) => new(ProfileId(number), Text(number, "Problem"), Text(number, "When a"), Text(number, "Helps a"));

    /// <summary>Most carry one to four profiles, some of them far more common than others; every thousandth carries half of all.</summary>
    public static Interlinker Entry(int number)
    {
        var chance = new Random(number);
        var breadth = number % 1000 == 999 ? Profiles / 2 : 1 + chance.Next(4);
        var profiles = Enumerable.Range(0, breadth).Select(_ => ProfileId((int)(Profiles * Math.Pow(chance.NextDouble(), 2))));
        return new Interlinker
        {
            Id = $"synthetic_{number}",
            Nature = InterlinkerNature.ExternalKnowledge,
            Name = Text(number, $"Entry {number}:"),
            Description = Text(number, "For people at the").Map(t => string.Join(' ', Enumerable.Repeat(t, 12))),
            Instructions = Text(number, "Begin with the").Map(t => string.Join(". ", Enumerable.Repeat(t, 20))),
            ProblemProfiles = [.. profiles.Distinct().Order(StringComparer.Ordinal)],
            Difficulty = (Difficulty)chance.Next(5),
            Licence = (Licence)chance.Next(5),
            Form = chance.Next(2) == 0 ? "guidelines" : "document_template",
            Languages = [.. Languages.Take(1 + chance.Next(4))],
            ExternalUri = LocalizedText.Of("en", $"https://example.org/{number}"),
        };
    }

    /// <summary>Two phases of four objectives with five tasks each; every second task names problems of its own.</summary>
    public static CoproductionSchema Schema(string id) => new()
    {
        Id = id,
        Name = Text(1, "Schema"),
        Phases = [.. Items("phase", 2, (p, _) => Items(p, 4, (o, i) => Items(o, 5, (_, _) => [], i)))],
    };

    private static List<SchemaItem> Items(string above, int count, Func<string, int, List<SchemaItem>> below, int seed = 0) =>
    [
        .. Enumerable.Range(0, count).Select(i => new SchemaItem
        {
            Id = $"{above}_{i}",
            Name = Text(seed + i, "Step"),
            ProblemProfiles = above.Length > 5 && i % 2 == 0 ? [ProfileId((seed * 31) + (i * 7)), ProfileId((seed * 17) + (i * 11) + 3)] : [],
            Items = below($"{above}_{i}", (seed * 5) + i),
        }),
    ];

    private static LocalizedText Text(int number, string beginning) => LocalizedText.Of(Languages.Select((language, i) =>
        KeyValuePair.Create(language, $"{beginning} {Word(number)} {Word((number / Words.Length) + i)} {Word((number * 7) + i)} {language}")));
}
