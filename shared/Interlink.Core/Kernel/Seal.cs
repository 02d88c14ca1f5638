using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Interlink.Core.Kernel;

/// <summary>Puts content under a seal (HMAC-SHA256), as one word that fits a path or a header: whoever holds it can read it and hand it on, but change nothing of it.</summary>
/// <param name="purpose">Told apart from whatever else a key might ever seal; ends with a line break.</param>
internal sealed class Seal(string purpose)
{
    /// <summary>No sealed text is longer, in characters.</summary>
    public const int MaxLength = 1000;

    private const int HashLength = 32;

    private readonly byte[] _purpose = Encoding.UTF8.GetBytes(purpose);

    /// <summary>The content and its seal.</summary>
    public string Close(byte[] content, byte[] key) => $"{Base64Url.EncodeToString(content)}.{Base64Url.EncodeToString(Hash(key, content))}";

    /// <summary>What a sealed text claims, without believing it.</summary>
    /// <returns>Null for anything that is not formed like one.</returns>
    public static byte[]? Claimed(string text) => Parts(text)?.Content;

    /// <summary>Whether the seal of a text was made with the key, for this purpose, of exactly this content.</summary>
    public bool IsMadeWith(string text, byte[] key) => Parts(text) is var (content, hash) && CryptographicOperations.FixedTimeEquals(hash, Hash(key, content));

    private static (byte[] Content, byte[] Hash)? Parts(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || text.Length > MaxLength || !Base64Url.IsValid(text.AsSpan(0, dot)) || !Base64Url.IsValid(text.AsSpan(dot + 1)))
        {
            return null;
        }

        var hash = Base64Url.DecodeFromChars(text.AsSpan(dot + 1));
        return hash.Length == HashLength ? (Base64Url.DecodeFromChars(text.AsSpan(0, dot)), hash) : null;
    }

    private byte[] Hash(byte[] key, byte[] content) => HMACSHA256.HashData(key, (byte[])[.. _purpose, .. content]);
}
