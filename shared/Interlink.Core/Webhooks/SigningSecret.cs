using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Interlink.Core.Webhooks;

/// <summary>What an endpoint's messages are signed with (Standard Webhooks 1.0.0): <c>whsec_</c> and 24 to 64 random bytes for HMAC, <c>whsk_</c> and seed with public key for
/// Ed25519. Its text shows nothing.</summary>
public sealed class SigningSecret
{
    private const string Hmac = "whsec_", Private = "whsk_", Public = "whpk_";
    private const int MinBytes = 24, MaxBytes = 64, NewBytes = 32;

    private readonly byte[] _bytes;

    private SigningSecret(SigningKind kind, byte[] bytes) => (Kind, _bytes) = (kind, bytes);

    /// <summary>How it signs.</summary>
    public SigningKind Kind { get; }

    /// <summary>The secret as it is kept and, for HMAC, shown to the receiver.</summary>
    public string Reveal() => (Kind is SigningKind.Hmac ? Hmac : Private) + Convert.ToBase64String(_bytes);

    /// <summary>What receivers verify Ed25519 signatures with, <c>whpk_…</c>; null for HMAC.</summary>
    public string? PublicKey => Kind is SigningKind.Ed25519 ? Public + Convert.ToBase64String(_bytes, 32, 32) : null;

    /// <summary>Makes a new one.</summary>
    public static SigningSecret New(SigningKind kind, IEd25519 ed25519)
    {
        var random = RandomNumberGenerator.GetBytes(NewBytes);
        return new SigningSecret(kind, kind is SigningKind.Hmac ? random : [.. random, .. ed25519.PublicKey(random)]);
    }

    /// <summary>Reads one as <see cref="Reveal"/> writes it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SigningSecret? secret)
    {
        var (kind, prefix) = text.StartsWith(Hmac, StringComparison.Ordinal) ? (SigningKind.Hmac, Hmac) : (SigningKind.Ed25519, Private);
        var body = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : "";
        _ = TryReadBase64(body, out var bytes);
        var valid = kind is SigningKind.Hmac ? bytes.Length is >= MinBytes and <= MaxBytes : bytes.Length == 64;
        secret = valid ? new SigningSecret(kind, bytes) : null;
        return valid;
    }

    /// <summary>Reads a public key, <c>whpk_…</c>.</summary>
    public static bool TryReadPublicKey(string text, out byte[] key)
    {
        key = [];
        return text.StartsWith(Public, StringComparison.Ordinal) && TryReadBase64(text[Public.Length..], out key) && key.Length == 32;
    }

    /// <summary>Reads base64; empty for what is none.</summary>
    internal static bool TryReadBase64(string text, out byte[] bytes)
    {
        bytes = text.Length > 0 && Base64.IsValid(text) ? Convert.FromBase64String(text) : [];
        return bytes.Length > 0;
    }

    /// <summary>Signs bytes: <c>v1,…</c> or <c>v1a,…</c>.</summary>
    internal string Sign(ReadOnlySpan<byte> content, IEd25519 ed25519) => Kind is SigningKind.Hmac
        ? "v1," + Convert.ToBase64String(HMACSHA256.HashData(_bytes, content))
        : "v1a," + Convert.ToBase64String(ed25519.Sign(_bytes.AsSpan(0, 32), content));

    public override string ToString() => $"a secret ({Kind})";
}
