using System.Text.RegularExpressions;

namespace Interlink.Core.Kernel;

/// <summary>Language codes: ISO 639-1, two lower-case letters, as the catalogue format and the page use them.</summary>
public static partial class Language
{
    /// <summary>The language shown when the one asked for is missing.</summary>
    public const string Fallback = "en";

    /// <summary>The languages of the product's own texts; content may be in any language.</summary>
    public static IReadOnlyList<string> Interface { get; } = ["en", "it", "es", "lv"];

    /// <summary>Whether the text is formed like a language code.</summary>
    public static bool IsCode(string? text) => text is not null && Form().IsMatch(text);

    [GeneratedRegex(@"\A[a-z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
