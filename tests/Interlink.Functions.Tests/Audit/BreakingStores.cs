using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Functions.Tests.Audit;

/// <summary>Breaks at a given write, counted over ledger and documents, and at every one after it: as a program does that was killed there.</summary>
internal sealed class BreakingStores(ILedger ledger, IDocuments documents, int steps) : ILedger, IDocuments
{
    private int _left = steps;

    public Task<int> Append(Book book, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        Step();
        return ledger.Append(book, entries, cancellation);
    }

    public Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation)
    {
        Step();
        return documents.Commit(partition, batch, cancellation);
    }

    public IAsyncEnumerable<LedgerEntry> Read(Book book, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) => ledger.Read(book, from, to, cancellation);

    public Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation) => documents.Find<T>(partition, kind, id, cancellation);

    public Task<IReadOnlyList<Document<T>>> FindMany<T>(Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        documents.FindMany<T>(partition, kind, ids, cancellation);

    public Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation) =>
        documents.List<T>(partition, kind, options, cancellation);

    public Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation) =>
        documents.Search<T>(scope, kind, query, cancellation);

    private void Step()
    {
        if (--_left < 0)
        {
            throw new IOException("broken off");
        }
    }
}
