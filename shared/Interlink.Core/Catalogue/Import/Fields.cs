using System.Text.Json;
using System.Text.RegularExpressions;
using Interlink.Core.Catalogue.Markup;
using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads the members of a JSON object of a source. A member of the wrong type is noted and taken as missing; an empty string is
/// missing.</summary>
/// <param name="element">A JSON object.</param>
/// <param name="prefix">Path of the object in its file, ending in a dot; empty at the root.</param>
internal sealed partial class Fields(JsonElement element, EntryNotes notes, string prefix = "")
{
    /// <summary>Where the object's warnings go.</summary>
    public EntryNotes Notes => notes;

    /// <summary>A text on one line; null when missing.</summary>
    public string? Word(string name) =>
        Find(name) is { } value && Text(value, name) is { } text && MarkdownText.OneLine(text) is { Length: > 0 } word ? word : null;

    /// <summary>Whether something is so; false when missing.</summary>
    public bool Flag(string name)
    {
        switch (Find(name))
        {
            case null:
                return false;
            case { ValueKind: JsonValueKind.True }:
                return true;
            case { ValueKind: JsonValueKind.False }:
                return false;
            case { ValueKind: JsonValueKind.String } value when bool.TryParse(Text(value, name), out var flag):
                WrongType(name, "a text where true or false is meant");
                return flag;
            default:
                WrongType(name, "not true or false");
                return false;
        }
    }

    /// <summary>The words of a list without blanks and repetitions; a single word counts as a list of one.</summary>
    public List<string> Words(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            WrongType(name, "a text where a list is meant");
            return Word(name) is { } word ? [word] : [];
        }

        return WordsOf(value, name);
    }

    /// <summary>Raw texts by language; empty ones are left out.</summary>
    public LocalizedText Texts(string name, Func<string, string> clean) => LocalizedText.Of(
        from translation in Translations(name)
        let text = Text(translation.Value, $"{name}.{translation.Language}")
        where text is not null
        select KeyValuePair.Create(translation.Language, clean(text)));

    /// <summary>Names by language: one line each.</summary>
    public LocalizedText Names(string name) => Texts(name, MarkdownText.OneLine);

    /// <summary>Descriptions by language, as markdown.</summary>
    public LocalizedText Prose(string name) => Texts(name, MarkdownText.FromProse);

    /// <summary>Lists of words by language; empty ones are left out.</summary>
    public SortedDictionary<string, IReadOnlyList<string>> WordLists(string name)
    {
        var lists = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (language, value) in Translations(name))
        {
            var words = value.ValueKind == JsonValueKind.String && Text(value, name) is { } text
                ? Split(text)
                : WordsOf(value, $"{name}.{language}");
            if (words.Count > 0)
            {
                lists[language] = words;
            }
        }

        return lists;
    }

    /// <summary>An object inside this one; null when missing.</summary>
    public Fields? Object(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new Fields(value, notes, $"{prefix}{name}.");
        }

        WrongType(name, "not an object");
        return null;
    }

    /// <summary>The objects of a list; others are noted and left out.</summary>
    public List<Fields> Objects(string name)
    {
        var objects = new List<Fields>();
        if (Find(name) is not { } value)
        {
            return objects;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            WrongType(name, "not a list");
            return objects;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                objects.Add(new Fields(item, notes, $"{prefix}{name}[{index}]."));
            }
            else
            {
                WrongType($"{name}[{index}]", "not an object");
            }

            index++;
        }

        return objects;
    }

    /// <summary>The member as it is; null when missing.</summary>
    public JsonElement? Raw(string name) => Find(name);

    /// <summary>The names of all members.</summary>
    public IEnumerable<string> Names() => element.EnumerateObject().Select(m => m.Name);

    /// <summary>The path of a member in its file.</summary>
    public string PathOf(string name) => prefix + name;

    /// <summary>Notes a member that the format does not know.</summary>
    public void WarnUnknown(IReadOnlySet<string> known)
    {
        foreach (var name in Names().Where(n => !known.Contains(n)))
        {
            notes.Warn("unknown_field", $"The field '{Shown.Of(name)}' is not part of the format and was left out.",
                PathOf(Shown.Of(name)));
        }
    }

    /// <summary>A text; null when it is empty, or no text at all, which is noted.</summary>
    public string? Text(JsonElement value, string name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                try
                {
                    return value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
                }
                catch (InvalidOperationException)
                {
                    notes.Warn("unreadable_text", $"'{PathOf(name)}' holds half a character and was left out.", PathOf(name));
                    return null;
                }

            case JsonValueKind.Number:
                WrongType(name, "a number where a text is meant");
                return value.GetRawText();
            default:
                WrongType(name, "not a text");
                return null;
        }
    }

    private JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    private List<(string Language, JsonElement Value)> Translations(string name)
    {
        var translations = new List<(string, JsonElement)>();
        if (Find(name) is not { } value)
        {
            return translations;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            // A bare text or list is taken for English, the language in which the format is written.
            WrongType(name, "without languages; taken for English");
            return value.ValueKind is JsonValueKind.String or JsonValueKind.Array ? [(Language.Fallback, value)] : translations;
        }

        foreach (var member in value.EnumerateObject())
        {
            var code = member.Name.Trim().ToLowerInvariant().Split('-', '_')[0];
            if (!Language.IsCode(code))
            {
                notes.Warn("unknown_language", $"'{Shown.Of(member.Name)}' in '{PathOf(name)}' is not a language code and was left out.",
                    PathOf(name));
            }
            else if (code == member.Name || !value.TryGetProperty(code, out _))
            {
                WarnRespelt(name, member.Name, code);
                translations.Add((code, member.Value));
            }
        }

        return [.. translations.DistinctBy(t => t.Item1)];
    }

    private void WarnRespelt(string name, string written, string code)
    {
        if (written != code)
        {
            notes.Warn("language_respelt", $"'{Shown.Of(written)}' in '{PathOf(name)}' was read as '{code}'.", PathOf(name));
        }
    }

    private List<string> WordsOf(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            if (value.ValueKind != JsonValueKind.Null)
            {
                WrongType(name, "not a list");
            }

            return [];
        }

        return
        [
            .. value.EnumerateArray().Select(v => Text(v, name)).OfType<string>().Select(MarkdownText.OneLine).Where(w => w.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private void WrongType(string name, string what) => notes.Warn("wrong_type", $"'{PathOf(name)}' is {what}.", PathOf(name));

    private static List<string> Split(string text) =>
        [.. Separators().Split(text).Select(MarkdownText.OneLine).Where(w => w.Length > 0).Distinct()];

    [GeneratedRegex("[,;\n]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
