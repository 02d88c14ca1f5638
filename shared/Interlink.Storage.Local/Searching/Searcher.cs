using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Documents;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Searching;

/// <summary>Answers queries: words from the database, everything else from the indexes in memory.</summary>
internal sealed class Searcher(SearchIndexes indexes)
{
    /// <summary>Finds the documents of a page; everything in the answer is of one moment.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not of this query.</exception>
    public Found Find(Connection connection, SearchScope scope, string kind, SearchQuery query)
    {
        var limit = Limits.Page(query.Page.Limit);
        var cursor = new Cursor(Fingerprint(scope, kind, query));
        var start = query.Page.Cursor is { } text ? cursor.Read(text) : null;
        var words = Words.Of(query.Text);
        var index = indexes.Enter(connection, new SearchScopeKey(scope.Tenant.Value, scope.Aggregate, kind));
        try
        {
            return connection.Snapshot(snapshot =>
            {
                var byScore = query.Order == SearchOrder.Relevance && words.Count > 0;
                var scores = words.Count > 0 ? WordSearch.Find(snapshot, index, words, query.Language, byScore) : null;
                var selection = Selection.Of(index, query, scores);
                var (rows, next) = byScore
                    ? Best(index, selection, scores!, start, limit)
                    : InOrder(Order(snapshot, index, query), selection, start, limit);
                return new Found(
                    [.. rows.Select(r => RawDocument.Read(snapshot, index[r].Number))],
                    selection.Total,
                    next is null ? null : cursor.Write(next),
                    selection.Counts());
            });
        }
        finally
        {
            index.Gate.ExitReadLock();
        }
    }

    private static (List<int> Rows, Position? Next) InOrder(RowOrder order, Selection selection, Position? start, int limit)
    {
        var page = new List<int>(limit);
        for (var i = start is null ? 0 : order.After(start); i < order.Rows.Count; i++)
        {
            if (!selection.Rows[order.Rows[i]])
            {
                continue;
            }

            if (page.Count == limit)
            {
                return (page, order.PositionOf(page[^1]));
            }

            page.Add(order.Rows[i]);
        }

        return (page, null);
    }

    /// <summary>The rows of the least scores after the start: a heap keeps as many as are needed, the worst on top.</summary>
    private static (List<int> Rows, Position? Next) Best(SearchIndex index, Selection selection, double[] scores, Position? start, int limit)
    {
        var compare = Comparer<int>.Create((left, right) =>
            scores[left].CompareTo(scores[right]) is var byScore and not 0 ? byScore : index.CompareIds(left, right));
        var heap = new PriorityQueue<int, int>(limit + 2, Comparer<int>.Create((left, right) => compare.Compare(right, left)));
        for (var row = 0; row < selection.Rows.Length; row++)
        {
            if (selection.Rows[row] && (start is null || IsAfter(index, row, scores[row], start)))
            {
                if (heap.Count <= limit)
                {
                    heap.Enqueue(row, row);
                }
                else
                {
                    heap.EnqueueDequeue(row, row);
                }
            }
        }

        var best = heap.UnorderedItems.Select(i => i.Element).Order(compare).ToList();
        if (best.Count <= limit)
        {
            return (best, null);
        }

        var last = best[limit - 1];
        return (best[..limit], new Position([], scores[last], index[last].Id, index[last].Aggregate));
    }

    private static bool IsAfter(SearchIndex index, int row, double score, Position start) =>
        score.CompareTo(start.Number) is var byScore and not 0 ? byScore > 0 : start.CompareIds(index[row].Id, index[row].Aggregate) > 0;

    private static RowOrder Order(Connection connection, SearchIndex index, SearchQuery query)
    {
        var name = query.Order switch
        {
            SearchOrder.Newest => "newest",
            SearchOrder.Number => $"number:{query.OrderNumber ?? throw new ArgumentException("An order by number names the number.", nameof(query))}",
            _ => $"title:{query.Language}",
        };
        return index.Orders.Get(name, () =>
        {
            RowOrder order = query.Order switch
            {
                SearchOrder.Newest => new NewestOrder(index, name),
                SearchOrder.Number => new NumberOrder(index, name, query.OrderNumber!),
                _ => Titles(connection, index, name, query.Language),
            };
            order.Sort();
            return order;
        });
    }

    private static TitleOrder Titles(Connection connection, SearchIndex index, string name, string language)
    {
        const string Select = "SELECT number, titles FROM search_entries WHERE tenant = ? AND kind = ?";
        var order = new TitleOrder(index, name, language);
        var key = index.Key;
        using var row = key.Aggregate is { } aggregate
            ? connection.Query($"{Select} AND aggregate = ?").Bind(key.Tenant).Bind(key.Kind).Bind(aggregate)
            : connection.Query(Select).Bind(key.Tenant).Bind(key.Kind);
        while (row.Step())
        {
            order.Know(index.RowOf(row.Int64(0)), JsonSerializer.Deserialize<LocalizedText>(row.Utf8(1), Json.Options)!);
        }

        return order;
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

/// <summary>What a search found.</summary>
internal sealed record Found(
    IReadOnlyList<RawDocument> Documents, long Total, string? Next, IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Counts);
