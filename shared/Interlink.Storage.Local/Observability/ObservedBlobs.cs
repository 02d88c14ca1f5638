using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Local.Observability;

/// <summary>Blobs that are told of; without a listener, the blobs themselves.</summary>
internal sealed class ObservedBlobs(IBlobs inner, StorageTelemetry telemetry) : IBlobs
{
    public Task<Outcome<BlobInfo>> Put(BlobAddress address, Stream content, string contentType, long maxBytes, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("blobs.put", address.Tenant, () => inner.Put(address, content, contentType, maxBytes, cancellation), _ => null, put => put.Error?.Type)
        : inner.Put(address, content, contentType, maxBytes, cancellation);

    public Task<BlobContent?> Open(BlobAddress address, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("blobs.open", address.Tenant, () => inner.Open(address, cancellation), found => found is null ? 0 : 1, _ => null)
        : inner.Open(address, cancellation);

    public Task<BlobInfo?> Copy(BlobAddress source, BlobAddress target, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("blobs.copy", source.Tenant, () => inner.Copy(source, target, cancellation), found => found is null ? 0 : 1, _ => null)
        : inner.Copy(source, target, cancellation);

    public Task<bool> Delete(BlobAddress address, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("blobs.delete", address.Tenant, () => inner.Delete(address, cancellation), _ => null, _ => null)
        : inner.Delete(address, cancellation);

    public IAsyncEnumerable<BlobInfo> List(TenantId tenant, string prefix, CancellationToken cancellation) => telemetry.IsOn
        ? telemetry.Observe("blobs.list", tenant, inner.List(tenant, prefix, cancellation))
        : inner.List(tenant, prefix, cancellation);
}
