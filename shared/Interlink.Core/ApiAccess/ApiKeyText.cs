using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Interlink.Core.Kernel;

namespace Interlink.Core.ApiAccess;

/// <summary>A key as it is written: <c>ilk_{tenant}_{application}_{32 random letters and digits}{6 of checksum}</c>. The beginning lets scanners of source code find it, the
/// checksum lets them, and us, pass over what only looks like one without asking anybody.</summary>
/// <param name="Tenant">In which tenant.</param>
/// <param name="Application">Of which application.</param>
/// <param name="Text">The whole of it: a secret.</param>
public sealed record ApiKeyText(TenantId Tenant, string Application, string Text)
{
    /// <summary>How every key begins.</summary>
    public const string Prefix = "ilk_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int SecretLength = 32;
    private const int ChecksumLength = 6;
    private const int MaxLength = 200;

    /// <summary>SHA-256 of the key, in hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The last four characters.</summary>
    public string Hint => Text[^4..];

    /// <summary>Makes a key of 190 random bits.</summary>
    public static ApiKeyText New(TenantId tenant, string application)
    {
        var body = $"{Prefix}{tenant}_{application}_{RandomNumberGenerator.GetString(Alphabet, SecretLength)}";
        return new ApiKeyText(tenant, application, body + ChecksumOf(body));
    }

    /// <summary>Reads what may be a key.</summary>
    /// <returns>Null when it is not formed like one, or its checksum is wrong.</returns>
    public static ApiKeyText? Read(string? text)
    {
        if (text is null or { Length: > MaxLength } || text.Split('_') is not ["ilk", var tenant, var application, { Length: SecretLength + ChecksumLength } secret]
            || !TenantId.TryParse(tenant, out var id) || !Ulids.IsId(application) || secret.Any(c => !char.IsAsciiLetterOrDigit(c)))
        {
            return null;
        }

        return text.EndsWith(ChecksumOf(text[..^ChecksumLength]), StringComparison.Ordinal) ? new ApiKeyText(id, application, text) : null;
    }

    /// <summary>Whether this is the key that was hashed.</summary>
    public bool Is(ApiKey key) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(key.Hash));

    /// <summary>Never the key: it would stand in logs.</summary>
    public override string ToString() => $"{Prefix}{Tenant}_{Application}_…";

    // The first 32 bits of SHA-256, in base 62, the last digit first.
    private static string ChecksumOf(string body) => string.Create(
        ChecksumLength,
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(body))),
        static (span, number) =>
        {
            for (var i = 0; i < span.Length; i++, number /= (uint)Alphabet.Length)
            {
                span[i] = Alphabet[(int)(number % (uint)Alphabet.Length)];
            }
        });
}
