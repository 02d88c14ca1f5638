using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Assets;

/// <summary>What adding a file and adding a version of it have in common: the blob is written first, the document second.</summary>
internal static class AssetFiles
{
    /// <summary>Describes a blob that was written as a version; who and when are for the caller to say.</summary>
    public static AssetVersion Version(int number, string name, string contentType, BlobInfo blob) => new()
    {
        Number = number,
        Name = name,
        ContentType = contentType,
        Length = blob.Length,
        Sha256 = blob.Sha256,
        Blob = blob.Address.Path[(blob.Address.Path.LastIndexOf('/') + 1)..],
        CreatedAt = blob.WrittenAt,
        CreatedBy = new PersonReference("", ""),
    };

    /// <summary>Passes the outcome on; when the blob did not come into use, removes it first.</summary>
    public static async Task<Outcome<Asset>> Keep(
        Outcome<Asset> outcome, Func<Asset, bool> uses, IBlobs blobs, BlobAddress blob, CancellationToken cancellation)
    {
        if (!outcome.Succeeded || !uses(outcome.Value))
        {
            await blobs.Delete(blob, cancellation);
        }

        return outcome;
    }
}
