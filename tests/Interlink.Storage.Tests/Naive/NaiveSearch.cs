using System.Globalization;
using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Naive;

/// <summary>The rules of searching as functions of one entry.</summary>
internal static class NaiveSearch
{
    public static bool Matches(SearchEntry entry, SearchQuery query, string? lifted) =>
        query.AnyOf.Where(f => f.Key != lifted).All(f => entry.Facets.GetValueOrDefault(f.Key, []).Any(f.Value.Contains))
        && query.AtLeast.All(n => entry.Numbers.TryGetValue(n.Key, out var number) && number >= n.Value)
        && (Words(query.Text).Count == 0 || Searched(entry, query.Language).Any(l => HasWords(entry, l, Words(query.Text))));

    public static IReadOnlyList<FacetCount> Count(IReadOnlyList<SearchEntry> entries, SearchQuery query, string facet) =>
    [
        .. entries.Where(e => Matches(e, query, lifted: facet))
            .SelectMany(e => e.Facets.GetValueOrDefault(facet, []).Distinct())
            .GroupBy(v => v, (value, all) => new FacetCount(value, all.Count()))
            .OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal),
    ];

    public static int CompareTitles(SearchEntry left, SearchEntry right, string language) => CultureInfo.GetCultureInfo(language).CompareInfo
        .Compare(left.Title.In(language)?.Text ?? "", right.Title.In(language)?.Text ?? "", CompareOptions.IgnoreCase);

    public static int CompareNumbers(SearchEntry left, SearchEntry right, string number)
    {
        double Of(SearchEntry entry) => entry.Numbers.TryGetValue(number, out var value) ? value : double.NegativeInfinity;
        return Of(right).CompareTo(Of(left));
    }

    /// <summary>Words found in the title first; finer ranking is the adapter's own.</summary>
    public static int CompareRelevance(SearchEntry left, SearchEntry right, SearchQuery query)
    {
        int InTitle(SearchEntry entry) => Searched(entry, query.Language)
            .Max(l => Words(query.Text).Count(w => Words(entry.Title.Translations.GetValueOrDefault(l)).Any(t => t.StartsWith(w, StringComparison.Ordinal))));
        return InTitle(right).CompareTo(InTitle(left));
    }

    public static IReadOnlyList<string> Words(string? text)
    {
        var folded = new StringBuilder();
        foreach (var rune in new string([.. (text ?? "").EnumerateRunes().SelectMany(r => r.ToString())]).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : " ");
            }
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool HasWords(SearchEntry entry, string language, IReadOnlyList<string> words)
    {
        var there = Words(entry.Title.Translations.GetValueOrDefault(language)).Concat(Words(entry.Text.Translations.GetValueOrDefault(language))).ToList();
        return words.All(w => there.Exists(t => t.StartsWith(w, StringComparison.Ordinal)));
    }

    private static IReadOnlyList<string> Searched(SearchEntry entry, string language)
    {
        var languages = entry.Title.Translations.Keys.Union(entry.Text.Translations.Keys).ToList();
        return languages.Contains(language) ? [language] : languages.Contains(Language.Fallback) ? [Language.Fallback] : languages;
    }
}
