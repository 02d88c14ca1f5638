using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Searching;

namespace Interlink.Storage.Local.Documents;

/// <summary>Writes and reads the cursors of one query: a place in its order under a checksum over place and query, so that no other query takes it.</summary>
internal sealed class Cursor(string query)
{
    private const int ChecksumLength = 9;

    public string Write(Position position)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write7BitEncodedInt(position.Key.Length);
        writer.Write(position.Key);
        writer.Write(position.Number);
        writer.Write(position.Id);
        writer.Write(position.Aggregate);
        var place = buffer.ToArray();
        return Base64Url.EncodeToString([.. Checksum(place), .. place]);
    }

    /// <exception cref="InvalidCursorException">Not one that <see cref="Write"/> wrote for this query.</exception>
    public Position Read(string cursor)
    {
        if (!Base64Url.IsValid(cursor) || Base64Url.DecodeFromChars(cursor) is not { Length: > ChecksumLength } bytes
            || !bytes.AsSpan(0, ChecksumLength).SequenceEqual(Checksum(bytes.AsSpan(ChecksumLength))))
        {
            throw new InvalidCursorException();
        }

        try
        {
            return Parse(bytes);
        }
        catch (Exception malformed) when (malformed is IOException or FormatException or ArgumentException)
        {
            throw new InvalidCursorException("The cursor is malformed; start again without one.", malformed);
        }
    }

    private static Position Parse(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, ChecksumLength, bytes.Length - ChecksumLength));
        var length = reader.Read7BitEncodedInt();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, bytes.Length);
        return new Position(reader.ReadBytes(length), reader.ReadDouble(), reader.ReadString(), reader.ReadString());
    }

    private ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(query));
        hash.AppendData(place);
        return hash.GetHashAndReset().AsSpan(0, ChecksumLength);
    }
}
