using System.Collections.Concurrent;

namespace Interlink.Core.Privacy;

/// <summary>The texts that come with the product, in every language of the interface (<c>Texts/</c>). A tenant begins with them and publishes its own.</summary>
public static class LegalDefaults
{
    private static readonly ConcurrentDictionary<(LegalDocument, string), string> Read = new();

    /// <summary>When they were written, and what the accessibility statement says was looked at last.</summary>
    public static DateTimeOffset WrittenAt { get; } = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A text as markdown with places.</summary>
    /// <param name="language">One of <see cref="Kernel.Language.Interface"/>.</param>
    public static string Source(LegalDocument document, string language) => Read.GetOrAdd((document, language), static key => Load(key.Item1, key.Item2));

    private static string Load(LegalDocument document, string language)
    {
        var name = $"privacy-texts/{document.ToString().ToLowerInvariant()}.{language}.md";
        using var stream = typeof(LegalDefaults).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The text '{name}' is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
