using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Storage.Azure.Cosmos;

namespace Interlink.Storage.Azure.Searching;

/// <summary>An entry in memory: what filters, counts, words and orders look at.</summary>
internal sealed class IndexedEntry
{
    /// <summary>Characters of a title that count in sorting.</summary>
    private const int SignificantLength = 200;

    private readonly LocalizedText _title;
    private readonly (string Name, string[] Values)[] _facets;
    private readonly (string Name, double Value)[] _numbers;
    private (string Language, byte[] Key)[] _keys = [];

    /// <param name="texts">Gives the one copy of a text that entries share: the same words and values come again and again.</param>
    public IndexedEntry(EntryItem item, StoredEntry entry, TextPool texts)
    {
        (Item, Aggregate, Id, Written, ETag) = (item.Id, item.Aggregate, item.Key ?? "", item.Written, item.ETag);
        _title = entry.Title;
        _facets = [.. entry.Facets.Select(f => (texts.Shared(f.Key), texts.Shared(f.Value.Distinct(StringComparer.Ordinal))))];
        _numbers = [.. entry.Numbers.Select(n => (texts.Shared(n.Key), n.Value))];
        Texts =
        [
            .. entry.Title.Translations.Keys.Union(entry.Words.Keys, StringComparer.Ordinal).Select(language => new EntryText(
                texts.Shared(language),
                texts.Shared(Words.Of(entry.Title.Translations.GetValueOrDefault(language))),
                texts.Shared(entry.Words.GetValueOrDefault(language, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)))),
        ];
    }

    /// <summary>The id of the item.</summary>
    public string Item { get; }

    public string Aggregate { get; }

    /// <summary>The id of the document.</summary>
    public string Id { get; }

    /// <summary>When it was written; see <see cref="DocumentItem"/>.</summary>
    public long Written { get; }

    /// <summary>Which state of the item it is of.</summary>
    public string ETag { get; }

    /// <summary>Its words by language.</summary>
    public EntryText[] Texts { get; }

    /// <summary>One of its numbers; null when it has none of that name.</summary>
    public double? Number(string name)
    {
        foreach (var (own, value) in _numbers)
        {
            if (own == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The values of one of its facets, each once.</summary>
    public string[] Facet(string name)
    {
        foreach (var (own, values) in _facets)
        {
            if (own == name)
            {
                return values;
            }
        }

        return [];
    }

    /// <summary>The texts that are searched for a reader: those in the language, else those in English, else all.</summary>
    public IEnumerable<EntryText> TextsFor(string language) =>
        Texts.Where(t => t.Language == language) is var own && own.Any() ? own
        : Texts.Where(t => t.Language == Language.Fallback) is var english && english.Any() ? english
        : Texts;

    /// <summary>What the title that the reader sees sorts by in the reader's alphabet, case ignored; kept, as making it takes long.</summary>
    public byte[] TitleKey(string language)
    {
        foreach (var (known, key) in _keys)
        {
            if (known == language)
            {
                return key;
            }
        }

        var text = _title.In(language)?.Text ?? "";
        var made = CompareInfoOf(language).GetSortKey(text[..Significant(text)], CompareOptions.IgnoreCase).KeyData;
        _keys = [.. _keys.TakeLast(3), (language, made)];
        return made;
    }

    private static int Significant(string text) =>
        text.Length <= SignificantLength ? text.Length : SignificantLength - (char.IsHighSurrogate(text[SignificantLength - 1]) ? 1 : 0);

    private static CompareInfo CompareInfoOf(string language) =>
        Language.IsCode(language) ? CultureInfo.GetCultureInfo(language).CompareInfo : CultureInfo.InvariantCulture.CompareInfo;
}

/// <summary>The words of an entry in one language, each once and in ordinal order.</summary>
internal sealed record EntryText(string Language, string[] Title, string[] Text)
{
    /// <summary>How well the words are met: for each two when it is one of the title's, one more when it is a whole word there; null when one is missing.</summary>
    public int? Score(string[] words)
    {
        var score = 0;
        foreach (var word in words)
        {
            if (Words.AnyBegins(Title, word))
            {
                score += Array.BinarySearch(Title, word, StringComparer.Ordinal) >= 0 ? 3 : 2;
            }
            else if (!Words.AnyBegins(Text, word))
            {
                return null;
            }
        }

        return score;
    }
}
