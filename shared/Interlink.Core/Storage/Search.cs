using Interlink.Core.Kernel;

namespace Interlink.Core.Storage;

/// <summary>How a document is found. Stored, replaced and removed with it, in the same commit.</summary>
public sealed record SearchEntry
{
    /// <summary>Titles by language code; searched with more weight than <see cref="Text"/>, and what <see cref="SearchOrder.Title"/> sorts by.</summary>
    public LocalizedText Title { get; init; } = LocalizedText.Empty;

    /// <summary>Everything else that full-text search looks through, by language code; plain text.</summary>
    public LocalizedText Text { get; init; } = LocalizedText.Empty;

    /// <summary>Exact values by facet name, such as <c>profile → [UND_PROBLEM_1]</c>. Compared by ordinal.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facets { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Numbers by name, such as <c>rating → 4.5</c>; filtered by minimum and sorted by.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();
}

/// <summary>What to look for. Everything given must hold.</summary>
public sealed record SearchQuery
{
    /// <summary>Words that all must occur, each as the start of a word, without regard to case and accents. Looked for in one language of each document: in
    /// <see cref="Language"/> if the document has any title or text in it, else in English if it has that, else in any one of those it has. Null, blank or without
    /// any letter or digit for no text condition. Never interpreted as a query language.</summary>
    public string? Text { get; init; }

    /// <summary>The reader's language; decides which texts are searched and which title sorts.</summary>
    public string Language { get; init; } = Kernel.Language.Fallback;

    /// <summary>By facet name, values of which the document must have at least one; so nothing matches an empty list. Leave a facet out to ask nothing of it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> AnyOf { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>By number name, the least value that a document may have; a document without that number does not match.</summary>
    public IReadOnlyDictionary<string, double> AtLeast { get; init; } = new Dictionary<string, double>();

    /// <summary>Facets whose values are to be counted. Each is counted with its own condition lifted, so that a page can show what else could be chosen.</summary>
    public IReadOnlyList<string> Count { get; init; } = [];

    /// <summary>The order; ties are broken by id, so that pages are stable.</summary>
    public SearchOrder Order { get; init; } = SearchOrder.Title;

    /// <summary>For <see cref="SearchOrder.Number"/>, the name of the number; documents without it come last.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Which part to answer.</summary>
    public PageRequest Page { get; init; } = new(PageRequest.DefaultLimit, null);
}

/// <summary>In which order results come.</summary>
public enum SearchOrder
{
    /// <summary>By title in the reader's language (with fallback), ascending, without regard to case.</summary>
    Title,

    /// <summary>Best match first; the same as <see cref="Title"/> without a text.</summary>
    Relevance,

    /// <summary>By a number, largest first.</summary>
    Number,

    /// <summary>Most recently written first.</summary>
    Newest,
}

/// <summary>What was found.</summary>
/// <param name="Page">The documents of this page, the exact total and the cursor of the next.</param>
/// <param name="Counts">For each facet asked for, how many matching documents have each value, most first, then by value.</param>
public sealed record SearchResult<T>(Page<Document<T>> Page, IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Counts);

/// <summary>How many documents have a value.</summary>
public sealed record FacetCount(string Value, int Count);
