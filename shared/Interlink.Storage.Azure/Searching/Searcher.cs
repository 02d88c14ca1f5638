using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Azure.Searching;

/// <summary>Answers a query from entries in memory, by looking at each.</summary>
internal static class Searcher
{
    /// <summary>Finds the entries of a page.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not of this query.</exception>
    public static Hits Find(IReadOnlyCollection<IndexedEntry> entries, SearchScope scope, string kind, SearchQuery query, int limit)
    {
        var cursor = new Cursor(Fingerprint(scope, kind, query));
        var start = query.Page.Cursor is { } text ? cursor.Read<Place>(text) : null;
        var tally = new FacetTally(query);
        var words = Words.Of(query.Text);
        var found = new List<(IndexedEntry Entry, Place Place)>();
        foreach (var entry in entries)
        {
            if (HasNumbers(entry, query) && Score(entry, words, query.Language) is { } score && tally.Take(entry))
            {
                found.Add((entry, PlaceOf(entry, query, words.Length > 0 ? score : null)));
            }
        }

        var page = found.Where(f => start is null || f.Place.CompareTo(start) > 0).OrderBy(f => f.Place).Take(limit + 1).ToList();
        var next = page.Count > limit ? cursor.Write(page[limit - 1].Place) : null;
        return new Hits([.. page.Take(limit).Select(f => f.Entry)], found.Count, next, tally.Counts());
    }

    private static bool HasNumbers(IndexedEntry entry, SearchQuery query) => query.AtLeast.All(n => entry.Number(n.Key) >= n.Value);

    /// <summary>How well the words are met in the best of the texts that are searched; null when they are not.</summary>
    private static int? Score(IndexedEntry entry, string[] words, string language) =>
        words.Length == 0 ? 0 : entry.TextsFor(language).Select(t => t.Score(words)).Max();

    private static Place PlaceOf(IndexedEntry entry, SearchQuery query, int? score)
    {
        var name = query.Order == SearchOrder.Number
            ? query.OrderNumber ?? throw new ArgumentException("An order by number names the number.", nameof(query))
            : "";
        (double Number, byte[] Key) by = (query.Order, score) switch
        {
            (SearchOrder.Newest, _) => (-entry.Written, []),
            (SearchOrder.Number, _) => (-(entry.Number(name) ?? double.MinValue), []),
            (SearchOrder.Relevance, { } met) => (-met, []),
            _ => (0, entry.TitleKey(query.Language)),
        };
        return new Place(by.Number, by.Key, entry.Id, entry.Aggregate);
    }

    /// <summary>What a cursor is bound to: everything of the query but the page and the counts.</summary>
    private static string Fingerprint(SearchScope scope, string kind, SearchQuery query) => JsonSerializer.Serialize(
        new object?[]
        {
            scope.Tenant.Value, scope.Aggregate, kind, query.Text, query.Language, query.Order, query.OrderNumber,
            query.AnyOf.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new object[] { f.Key, f.Value.Order(StringComparer.Ordinal) }),
            query.AtLeast.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => new object[] { n.Key, BitConverter.DoubleToInt64Bits(n.Value) }),
        },
        Json.Options);
}

/// <summary>What was found.</summary>
internal sealed record Hits(
    IReadOnlyList<IndexedEntry> Page, long Total, string? Next, IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Counts);

/// <summary>A place in an order, which outlives the entry that was there: less comes first.</summary>
/// <param name="Number">Zero in the order of titles, else what is sorted by, negated as larger comes first.</param>
/// <param name="Key">The sort key of a title; empty in other orders.</param>
internal sealed record Place(double Number, byte[] Key, string Id, string Aggregate) : IComparable<Place>
{
    public int CompareTo(Place? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var order = Number.CompareTo(other.Number);
        order = order != 0 ? order : Key.AsSpan().SequenceCompareTo(other.Key);
        order = order != 0 ? order : string.CompareOrdinal(Id, other.Id);
        return order != 0 ? order : string.CompareOrdinal(Aggregate, other.Aggregate);
    }
}
