using System.Security.Cryptography;

namespace Interlink.Core.Webhooks;

/// <summary>Signing with Ed25519 (RFC 8032, section 5.1.6), which the base class library has not. Signing only; no branch and no index depends on the secret.</summary>
internal static class Ed25519
{
    private static readonly Curve25519Point s_base = Curve25519Point.Base;

    /// <summary>The public key, 32 bytes.</summary>
    /// <param name="seed">The private key, 32 bytes.</param>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed) => s_base.Times(Scalar(SHA512.HashData(seed))).Encode();

    /// <summary>The signature, 64 bytes.</summary>
    /// <param name="seed">The private key, 32 bytes.</param>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        var hash = SHA512.HashData(seed);
        var secret = Scalar(hash);
        var publicKey = s_base.Times(secret).Encode();
        var nonce = ScalarModL.Reduce(SHA512.HashData([.. hash.AsSpan(32), .. message]));
        var commitment = s_base.Times(nonce).Encode();
        var challenge = ScalarModL.Reduce(SHA512.HashData([.. commitment, .. publicKey, .. message]));
        return [.. commitment, .. ScalarModL.MultiplyAdd(challenge, secret, nonce)];
    }

    private static byte[] Scalar(byte[] hash)
    {
        var scalar = hash[..32];
        scalar[0] &= 248;
        scalar[31] &= 127;
        scalar[31] |= 64;
        return scalar;
    }
}
