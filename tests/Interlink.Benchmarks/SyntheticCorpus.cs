using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Benchmarks;

/// <summary>Entries of made-up words, few of them frequent and many rare, in four languages; the same for the same seed.</summary>
internal sealed class SyntheticCorpus(int seed)
{
    private const int VocabularySize = 20_000;

    private static readonly string[] Vocabulary = MakeVocabulary();

    private static readonly Dictionary<string, int> Values = new()
    {
        ["nature"] = 4,
        ["profile"] = 40,
        ["form"] = 8,
        ["difficulty"] = 3,
        ["licence"] = 6,
        ["contentLanguage"] = 12,
    };

    private readonly Random _random = new(seed);

    /// <summary>The languages of the entries; every entry has English but one in ten.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "it", "es", "lv"];

    /// <summary>The facets of the entries.</summary>
    public static IReadOnlyList<string> Facets { get; } = [.. Values.Keys];

    /// <summary>Some value of a facet.</summary>
    public string Value(string facet) => $"{facet}-{_random.Next(Values[facet])}";

    /// <summary>Some words, frequent ones more often.</summary>
    public string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[(int)(Math.Pow(_random.NextDouble(), 3) * VocabularySize)]));

    /// <summary>An entry with a title and some eighty words of text in each of its languages.</summary>
    public SearchEntry Entry()
    {
        var languages = Languages.Where((_, i) => _random.NextDouble() < (i == 0 ? 0.9 : 0.7)).DefaultIfEmpty("lv").ToList();
        return new SearchEntry
        {
            Title = LocalizedText.Of(languages.Select(l => KeyValuePair.Create(l, Words(_random.Next(3, 8))))),
            Text = LocalizedText.Of(languages.Select(l => KeyValuePair.Create(l, Words(_random.Next(40, 120))))),
            Facets = Values.Keys.ToDictionary(f => f, f => (IReadOnlyList<string>)[.. Enumerable.Range(0, f is "profile" or "contentLanguage" ? 3 : 1).Select(_ => Value(f))]),
            Numbers = new Dictionary<string, double> { ["rating"] = _random.Next(10, 51) / 10.0 },
        };
    }

    private static string[] MakeVocabulary()
    {
        var random = new Random(0);
        string[] syllables = ["ba", "co", "di", "fe", "gu", "ha", "ko", "li", "mo", "na", "pre", "ri", "sta", "te", "va", "zu", "čo", "ñe", "sā", "ī"];
        return [.. Enumerable.Range(0, VocabularySize).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => syllables[random.Next(syllables.Length)])))];
    }
}
