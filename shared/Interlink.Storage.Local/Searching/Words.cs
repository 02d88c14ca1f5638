using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;

namespace Interlink.Storage.Local.Searching;

/// <summary>Makes full-text expressions out of what people type, so that nothing they type is ever an operator.</summary>
internal static class Words
{
    /// <summary>Words in one expression; a longer text is asked for in several and the answers intersected.</summary>
    private const int WordsPerExpression = 24;

    // Of the private use area: a word character for FTS5, yet in no word of a document or a reader after Clean. So the tokens of the scope column
    // and words never meet, and expressions need no column filters, which would double their time.
    private const char Marker = '\uE000';

    /// <summary>The token that stands for "any language, since the document has no English" in <see cref="Scope"/>.</summary>
    private const string NoEnglish = "*";

    /// <summary>The words of a text: runs of letters, digits and their marks; a word that begins another is left out, as the other implies it.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        var words = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (var rune in $"{Clean(text ?? "")} ".EnumerateRunes())
        {
            if (Belongs(rune, word.Length == 0))
            {
                word.Append(rune.ToString());
            }
            else if (word.Length > 0)
            {
                words[word.ToString().ToLowerInvariant()] = word.ToString();
                word.Clear();
            }
        }

        var keys = words.Keys.ToList();
        return [.. keys.Where((k, i) => i + 1 == keys.Count || !keys[i + 1].StartsWith(k, StringComparison.Ordinal)).Select(k => words[k])];
    }

    /// <summary>The FTS5 expressions that must all hold for a row to match the words.</summary>
    /// <param name="scope">Null for rows of every scope.</param>
    public static IReadOnlyList<string> Expressions(IReadOnlyList<string> words, WordScope? scope) =>
        [.. words.Chunk(WordsPerExpression).Select(chunk => string.Join(" AND ", chunk.Select(Prefix)) + (scope is { } given ? $" AND {Within(given)}" : ""))];

    /// <summary>The FTS5 expression for a row with the word in its title.</summary>
    public static string TitleExpression(string word, WordScope scope) => $"(title : {Prefix(word)}) AND {Within(scope)}";

    /// <summary>What the scope column of a row holds: a token for the partition and one for the tenant, each with the language of the row.</summary>
    public static string Scope(string tenant, string aggregate, string kind, string language, bool hasEnglish)
    {
        var tokens = new List<string> { Token(tenant, aggregate, kind, language), Token(tenant, null, kind, language) };
        if (!hasEnglish)
        {
            tokens.Add(Token(tenant, aggregate, kind, NoEnglish));
            tokens.Add(Token(tenant, null, kind, NoEnglish));
        }

        return string.Join(' ', tokens);
    }

    /// <summary>A text as it is indexed: composed, without broken surrogates and without characters of the private use area.</summary>
    public static string Clean(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        Span<char> characters = stackalloc char[2];
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var length = (IsPrivate(rune) ? new Rune(' ') : rune).EncodeToUtf16(characters);
            clean.Append(characters[..length]);
        }

        return clean.ToString().Normalize();
    }

    private static bool IsPrivate(Rune rune) => rune.Value is >= 0xe000 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;

    private static string Prefix(string word) => $"\"{word}\" *";

    /// <summary>The rows of the scope whose language may be the one to be searched: the reader's, English, or any of a document without English.</summary>
    private static string Within(WordScope scope)
    {
        var languages = new[] { scope.Language, Language.Fallback, NoEnglish }.Distinct(StringComparer.Ordinal);
        return $"({string.Join(" OR ", languages.Select(l => $"\"{Token(scope.Tenant, scope.Aggregate, scope.Kind, l)}\""))})";
    }

    private static bool Belongs(Rune rune, bool first) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => !first,
        UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber => true,
        _ => Rune.IsLetterOrDigit(rune),
    };

    // 60 bits of a hash: what two scopes should ever share is sorted out by the index in memory, which knows its documents by number.
    private static string Token(string tenant, string? aggregate, string kind, string language)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', tenant, aggregate, kind, language)));
        return Marker + Convert.ToHexStringLower(hash.AsSpan(0, 7));
    }
}

/// <summary>Where words are looked for, and for a reader of which language; the aggregate is null for all of the tenant.</summary>
internal readonly record struct WordScope(string Tenant, string? Aggregate, string Kind, string Language);
