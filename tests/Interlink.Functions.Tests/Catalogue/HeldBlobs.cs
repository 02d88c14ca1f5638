using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Functions.Tests.Catalogue;

/// <summary>What happens to the files that an import puts; lives longer than one host.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _files;

    /// <summary>The file at which the import is held until its host stops; 0 for none.</summary>
    public int HoldAt { get; init; }

    /// <summary>The file whose put fails once as if storage were busy; 0 for none.</summary>
    public int FailAt { get; init; }

    /// <summary>From this file on every put fails as if storage were away; 0 for none.</summary>
    public int FailFrom { get; set; }

    /// <summary>Completes when an import is held.</summary>
    public Task Reached => _reached.Task;

    /// <summary>How many files were put.</summary>
    public int Files => _files;

    public async Task Pass(CancellationToken cancellation)
    {
        var file = Interlocked.Increment(ref _files);
        if (file == FailAt || FailFrom > 0 && file >= FailFrom)
        {
            throw new TransientException("Storage is busy.");
        }

        if (file == HoldAt)
        {
            _reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
    }
}

/// <summary>Blobs whose files of the catalogue pass a gate.</summary>
internal sealed class HeldBlobs(IBlobs inner, Gate gate) : IBlobs
{
    public async Task<Outcome<BlobInfo>> Put(BlobAddress address, Stream content, string contentType, long maxBytes, CancellationToken cancellation)
    {
        if (address.Path.StartsWith("catalogue/files/", StringComparison.Ordinal))
        {
            await gate.Pass(cancellation);
        }

        return await inner.Put(address, content, contentType, maxBytes, cancellation);
    }

    public Task<BlobContent?> Open(BlobAddress address, CancellationToken cancellation) => inner.Open(address, cancellation);

    public Task<BlobInfo?> Copy(BlobAddress source, BlobAddress target, CancellationToken cancellation) => inner.Copy(source, target, cancellation);

    public Task<bool> Delete(BlobAddress address, CancellationToken cancellation) => inner.Delete(address, cancellation);

    public IAsyncEnumerable<BlobInfo> List(TenantId tenant, string prefix, CancellationToken cancellation) => inner.List(tenant, prefix, cancellation);
}
