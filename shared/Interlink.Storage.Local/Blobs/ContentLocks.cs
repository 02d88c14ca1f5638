namespace Interlink.Storage.Local.Blobs;

/// <summary>Locks by content: several contents may share one, so nobody holds two at a time.</summary>
internal sealed class ContentLocks
{
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the lock; disposing the answer gives it back.</summary>
    public async Task<IDisposable> Hold(string tenant, string sha256, CancellationToken cancellation)
    {
        var stripe = _stripes[(uint)HashCode.Combine(tenant, sha256) % _stripes.Length];
        await stripe.WaitAsync(cancellation);
        return new Held(stripe);
    }

    private sealed class Held(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
