using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Searching;

/// <summary>Which rows of an index match the words of a query.</summary>
internal static class WordSearch
{
    /// <summary>Above this many matches bm25 takes longer than it is worth: words in titles decide alone.</summary>
    private const int MostWeighed = 2_500;

    /// <summary>Words looked for in titles then; more of them cannot all be frequent.</summary>
    private const int MostTitleWords = 6;

    private const string Matching = "SELECT rowid FROM search_words WHERE search_words MATCH ?";

    /// <summary>Titles weigh ten times as much as other text; the scope column nothing.</summary>
    private const string Weighed = "SELECT rowid, bm25(search_words, 10.0, 1.0, 0.0) FROM search_words WHERE search_words MATCH ?";

    /// <summary>Finds the rows.</summary>
    /// <param name="ranked">Whether to work out how well they match.</param>
    /// <returns>By row, NaN where the words do not match, else the score: less is better.</returns>
    public static double[] Find(Connection connection, SearchIndex index, IReadOnlyList<string> words, string language, bool ranked)
    {
        var scope = new WordScope(index.Key.Tenant, index.Key.Aggregate, index.Key.Kind, language);
        var positions = index.SearchedPositions(language);
        var scores = Scores(connection, index, positions, Words.Expressions(words, scope), Matching);
        if (!ranked)
        {
            return scores;
        }

        if (scores.Count(s => !double.IsNaN(s)) <= MostWeighed)
        {
            // bm25 counts the rows of every term, those that say the scope too: where this index is most of what there is, they only cost time.
            var isMost = index.Count * 2 >= connection.Number("SELECT coalesce(max(number), 0) FROM search_texts");
            return Scores(connection, index, positions, Words.Expressions(words, isMost ? null : scope), Weighed);
        }

        foreach (var word in words.Take(MostTitleWords))
        {
            var titled = Scores(connection, index, positions, [Words.TitleExpression(word, scope)], Matching);
            for (var row = 0; row < scores.Length; row++)
            {
                scores[row] -= double.IsNaN(titled[row]) ? 0 : 1;
            }
        }

        return scores;
    }

    private static double[] Scores(Connection connection, SearchIndex index, int[] positions, IReadOnlyList<string> expressions, string sql)
    {
        var scores = new double[index.RowBound];
        Array.Fill(scores, double.NaN);
        if (expressions.Count == 1)
        {
            Run(connection, expressions[0], sql, (text, score) => Take(index, positions, scores, text, score));
            return scores;
        }

        foreach (var (text, score) in Intersect(connection, expressions, sql))
        {
            Take(index, positions, scores, text, score);
        }

        return scores;
    }

    /// <summary>Notes the score of one language of one document, when that is a language to be searched for this reader.</summary>
    private static void Take(SearchIndex index, int[] positions, double[] scores, long text, double score)
    {
        var row = index.RowOf(text >> 8);
        if (row >= 0 && positions[index[row].Languages] is var position && (position < 0 || position == (text & 255)) && !(scores[row] <= score))
        {
            scores[row] = score;
        }
    }

    private static Dictionary<long, double> Intersect(Connection connection, IReadOnlyList<string> expressions, string sql)
    {
        var sums = new Dictionary<long, double>();
        Run(connection, expressions[0], sql, (text, score) => sums[text] = score);
        foreach (var expression in expressions.Skip(1))
        {
            var both = new Dictionary<long, double>();
            if (sums.Count > 0)
            {
                Run(connection, expression, sql, (text, score) =>
                {
                    if (sums.TryGetValue(text, out var sum))
                    {
                        both[text] = sum + score;
                    }
                });
            }

            sums = both;
        }

        return sums;
    }

    private static void Run(Connection connection, string expression, string sql, Action<long, double> take)
    {
        using var row = connection.Query(sql).Bind(expression);
        while (row.Step())
        {
            take(row.Int64(0), sql == Weighed ? row.Double(1) : 0);
        }
    }
}
