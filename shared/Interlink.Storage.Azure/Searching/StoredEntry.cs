using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Azure.Searching;

/// <summary>A search entry as it is stored with its document.</summary>
/// <param name="Words">By language, the words of the text, each once, with blanks between; titles are kept as they are.</param>
internal sealed record StoredEntry(
    LocalizedText Title, IReadOnlyDictionary<string, string> Words, IReadOnlyDictionary<string, IReadOnlyList<string>> Facets, IReadOnlyDictionary<string, double> Numbers)
{
    /// <exception cref="ArgumentException">A number is none.</exception>
    public static StoredEntry Of(SearchEntry entry)
    {
        if (entry.Numbers.Any(n => !double.IsFinite(n.Value)))
        {
            throw new ArgumentException("The numbers of a search entry are finite.", nameof(entry));
        }

        return new StoredEntry(
            entry.Title,
            entry.Text.Translations.ToDictionary(t => t.Key, t => string.Join(' ', Searching.Words.Of(t.Value)), StringComparer.Ordinal),
            entry.Facets,
            entry.Numbers);
    }
}
