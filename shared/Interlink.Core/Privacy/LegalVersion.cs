using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>The texts that a tenant owes its people.</summary>
public enum LegalDocument
{
    /// <summary>The terms of use.</summary>
    Terms,

    /// <summary>The privacy notice (GDPR, Articles 13 and 14).</summary>
    Privacy,

    /// <summary>The accessibility statement (Directive (EU) 2016/2102; model of Implementing Decision (EU) 2018/1523). Nobody is asked to agree to it.</summary>
    Accessibility,
}

/// <summary>A version of a text, as it was published. Never changes and is never removed: people agreed to it.</summary>
public sealed record LegalVersion
{
    /// <summary>Which text.</summary>
    public required LegalDocument Document { get; init; }

    /// <summary>Counts from 1. 0 is the text that comes with the product and that nobody has published.</summary>
    public required int Version { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>From when on it is the current one, UTC.</summary>
    public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>Whether everybody is asked to agree to it; false for corrections that change nothing for anybody.</summary>
    public required bool AsksConsent { get; init; }

    /// <summary>The text by language code; at least one.</summary>
    public required IReadOnlyDictionary<string, LegalText> Texts { get; init; }

    /// <summary>What is different from the version before, in a sentence for those who are asked again; empty when nothing was said.</summary>
    public LocalizedText Changes { get; init; } = LocalizedText.Empty;

    /// <summary>Subject of the administrator who published it; null for the text that comes with the product.</summary>
    public string? PublishedBy { get; init; }

    /// <summary>The text for a reader: in the language asked for, else in English, else in the first there is.</summary>
    /// <returns>The language that it is really in, and the text.</returns>
    public (string Language, LegalText Text) In(string language)
    {
        foreach (var candidate in (ReadOnlySpan<string>)[language, Language.Fallback])
        {
            if (Texts.TryGetValue(candidate, out var text))
            {
                return (candidate, text);
            }
        }

        var first = Texts.OrderBy(t => t.Key, StringComparer.Ordinal).First();
        return (first.Key, first.Value);
    }

    /// <summary>How it stands in the index.</summary>
    internal LegalEntry Entry() => new(Document, Version, EffectiveAt, AsksConsent);
}

/// <summary>A text in one language.</summary>
/// <param name="Source">Markdown as the administrator wrote it, with places such as <c>{{tenant}}</c>.</param>
/// <param name="Text">Markdown as people read it, every place filled when it was published.</param>
/// <param name="Sha256">The SHA-256 of <paramref name="Text"/> in UTF-8, 64 lower-case hexadecimal digits: what a consent names.</param>
public sealed record LegalText(string Source, string Text, string Sha256)
{
    /// <summary>Makes a text with its hash.</summary>
    public static LegalText Of(string source, string text) =>
        new(source, text, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))));
}

/// <summary>What has to be known of a version at every request.</summary>
public sealed record LegalEntry(LegalDocument Document, int Version, DateTimeOffset EffectiveAt, bool AsksConsent);

/// <summary>Every version that a tenant has published, without the texts.</summary>
public sealed record LegalIndex(IReadOnlyList<LegalEntry> Entries)
{
    /// <summary>Of a tenant that has published nothing.</summary>
    public static LegalIndex Empty { get; } = new([]);

    /// <summary>The version that is in force; null while the text is the one that comes with the product.</summary>
    public LegalEntry? Current(LegalDocument document, DateTimeOffset now) =>
        Entries.Where(e => e.Document == document && e.EffectiveAt <= now).MaxBy(e => e.Version);

    /// <summary>The number of the version that was published last; 0 for none.</summary>
    public int Latest(LegalDocument document) => Entries.Where(e => e.Document == document).Select(e => e.Version).DefaultIfEmpty().Max();

    /// <summary>The versions in force that somebody has yet to agree to.</summary>
    /// <param name="given">What the person has agreed to.</param>
    public IReadOnlyList<LegalEntry> Missing(IReadOnlyList<Consent> given, DateTimeOffset now) =>
    [
        .. Enum.GetValues<LegalDocument>().Select(document => Asked(document, now) is { } asked
            && !given.Any(c => c.Document == document && c.Version >= asked.Version) ? Current(document, now) : null).OfType<LegalEntry>(),
    ];

    // A later correction asks nobody anew, and leaves the version before it asked for.
    private LegalEntry? Asked(LegalDocument document, DateTimeOffset now) =>
        Entries.Where(e => e.Document == document && e.EffectiveAt <= now && e.AsksConsent).MaxBy(e => e.Version);
}
