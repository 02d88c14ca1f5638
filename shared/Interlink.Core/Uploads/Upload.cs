using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Uploads;

/// <summary>A large file that comes in parts, and what was said of it beforehand.</summary>
/// <param name="Id">Names it; an id of <see cref="IIds"/>.</param>
/// <param name="Subject">Who sends it; nobody else may use it.</param>
/// <param name="FileName">The name it has with the sender.</param>
/// <param name="Length">How many bytes it will have.</param>
/// <param name="ContentType">Its media type as the sender states it; not to be trusted.</param>
/// <param name="CreatedAt">When it was begun, UTC.</param>
/// <param name="ExpiresAt">When it is removed, used or not, UTC.</param>
public sealed record Upload(
    string Id, string Subject, string FileName, long Length, string ContentType, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Bytes of every part but the last.</summary>
    public const int PartSize = 4 * 1024 * 1024;

    /// <summary>How many parts there are.</summary>
    public int Parts => (int)((Length + PartSize - 1) / PartSize);

    /// <summary>How many bytes a part has.</summary>
    public int LengthOf(int part) => part == Parts - 1 ? (int)(Length - ((long)part * PartSize)) : PartSize;

    internal BlobAddress Part(TenantId tenant, int part) =>
        BlobAddress.Of(tenant, "uploads", Id, "parts", part.ToString("D6", System.Globalization.CultureInfo.InvariantCulture));

    internal BlobAddress Content(TenantId tenant) => BlobAddress.Of(tenant, "uploads", Id, "content");
}

/// <summary>A file that arrived whole. It lies where uploads lie and is removed when the upload expires: copy it to where it is to stay.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="FileName">The name it has with the sender.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="ContentType">Its media type as the sender states it; not to be trusted.</param>
public sealed record FinishedUpload(BlobAddress Address, string FileName, long Length, string ContentType);

/// <summary>Bounds of uploads; section <c>Interlink:Uploads</c>.</summary>
public sealed class UploadOptions
{
    /// <summary>Most bytes of a file.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 100L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Most uploads that one caller may have under way.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 10_000)]
    public int MaxUnderWay { get; set; } = 50;

    /// <summary>How long an upload is kept.</summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromHours(24);
}
