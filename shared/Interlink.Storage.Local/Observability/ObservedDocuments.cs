using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Local.Observability;

/// <summary>Documents that are told of; without a listener, the documents themselves.</summary>
internal sealed class ObservedDocuments(IDocuments inner, StorageTelemetry telemetry) : IDocuments
{
    public Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("documents.find", partition.Tenant, () => inner.Find<T>(partition, kind, id, cancellation), found => found is null ? 0 : 1, _ => null)
        : inner.Find<T>(partition, kind, id, cancellation);

    public Task<IReadOnlyList<Document<T>>> FindMany<T>(
        Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("documents.find_many", partition.Tenant, () => inner.FindMany<T>(partition, kind, ids, cancellation), found => found.Count, _ => null)
        : inner.FindMany<T>(partition, kind, ids, cancellation);

    public Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("documents.list", partition.Tenant, () => inner.List<T>(partition, kind, options, cancellation), page => page.Items.Count, _ => null)
        : inner.List<T>(partition, kind, options, cancellation);

    public Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("documents.search", scope.Tenant, () => inner.Search<T>(scope, kind, query, cancellation), found => found.Page.Items.Count, _ => null)
        : inner.Search<T>(scope, kind, query, cancellation);

    public Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("documents.commit", partition.Tenant, () => inner.Commit(partition, batch, cancellation), _ => null, made => made.Conflict is { } conflict ? $"{conflict.Reason}" : null)
        : inner.Commit(partition, batch, cancellation);
}
