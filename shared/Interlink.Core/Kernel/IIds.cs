using System.Security.Cryptography;
using System.Text;

namespace Interlink.Core.Kernel;

/// <summary>Makes identities, so that tests can know them beforehand. Not for orchestrators: they derive ids from instance id and step.</summary>
public interface IIds
{
    /// <summary>A new id: 26 characters of Crockford base 32, lower case, sortable by time of creation, safe in URLs, file names and instance ids.</summary>
    string New();
}

/// <summary>Identities as ULIDs: 48 bits of time, 80 bits of chance.</summary>
public sealed class Ulids(TimeProvider clock) : IIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public string New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[6..]);
        var milliseconds = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--, milliseconds >>= 8)
        {
            bytes[i] = (byte)milliseconds;
        }

        return Encode(bytes);
    }

    /// <summary>An id derived from parts, the same for the same parts: for steps that may run twice.</summary>
    public static string Derive(params ReadOnlySpan<string> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!)));
        return Encode(hash.AsSpan(0, 16));
    }

    /// <summary>An id derived from parts that sorts by a time as new ones do, the same for the same time and parts.</summary>
    public static string DeriveAt(DateTimeOffset at, params ReadOnlySpan<string> parts)
    {
        Span<byte> bytes = stackalloc byte[16];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!))).AsSpan(0, 10).CopyTo(bytes[6..]);
        var milliseconds = at.ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--, milliseconds >>= 8)
        {
            bytes[i] = (byte)milliseconds;
        }

        return Encode(bytes);
    }

    /// <summary>Whether the text is formed like an id, new or derived.</summary>
    public static bool IsId(string? text) => text is { Length: 26 } && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var number = new UInt128(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return string.Create(26, number, static (span, value) =>
        {
            for (var i = span.Length - 1; i >= 0; i--, value >>= 5)
            {
                span[i] = Alphabet[(int)(value & 31)];
            }
        });
    }
}
