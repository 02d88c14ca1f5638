using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Interlink.Core.Webhooks;

/// <summary>Verifies messages as receivers do (Standard Webhooks 1.0.0).</summary>
public static class SignatureCheck
{
    /// <summary>How far the time of an attempt may be off, both ways, as the reference libraries have it.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with a message.</summary>
    /// <param name="key">The secret <c>whsec_…</c>, or the public key <c>whpk_…</c>.</param>
    /// <param name="headers">Its three headers; null for one that is missing.</param>
    /// <param name="body">Exactly the bytes that came.</param>
    /// <returns>Null when it is genuine; else a few English words.</returns>
    public static string? Fault(string key, SignedHeaders headers, ReadOnlySpan<byte> body, DateTimeOffset now, IEd25519 ed25519)
    {
        if (headers is not { Id: { Length: > 0 } id, Timestamp: { } timestamp, Signatures: { } signatures })
        {
            return "a header is missing";
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return "the timestamp is more than five minutes off";
        }

        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        foreach (var signature in signatures.Split(' '))
        {
            if (Fits(key, content, signature, ed25519))
            {
                return null;
            }
        }

        return "no signature fits";
    }

    private static bool Fits(string key, byte[] content, string signature, IEd25519 ed25519)
    {
        var (scheme, value) = signature.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma ? (signature[..comma], signature[(comma + 1)..]) : ("", "");
        if (scheme == "v1" && SigningSecret.TryParse(key, out var secret) && secret.Kind is SigningKind.Hmac)
        {
            return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(secret.Sign(content, ed25519)));
        }

        return scheme == "v1a" && SigningSecret.TryReadPublicKey(key, out var publicKey) && SigningSecret.TryReadBase64(value, out var made) && ed25519.Verify(publicKey, content, made);
    }
}

/// <summary>What a message says of itself.</summary>
/// <param name="Id">The header <c>webhook-id</c>.</param>
/// <param name="Timestamp">The header <c>webhook-timestamp</c>.</param>
/// <param name="Signatures">The header <c>webhook-signature</c>.</param>
public sealed record SignedHeaders(string? Id, string? Timestamp, string? Signatures);
