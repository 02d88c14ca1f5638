using Interlink.Core.Kernel;

namespace Interlink.Core.Storage;

/// <summary>JSON documents by partition, with revisions. A commit is all or nothing and durable when it returns.</summary>
public interface IDocuments
{
    /// <summary>Reads one document.</summary>
    /// <returns>Null when there is none of that kind and id in the partition.</returns>
    Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation);

    /// <summary>Reads several documents of one kind at once, in the order of the ids; those that do not exist are left out.</summary>
    /// <param name="ids">At most 1,000.</param>
    Task<IReadOnlyList<Document<T>>> FindMany<T>(Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>Lists documents of one kind in ascending order of id.</summary>
    /// <exception cref="InvalidCursorException">The cursor is malformed or of another list.</exception>
    Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation);

    /// <summary>Finds documents of one kind by their <see cref="SearchEntry"/>: text, facets, numbers; ordered, counted, paged.</summary>
    /// <exception cref="InvalidCursorException">The cursor is malformed or of another query.</exception>
    Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation);

    /// <summary>Applies a batch: every operation, or none when any expectation fails.</summary>
    /// <returns>The new revisions in order of the batch's puts, or the first expectation that failed.</returns>
    Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation);
}

/// <summary>A stored document.</summary>
/// <param name="Aggregate">The aggregate it was found in.</param>
/// <param name="Id">Its id, unique in partition and kind.</param>
/// <param name="Body">Its content.</param>
/// <param name="Revision">Which state was read; changes with every put.</param>
public sealed record Document<T>(string Aggregate, string Id, T Body, Revision Revision);

/// <summary>Which part of a kind to list.</summary>
/// <param name="Prefix">Only ids that start with this; empty for all.</param>
/// <param name="Limit">At most this many, 1 to 1,000.</param>
/// <param name="Cursor">From the page before; null for the first.</param>
public readonly record struct ListOptions(string Prefix = "", int Limit = 100, string? Cursor = null);

/// <summary>What became of a commit.</summary>
/// <param name="Revisions">The new revisions in order of the batch's puts; empty when it failed.</param>
/// <param name="Conflict">The first operation whose expectation did not hold; null when the commit was made.</param>
public sealed record CommitResult(IReadOnlyList<Revision> Revisions, CommitConflict? Conflict)
{
    /// <summary>Whether the batch was applied.</summary>
    public bool Committed => Conflict is null;
}

/// <summary>An expectation that did not hold.</summary>
public sealed record CommitConflict(string Kind, string Id, ConflictReason Reason);

/// <summary>Why a commit was refused.</summary>
public enum ConflictReason
{
    /// <summary>The document was expected to be absent.</summary>
    Exists,

    /// <summary>The document was expected to exist.</summary>
    Missing,

    /// <summary>The document exists in another revision.</summary>
    Changed,
}
