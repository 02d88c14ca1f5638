using Interlink.Core.Kernel;

namespace Interlink.Core.Storage;

/// <summary>Files, by tenant and path. A put is atomic: readers see the whole old content or the whole new one.</summary>
public interface IBlobs
{
    /// <summary>Writes a blob whatever was there.</summary>
    /// <param name="maxBytes">Refuse content longer than this, leaving what was there.</param>
    /// <returns>What was written, or <see cref="BlobTooLarge"/>.</returns>
    Task<Outcome<BlobInfo>> Put(BlobAddress address, Stream content, string contentType, long maxBytes, CancellationToken cancellation);

    /// <summary>Opens a blob for reading; the caller disposes it. Keeps reading the same content when the blob is replaced meanwhile.</summary>
    /// <returns>Null when there is none.</returns>
    Task<BlobContent?> Open(BlobAddress address, CancellationToken cancellation);

    /// <summary>Copies a blob within the tenant without moving its bytes through the caller.</summary>
    /// <returns>What was written, or null when there is no source.</returns>
    /// <exception cref="ArgumentException">Source and target lie in different tenants.</exception>
    Task<BlobInfo?> Copy(BlobAddress source, BlobAddress target, CancellationToken cancellation);

    /// <summary>Removes a blob.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> Delete(BlobAddress address, CancellationToken cancellation);

    /// <summary>Lists blobs whose path starts with the prefix, in ordinal order of path.</summary>
    IAsyncEnumerable<BlobInfo> List(TenantId tenant, string prefix, CancellationToken cancellation);
}

/// <summary>Where a blob lives.</summary>
public readonly record struct BlobAddress
{
    private BlobAddress(TenantId tenant, string path) => (Tenant, Path) = (tenant, path);

    /// <summary>The tenant; blobs of two tenants never meet.</summary>
    public TenantId Tenant { get; }

    /// <summary>Segments joined by <c>/</c>, such as <c>processes/01j…/assets/01k…/1</c>. The product chooses it, never a person.</summary>
    public string Path { get; }

    /// <summary>Names a blob.</summary>
    /// <exception cref="ArgumentException">A segment is empty, over 120 characters, starts with a dot, or has other characters than
    /// letters, digits and <c>- _ . :</c>; or the path is longer than 500.</exception>
    public static BlobAddress Of(TenantId tenant, params ReadOnlySpan<string> segments)
    {
        _ = tenant.Value;
        foreach (var segment in segments)
        {
            if (segment.Length is 0 or > 120 || segment[0] == '.' || segment.Any(c => !(char.IsAsciiLetterOrDigit(c) || "-_.:".Contains(c))))
            {
                throw new ArgumentException($"'{segment}' cannot be a segment of a blob path.", nameof(segments));
            }
        }

        var path = string.Join('/', segments!);
        return path.Length is 0 or > 500 ? throw new ArgumentException("The blob path is empty or too long.", nameof(segments)) : new BlobAddress(tenant, path);
    }

    public override string ToString() => $"{Tenant}/{Path}";
}

/// <summary>What is known of a blob.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="ContentType">Its media type as given when it was put.</param>
/// <param name="Sha256">The SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
/// <param name="WrittenAt">When it was put, UTC.</param>
public sealed record BlobInfo(BlobAddress Address, long Length, string ContentType, string Sha256, DateTimeOffset WrittenAt);

/// <summary>An open blob.</summary>
/// <param name="Info">What is known of it.</param>
/// <param name="Stream">Its content from the start; seekable.</param>
public sealed record BlobContent(BlobInfo Info, Stream Stream) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}

/// <summary>More bytes than allowed; nothing was kept.</summary>
public sealed record BlobTooLarge(long MaxBytes) : Error(ErrorKind.TooLarge, "too-large", $"The content is larger than {MaxBytes} bytes.");
