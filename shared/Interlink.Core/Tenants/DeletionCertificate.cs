using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>What was erased of one kind in one store.</summary>
/// <param name="Store">Which store: <c>documents</c>, <c>blobs</c>, <c>ledger</c> …</param>
/// <param name="Kind">What: the kind of the documents, the first part of the blobs' path, the book of the ledger …</param>
/// <param name="Count">How many.</param>
/// <param name="Sha256">Runs through their names and the hashes of their contents in the order of erasure, which is that in which the store
/// lists them: each step hashes what there was before, then the hash of the name, then that of the content.</param>
public sealed record ErasedLine(string Store, string Kind, long Count, string Sha256)
{
    private static readonly string Nothing = new('0', 64);

    /// <summary>Before anything was erased.</summary>
    public static ErasedLine Begin(string store, string kind) => new(store, kind, 0, Nothing);

    /// <summary>With one thing more.</summary>
    /// <param name="key">Its name in the store.</param>
    /// <param name="sha256">Hash of its content, 64 hexadecimal digits.</param>
    public ErasedLine Add(string key, string sha256)
    {
        Span<byte> step = stackalloc byte[96];
        Convert.FromHexString(Sha256).CopyTo(step);
        SHA256.HashData(Encoding.UTF8.GetBytes(key), step[32..]);
        Convert.FromHexString(sha256).CopyTo(step[64..]);
        return this with { Count = Count + 1, Sha256 = Convert.ToHexStringLower(SHA256.HashData(step)) };
    }
}

/// <summary>Says that nothing of a tenant is left, and what there was: counts and hashes, nothing of its content.</summary>
/// <param name="Tenant">Which tenant.</param>
/// <param name="Operation">The operation that erased it.</param>
/// <param name="RequestedBy">Subject of the operator who asked for it.</param>
/// <param name="RequestedAt">When, UTC.</param>
/// <param name="ErasureBeganAt">When the time of grace was over and erasure began, UTC.</param>
/// <param name="ErasedAt">When nothing was left, UTC.</param>
/// <param name="Lines">What was erased, in order of store and kind.</param>
/// <param name="Sha256">Over all of the above; see <see cref="Digest"/>.</param>
public sealed record DeletionCertificate(
    TenantId Tenant, string Operation, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset ErasureBeganAt, DateTimeOffset ErasedAt,
    IReadOnlyList<ErasedLine> Lines, string Sha256)
{
    /// <summary>Whether the hash is that of what stands here.</summary>
    public bool IsIntact() => Sha256 == Digest();

    /// <summary>The SHA-256 of the certificate's text: a line each for tenant, operation, requester and the three times (UTC, ISO 8601 with
    /// seven digits of the second), then one for each erased line with store, kind, count and hash between blanks; each ends with a line feed.</summary>
    public string Digest()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Tenant}\n{Operation}\n{RequestedBy}\n");
        foreach (var time in (ReadOnlySpan<DateTimeOffset>)[RequestedAt, ErasureBeganAt, ErasedAt])
        {
            text.Append(CultureInfo.InvariantCulture, $"{time.UtcDateTime:O}\n");
        }

        foreach (var line in Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Store} {line.Kind} {line.Count} {line.Sha256}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Makes a certificate.</summary>
    internal static DeletionCertificate Seal(
        Tenant tenant, string operation, TenantDeletion deletion, DateTimeOffset began, DateTimeOffset now, IReadOnlyList<ErasedLine> lines)
    {
        var ordered = lines.OrderBy(l => l.Store, StringComparer.Ordinal).ThenBy(l => l.Kind, StringComparer.Ordinal).ToList();
        var unsealed = new DeletionCertificate(tenant.Id, operation, deletion.By, deletion.At, began, now, ordered, "");
        return unsealed with { Sha256 = unsealed.Digest() };
    }
}
