using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure.Blobs;

namespace Interlink.Storage.Azure.Purging;

/// <summary>Blobs, by path. Versions and soft-deleted blobs, where the account keeps any, leave by its own retention.</summary>
internal sealed class BlobPurge(BlobStore blobs) : ITenantPurge
{
    public string Store => "blobs";

    public async Task<IReadOnlyList<StoredThing>> List(TenantId tenant, int limit, CancellationToken cancellation)
    {
        var found = new List<StoredThing>();
        await foreach (var blob in blobs.List(tenant, "", cancellation))
        {
            found.Add(new StoredThing(blob.Address.Path.Split('/')[0], blob.Address.Path, blob.Sha256));
            if (found.Count == limit)
            {
                break;
            }
        }

        return found;
    }

    public async Task Remove(TenantId tenant, IReadOnlyList<StoredThing> things, CancellationToken cancellation)
    {
        foreach (var thing in things)
        {
            await blobs.Delete(BlobAddress.Of(tenant, thing.Key.Split('/')), cancellation);
        }
    }
}
