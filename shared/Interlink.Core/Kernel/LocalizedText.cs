using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interlink.Core.Kernel;

/// <summary>A text in one or more languages, keyed by <see cref="Language"/> code. Blank translations do not exist.</summary>
[JsonConverter(typeof(LocalizedTextJsonConverter))]
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    /// <summary>No text in any language.</summary>
    public static readonly LocalizedText Empty = new(ImmutableSortedDictionary<string, string>.Empty);

    private LocalizedText(ImmutableSortedDictionary<string, string> translations) => Translations = translations;

    /// <summary>The translations by language code, in order of code.</summary>
    public ImmutableSortedDictionary<string, string> Translations { get; }

    /// <summary>Whether there is no translation at all.</summary>
    public bool IsEmpty => Translations.IsEmpty;

    /// <summary>Makes a text; blank translations are dropped, others trimmed.</summary>
    public static LocalizedText Of(IEnumerable<KeyValuePair<string, string>> translations) =>
        new(translations.Where(t => !string.IsNullOrWhiteSpace(t.Value))
            .ToImmutableSortedDictionary(t => t.Key, t => t.Value.Trim(), StringComparer.Ordinal));

    /// <summary>Makes a text in one language.</summary>
    public static LocalizedText Of(string language, string text) => Of([new(language, text)]);

    /// <summary>The text for a reader: in the language asked for, else English, else the first there is; says which language it is.</summary>
    /// <returns>Null when there is no translation at all.</returns>
    public Localized? In(string language)
    {
        foreach (var candidate in (ReadOnlySpan<string>)[language, Language.Fallback])
        {
            if (Translations.TryGetValue(candidate, out var text))
            {
                return new Localized(text, candidate, candidate != language);
            }
        }

        return IsEmpty ? null : new Localized(Translations.First().Value, Translations.First().Key, true);
    }

    /// <summary>The same text with each translation rewritten.</summary>
    public LocalizedText Map(Func<string, string> rewrite) => Of(Translations.Select(t => KeyValuePair.Create(t.Key, rewrite(t.Value))));

    public bool Equals(LocalizedText? other) => other is not null && Translations.SequenceEqual(other.Translations);

    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    public override int GetHashCode() => Translations.Aggregate(0, (hash, t) => HashCode.Combine(hash, t.Key, t.Value));

    private sealed class LocalizedTextJsonConverter : JsonConverter<LocalizedText>
    {
        public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Of(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (language, text) in value.Translations)
            {
                writer.WriteString(language, text);
            }

            writer.WriteEndObject();
        }
    }
}

/// <summary>A text as shown to one reader.</summary>
/// <param name="Text">The text.</param>
/// <param name="Language">The language it is really in.</param>
/// <param name="Fallback">Whether that is not the language that was asked for; pages mark it.</param>
public sealed record Localized(string Text, string Language, bool Fallback);
