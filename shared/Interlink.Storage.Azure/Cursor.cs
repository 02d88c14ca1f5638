using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Azure;

/// <summary>Writes and reads the cursors of one query: a place under a checksum over place and query, so that no other query takes it.</summary>
internal sealed class Cursor(string query)
{
    private const int ChecksumLength = 9;

    public string Write<T>(T place)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(place, Json.Options);
        return Base64Url.EncodeToString([.. Checksum(bytes), .. bytes]);
    }

    /// <exception cref="InvalidCursorException">Not one that <see cref="Write"/> wrote for this query.</exception>
    public T Read<T>(string cursor)
    {
        var bytes = Base64Url.IsValid(cursor) ? Base64Url.DecodeFromChars(cursor) : [];
        return bytes.Length > ChecksumLength && bytes.AsSpan(0, ChecksumLength).SequenceEqual(Checksum(bytes.AsSpan(ChecksumLength)))
            ? JsonSerializer.Deserialize<T>(bytes.AsSpan(ChecksumLength), Json.Options)!
            : throw new InvalidCursorException();
    }

    private ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(query));
        hash.AppendData(place);
        return hash.GetHashAndReset().AsSpan(0, ChecksumLength);
    }
}
