using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Functions.Tests.Platform;

/// <summary>All stores as one, which breaks off in the middle of every other removal, as a host does that is killed.</summary>
internal sealed class BreakingPurge(IReadOnlyList<ITenantPurge> stores) : ITenantPurge
{
    private bool _breaks;

    /// <summary>How often it broke off.</summary>
    public int Broken { get; private set; }

    public string Store => "documents";

    public async Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation)
    {
        foreach (var store in stores)
        {
            if (await store.List(tenant, limit, cancellation) is { Count: > 0 } things)
            {
                return things;
            }
        }

        return [];
    }

    public async Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        foreach (var store in stores)
        {
            var listed = await store.List(tenant, things.Count, cancellation);
            if (listed.Count == 0)
            {
                continue;
            }

            _breaks = !_breaks;
            await store.Remove(tenant, _breaks ? [.. things.Take(things.Count / 2)] : things, cancellation);
            if (_breaks)
            {
                Broken++;
                throw new TransientException("Broken off.");
            }

            return;
        }
    }
}
