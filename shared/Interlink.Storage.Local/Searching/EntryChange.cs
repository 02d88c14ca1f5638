using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Local.Searching;

/// <summary>A search entry as it is after a commit.</summary>
/// <param name="Number">The number of its document.</param>
/// <param name="Written">The commit that wrote the document; larger is later.</param>
/// <param name="Entry">Null when the document is no longer to be found.</param>
internal sealed record EntryChange(string Tenant, string Kind, string Aggregate, string Id, long Number, long Written, PreparedEntry? Entry);

/// <summary>What filters and counts look at.</summary>
internal sealed record EntryFields(IReadOnlyDictionary<string, IReadOnlyList<string>> Facets, IReadOnlyDictionary<string, double> Numbers);

/// <summary>A search entry made ready for its tables, on the thread of the caller.</summary>
internal sealed class PreparedEntry
{
    /// <summary>Most languages that an entry may have: the position of a language is the low byte of a row number.</summary>
    private const int MaxLanguages = 256;

    /// <exception cref="ArgumentException">It has more languages than can be kept, or a number that is none.</exception>
    public PreparedEntry(SearchEntry entry)
    {
        Title = entry.Title;
        Text = entry.Text;
        Languages = [.. entry.Title.Translations.Keys.Union(entry.Text.Translations.Keys).Order(StringComparer.Ordinal)];
        Fields = new EntryFields(entry.Facets, entry.Numbers);
        if (Languages.Length > MaxLanguages || Array.Exists(Languages, l => l.Length == 0 || l.Contains(' ', StringComparison.Ordinal)))
        {
            throw new ArgumentException($"A search entry has at most {MaxLanguages} languages, and their codes have no blanks.", nameof(entry));
        }

        if (entry.Numbers.Any(n => !double.IsFinite(n.Value)))
        {
            throw new ArgumentException("The numbers of a search entry are finite.", nameof(entry));
        }

        FieldsJson = JsonSerializer.SerializeToUtf8Bytes(Fields, Json.Options);
        TitlesJson = JsonSerializer.SerializeToUtf8Bytes(entry.Title, Json.Options);
        TextsJson = JsonSerializer.SerializeToUtf8Bytes(new[] { entry.Title, entry.Text }, Json.Options);
    }

    /// <summary>The languages of title and text together, in order of code; their position numbers the rows of words.</summary>
    public string[] Languages { get; }

    public LocalizedText Title { get; }

    public LocalizedText Text { get; }

    public EntryFields Fields { get; }

    public byte[] FieldsJson { get; }

    public byte[] TitlesJson { get; }

    /// <summary>Everything that full-text search looks through; equal bytes need no new words.</summary>
    public byte[] TextsJson { get; }
}
