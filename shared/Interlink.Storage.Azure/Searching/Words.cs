using System.Globalization;
using System.Text;

namespace Interlink.Storage.Azure.Searching;

/// <summary>Texts as words that can be compared: lower case, without accents, in ordinal order.</summary>
internal static class Words
{
    /// <summary>The words of a text, each once; nothing in it has another meaning than itself.</summary>
    public static string[] Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var words = new SortedSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (IsOfWord(category, word.Length == 0))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (category != UnicodeCategory.NonSpacingMark)
            {
                End(word, words);
            }
        }

        End(word, words);
        return [.. words];
    }

    /// <summary>Whether one of the words, which are in order, begins with the text.</summary>
    public static bool AnyBegins(string[] words, string text)
    {
        var place = Array.BinarySearch(words, text, StringComparer.Ordinal);
        return place >= 0 || (~place < words.Length && words[~place].StartsWith(text, StringComparison.Ordinal));
    }

    /// <summary>A text whose broken surrogates are replaced, as normalizing refuses them.</summary>
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());

    private static bool IsOfWord(UnicodeCategory category, bool first) => category switch
    {
        UnicodeCategory.SpacingCombiningMark => !first,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        _ => category <= UnicodeCategory.OtherLetter,
    };

    private static void End(StringBuilder word, SortedSet<string> words)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
