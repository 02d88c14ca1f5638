using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>Every query text of the product. Each keeps to the index of <c>infra/cosmos-indexing.json</c>; <c>docs/storage-on-azure.md</c> says what each costs.</summary>
internal static class Queries
{
    private const string Document = "c.id, c.aggregate, c.key, c.body, c.commit, c._etag";
    private const string Entry = "c.id, c.aggregate, c.kind, c.key, c.written, c._ts, c._etag, c.search, c.removed";
    private const string InList = "c.kind = @kind AND c.key >= @from AND c.key < @end";

    /// <summary>One page of a list, in order of id.</summary>
    public const string List = $"SELECT TOP @limit {Document} FROM c WHERE {InList} AND c.key > @after ORDER BY c.kind, c.key";

    /// <summary>How many documents a list has.</summary>
    public const string Count = $"SELECT VALUE COUNT(1) FROM c WHERE {InList}";

    /// <summary>Some items.</summary>
    public const string Items = $"SELECT {Document} FROM c WHERE ARRAY_CONTAINS(@ids, c.id)";

    /// <summary>Everything that can be found of one kind.</summary>
    public const string Entries = $"SELECT {Entry} FROM c WHERE c.kind = @kind AND IS_DEFINED(c.search)";

    /// <summary>What was written and removed since.</summary>
    public const string Changes = $"SELECT {Entry} FROM c WHERE c.kind IN (@kind, '{CommitItem.Removal}') AND c._ts >= @since";

    /// <summary>How some items are now.</summary>
    public const string ByIds = $"SELECT {Entry} FROM c WHERE c.kind = @kind AND ARRAY_CONTAINS(@ids, c.id)";

    /// <summary>What there is of some kinds, to be removed.</summary>
    public const string Purge = "SELECT c.id, c.aggregate, c.kind, c.key, c.body, c.data FROM c WHERE c.kind >= @first AND c.kind < @beyond";

    /// <summary>All texts, for those who compile them.</summary>
    public static IReadOnlyList<string> All { get; } = [List, Count, Items, Entries, Changes, ByIds, Purge];

    public static QueryDefinition ListOf(string kind, string prefix, string? after, int limit) =>
        InListOf(List, kind, prefix).WithParameter("@after", after ?? "").WithParameter("@limit", limit);

    public static QueryDefinition CountOf(string kind, string prefix) => InListOf(Count, kind, prefix);

    public static QueryDefinition ItemsOf(IReadOnlyCollection<string> ids) => new QueryDefinition(Items).WithParameter("@ids", ids);

    public static QueryDefinition EntriesOf(string kind) => new QueryDefinition(Entries).WithParameter("@kind", kind);

    public static QueryDefinition ChangesOf(string kind, long since) => EntriesWith(Changes, kind).WithParameter("@since", since);

    public static QueryDefinition ByIdsOf(string kind, IReadOnlyCollection<string> ids) => EntriesWith(ByIds, kind).WithParameter("@ids", ids);

    /// <summary>Every document: the kinds after those that the adapter keeps for itself.</summary>
    public static QueryDefinition PurgeDocuments() => PurgeOf($"{(char)(ItemId.Reserved + 1)}", "\U0010FFFF");

    /// <summary>Every event.</summary>
    public static QueryDefinition PurgeEvents() => PurgeOf(EventItem.EventKind, $"{EventItem.EventKind}!");

    private static QueryDefinition PurgeOf(string first, string beyond) =>
        new QueryDefinition(Purge).WithParameter("@first", first).WithParameter("@beyond", beyond);

    private static QueryDefinition EntriesWith(string text, string kind) => new QueryDefinition(text).WithParameter("@kind", kind);

    private static QueryDefinition InListOf(string text, string kind, string prefix) => new QueryDefinition(text)
        .WithParameter("@kind", kind).WithParameter("@from", prefix).WithParameter("@end", prefix + "\U0010FFFF");
}
